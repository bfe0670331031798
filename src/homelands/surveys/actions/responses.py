"""Answers are started, saved page by page, and sent; and copied to a profile if wanted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.foundation.rules import UnknownCountry, check_country
from homelands.people.actions import entries
from homelands.people.actions.entries import Statement
from homelands.people.models import Person, ProfileEntry
from homelands.people.rules import check_may_change
from homelands.surveys.hooks import COMPLETED, STARTED
from homelands.surveys.models import Collector, Response, Study
from homelands.surveys.queries import drafts, questionnaires
from homelands.surveys.queries.profiles import Offer
from homelands.surveys.rules import (
    MOST_CHARACTERS,
    StudyClosed,
    check_draft,
    check_finished,
    check_holds_a_code,
    check_open,
    check_respondent,
)
from homelands.surveys.xforms import Answers
from homelands.surveys.xforms.answers.kinds import fits, tidy

#: The question whose answer is the respondent's degree in respondent-driven sampling.
DEGREE = "network_size"

#: The version of the text that people agree to when they copy answers to their profile.
TEXT_VERSION = "2026-11"


@dataclass(frozen=True)
class Opening:
    """What a respondent says before the first question, and the door and machine they use."""

    language: str
    destination: str
    collector: Collector | None = None
    device: str = ""


@dataclass(frozen=True)
class Step:
    """Answers given on one page, and the page to come; "" is the last look at all answers."""

    given: Mapping[str, str]
    page: str
    language: str


@action(who=check_holds_a_code)
def start(study: Study, *, opening: Opening, at: datetime, by: Actor) -> Response:
    """Starts an empty response, which the code of the actor opens again."""
    check_open(study, at.date())
    _check_destination(study, opening.destination)
    questionnaire = questionnaires.latest(study)
    if questionnaire is None:
        raise StudyClosed
    form = questionnaires.form_of(questionnaire)
    answers = Answers(form, {}, at, opening.language)
    key = uuid4()
    response = Response.objects.create(
        id=key,
        study=study,
        questionnaire=questionnaire,
        collector=opening.collector,
        device=opening.device,
        label=str(key),
        answers=answers.clean(),
        language=opening.language,
        destination=opening.destination,
        resume_digest=bytes.fromhex(by.respondent),
        page=drafts.name_of(answers.pages()[0]),
        started_at=at,
        changed_at=at,
    )
    STARTED.tell(response, at)
    return response


def _check_destination(study: Study, destination: str) -> None:
    check_country(destination, "destination")
    if study.destinations and destination not in study.destinations:
        raise UnknownCountry(field="destination")


@action(who=check_respondent)
def save(response: Response, *, step: Step, at: datetime, by: Actor) -> Response:
    """Stores the answers of a page. Nothing is judged yet: that is done when they are sent."""
    held = _locked(response)
    check_draft(held)
    draft = drafts.of(held, at, step.language, _known(held, step.given))
    # What is not asked any more stays in a draft, because the respondent may turn back.
    held.answers = {**held.answers, **_known(held, step.given), **draft.answers.clean()}
    held.page = step.page
    held.language = step.language
    held.changed_at = at
    held.save(update_fields=["answers", "page", "language", "changed_at"])
    return held


def _known(response: Response, given: Mapping[str, str]) -> dict[str, str]:
    """Keeps answers to questions of the form, tidied and of a bearable length."""
    assert response.questionnaire is not None
    questions = questionnaires.form_of(response.questionnaire).questions
    return {
        path: tidy(questions[path].kind, text[:MOST_CHARACTERS])
        for path, text in given.items()
        if path in questions
    }


@action(who=check_respondent)
def complete(response: Response, *, at: datetime, by: Actor) -> Response:
    """Checks all answers again and sends them; what is not asked is dropped, the rest is final."""
    held = _locked(response)
    if held.completed_at is not None:
        return held
    answers = drafts.of(held, at).answers
    check_finished(answers)
    held.answers = answers.clean()
    held.degree = _degree(held.answers)
    held.page = ""
    held.changed_at = held.completed_at = at
    held.save(update_fields=["answers", "degree", "page", "changed_at", "completed_at"])
    COMPLETED.tell(held, at)
    return held


def _degree(answers: Mapping[str, str]) -> float | None:
    named = {path.rpartition("/")[2]: text for path, text in answers.items()}
    number = named.get(DEGREE, "")
    return float(number) if number and fits("decimal", number) else None


def _locked(response: Response) -> Response:
    """Reads a response again and lets nobody else change it until this is done."""
    return Response.objects.select_for_update().get(pk=response.pk)


@action(who=check_may_change)
def link(person: Person, *, offers: Sequence[Offer], on: date, by: Actor, why: str = "") -> Person:
    """Copies chosen survey answers to a profile, as the person agreed. No link is stored."""
    for offer in offers:
        statement = Statement(
            kind=offer.kind,
            code=offer.code,
            level=offer.level,
            source=ProfileEntry.Source.SURVEY,
        )
        entries.state(person, statement=statement, on=on, by=by)
    return person
