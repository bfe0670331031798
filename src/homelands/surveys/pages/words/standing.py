"""What is to be done in a study, in the order in which it is done."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from homelands.foundation.actors import Actor
from homelands.foundation.errors import why_not
from homelands.surveys.models import Study
from homelands.surveys.queries.standing import Standing
from homelands.surveys.rules import check_manages
from homelands.surveys.rules.quality import check_reads_answers
from homelands.ui.numerals import number
from homelands.ui.rows import Task


def tasks(study: Study, stands: Standing, published: bool, by: Actor) -> list[Task]:
    """Returns the tasks of a study; one that the actor may not do has no link."""
    manages = not why_not(check_manages, by, study)
    found = [*_before(study, stands, published, manages)]
    if not why_not(check_reads_answers, by):
        found += _after(study, stands, manages)
    return found


def _before(study: Study, stands: Standing, published: bool, manages: bool) -> Iterator[Task]:
    """Yields what must be there before answers come in."""

    def page(name: str) -> str:
        return reverse(name, args=[study.slug]) if manages else ""

    if published or not study.source:
        yield _done(_("Publish a questionnaire"), page("surveys.questionnaires.publish"), published)
    if study.design == Study.Design.RDS:
        yield _done(_("Set the rules"), page("surveys.schemes.set"), stands.rules)
        yield _done(_("Seeds"), page("surveys.seeds.listed"), stands.seeds)
    listed = reverse("surveys.collectors.listed", args=[study.slug])
    count = number(stands.collectors) if stands.collectors else _("None")
    yield Task(_("Collectors"), listed, count, "good" if stands.collectors else "neutral")


def _after(study: Study, stands: Standing, manages: bool) -> Iterator[Task]:
    """Yields what waits for somebody."""
    sent = reverse("surveys.submissions.listed", args=[study.slug])
    yield _waits(_("What waits for somebody"), f"{sent}?state=undecided", stands.waiting)
    if manages:
        doubts = reverse("surveys.signals.listed", args=[study.slug])
        yield _waits(_("Doubts about responses"), f"{doubts}?state=open", stands.doubts)
    if stands.requests:
        exports = reverse("surveys.exports.listed", args=[study.slug])
        yield _waits(_("Data files"), exports, stands.requests)


def _done(label: str, url: str, done: bool) -> Task:
    return Task(label, url, _("Done") if done else _("To do"), "good" if done else "wait")


def _waits(label: str, url: str, waiting: int) -> Task:
    if not waiting:
        return Task(label, url, _("None"))
    return Task(label, url, f"{_('Waiting')}: {number(waiting)}", "wait")


def state(study: Study, on: date) -> tuple[str, str]:
    """Says in words whether a study is open on a day, and the tone of it."""
    if on < study.opens_on:
        return _("Not open yet"), "wait"
    if study.closes_on is not None and on > study.closes_on:
        return _("Closed"), "neutral"
    return _("Open"), "good"
