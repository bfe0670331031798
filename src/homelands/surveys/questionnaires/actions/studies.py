"""A study is set up here."""

from dataclasses import dataclass
from datetime import date

from django.utils.text import slugify

from homelands.foundation.access.context import acting
from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.foundation.rules import check_country
from homelands.surveys.questionnaires.models import Study
from homelands.surveys.questionnaires.rules import check_manages
from homelands.surveys.questionnaires.rules.studies import check_holds_for_answers

#: Whether there are answers counts everywhere, whatever countries the officer reads.
_KEEPER = Actor.system("questionnaires.studies")


@dataclass(frozen=True)
class StudyPlan:
    """What is known of a study when it is set up; without countries it is held everywhere."""

    name: str
    design: str
    opens_on: date
    closes_on: date | None = None
    destinations: tuple[str, ...] = ()
    about: str = ""
    population: str = ""
    source: str = ""


@action(who=check_manages)
def add(plan: StudyPlan, *, by: Actor) -> Study:
    """Sets up a study; it can be answered once it has a questionnaire and has opened."""
    for destination in plan.destinations:
        check_country(destination, "destinations")
    return Study.objects.create(
        name=plan.name,
        slug=_free_slug(plan.name),
        about=plan.about,
        design=plan.design,
        population=plan.population,
        destinations=list(plan.destinations),
        opens_on=plan.opens_on,
        closes_on=plan.closes_on,
        source=plan.source,
    )


@action(who=check_manages)
def change(study: Study, *, plan: StudyPlan, by: Actor) -> Study:
    """Changes what is known of a study; its address stays, and so does what answers rest on."""
    check_manages(by, plan)
    with acting(_KEEPER):
        check_holds_for_answers(study, plan)
    for destination in plan.destinations:
        check_country(destination, "destinations")
    for name in ("name", "about", "design", "population", "opens_on", "closes_on"):
        setattr(study, name, getattr(plan, name))
    study.destinations = list(plan.destinations)
    study.save()
    return study


def _free_slug(name: str) -> str:
    """Makes an address from the name: a number is added where it is taken."""
    stem = slugify(name)[:40] or "study"
    # "add" is the address of the page that adds a study.
    taken = {"add", *Study.objects.filter(slug__startswith=stem).values_list("slug", flat=True)}
    number = 2
    slug = stem
    while slug in taken:
        slug, number = f"{stem}-{number}", number + 1
    return slug
