"""What is to be done in a study, in the order in which it is done."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from homelands.foundation import parts
from homelands.foundation.actors import Actor
from homelands.foundation.errors import why_not
from homelands.foundation.parts import Duty, Kind
from homelands.surveys.questionnaires.models import Study
from homelands.ui.numerals import number
from homelands.ui.rows import Task


def tasks(study: Study, by: Actor) -> Iterator[Task]:
    """Yields the tasks of a study; one that the actor may not do has no link."""
    for duty in parts.duties("study", study, by):
        count = int(duty.count(study))
        if count or not duty.quiet:
            yield _task(duty, study, count, by)


def _task(duty: Duty, study: Study, count: int, by: Actor) -> Task:
    label, url = str(duty.words), "" if why_not(duty.do, by, study) else _address(duty, study)
    if duty.kind is Kind.ONCE:
        return Task(label, url, *((_("Done"), "good") if count else (_("To do"), "wait")))
    if not count:
        return Task(label, url.partition("?")[0], _("None"))
    if duty.kind is Kind.STOCK:
        return Task(label, url, number(count), "good")
    return Task(label, url, f"{_('Waiting')}: {number(count)}", "wait")


def _address(duty: Duty, study: Study) -> str:
    address = reverse(duty.page, args=[study.slug])
    return f"{address}?{duty.query}" if duty.query else address


def state(study: Study, on: date) -> tuple[str, str]:
    """Says in words whether a study is open on a day, and the tone of it."""
    if on < study.opens_on:
        return _("Not open yet"), "wait"
    if study.closes_on is not None and on > study.closes_on:
        return _("Closed"), "neutral"
    return _("Open"), "good"
