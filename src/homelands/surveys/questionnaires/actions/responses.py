"""Answers are started, saved page by page, and sent; and copied to a profile if wanted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from uuid import UUID, uuid4

from homelands.forms.xforms import Answers, XFormError
from homelands.forms.xforms.answers.kinds import tidy
from homelands.foundation import codes
from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.foundation.locking import locked
from homelands.foundation.rules import UnknownCountry, check_country
from homelands.people.register.actions import entries
from homelands.people.register.actions.entries import Statement
from homelands.people.register.models import Person, ProfileEntry
from homelands.people.register.rules.persons import check_may_change
from homelands.surveys.questionnaires.hooks import COMPLETED
from homelands.surveys.questionnaires.models import Collector, Questionnaire, Response, Study
from homelands.surveys.questionnaires.queries import drafts, questionnaires
from homelands.surveys.questionnaires.queries.profiles import Offer
from homelands.surveys.questionnaires.rules import (
    MOST_CHARACTERS,
    QuestionnaireFails,
    StudyClosed,
    check_draft,
    check_finished,
    check_holds_a_code,
    check_invited,
    check_open,
    check_respondent,
)
from homelands.surveys.questionnaires.rules.degrees import degree_of

#: The version of the text that people agree to when they copy answers to their profile.
TEXT_VERSION = "2026-11"
_LONGEST_FAULT = 1000


@dataclass(frozen=True)
class Opening:
    """What a respondent says before the first question, and by which collector they come.

    `zone` is where their clock is. A `trial` is the questionnaire that is tried out, open or not;
    `trials.begin` asks who may.
    """

    language: str
    destination: str
    collector: Collector | None = None
    device: str = ""
    invited: bool = False
    zone: tzinfo = UTC
    trial: Questionnaire | None = None


@dataclass(frozen=True)
class Step:
    """Answers given on one page, and the page to come; "" is the last look at all answers.

    `left` is the page that was answered, and `seconds` how long it was open. `after` are all
    answers with those given, where somebody has evaluated them.
    """

    given: Mapping[str, str]
    page: str
    language: str
    left: str = ""
    seconds: int = 0
    after: Answers | None = None


@action(who=check_holds_a_code)
def start(study: Study, *, opening: Opening, at: datetime, by: Actor) -> Response:
    """Starts an empty response, which the code of the actor opens again."""
    questionnaire = opening.trial or _asked(study, opening, at)
    form = questionnaires.form_of(questionnaire)
    try:
        answers = Answers(form, {}, at.astimezone(opening.zone), opening.language)
    except XFormError as error:
        raise QuestionnaireFails from error
    key = uuid4()
    return Response.objects.create(
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
        claim_digest=None if opening.trial else _claim(key),
        is_trial=opening.trial is not None,
        page=drafts.first_of(answers.pages()),
        started_at=at,
        changed_at=at,
    )


def _asked(study: Study, opening: Opening, at: datetime) -> Questionnaire:
    """Returns what a study asks now, if it is open to whoever comes."""
    check_open(study, at.date())
    _check_destination(study, opening.destination)
    by_collector = opening.collector is not None
    check_invited(study, invited=opening.invited, by_collector=by_collector)
    questionnaire = questionnaires.latest(study)
    if questionnaire is None:
        raise StudyClosed
    return questionnaire


def _claim(key: UUID) -> bytes:
    return bytes.fromhex(codes.digest(codes.derived("claim", key)))


def _check_destination(study: Study, destination: str) -> None:
    check_country(destination, "destination")
    if study.destinations and destination not in study.destinations:
        raise UnknownCountry(field="destination")


@action(who=check_respondent)
def save(response: Response, *, step: Step, at: datetime, by: Actor) -> Response:
    """Stores the answers of a page. Nothing is judged yet: that is done when they are sent."""
    held = locked(response)
    check_draft(held)
    answers = _evaluated(held, response, step, at)
    held.answers = drafts.kept(answers)
    held.page = step.page
    held.language = step.language
    held.seconds = _with_time(held.seconds, step)
    held.set_aside = {path: text for path, text in held.set_aside.items() if path not in step.given}
    held.fault = held.fault if held.set_aside else ""
    held.changed_at = at
    held.save(
        update_fields=[
            *("answers", "page", "language", "seconds", "set_aside", "fault", "changed_at"),
        ]
    )
    return held


@action(who=check_respondent)
def set_aside(
    response: Response, *, typed: Mapping[str, str], fault: str, at: datetime, by: Actor
) -> Response:
    """Keeps what was typed where the questionnaire failed on it, and tells the study's managers.

    The answers themselves stay as they were: the respondent can go on with others.
    """
    held = locked(response)
    check_draft(held)
    held.set_aside = {**held.set_aside, **_known(held, typed)}
    held.fault = fault[:_LONGEST_FAULT]
    held.changed_at = at
    held.save(update_fields=["set_aside", "fault", "changed_at"])
    return held


def _evaluated(response: Response, read: Response, step: Step, at: datetime) -> Answers:
    """Evaluates the questionnaire, unless it was done in this language on what is still held."""
    after = step.after
    if (
        after is not None
        and response.answers == read.answers
        and (after.now, after.language) == (at, after.form.language(step.language))
    ):
        return after
    return drafts.of(response, at, step.language, _known(response, step.given)).answers


def _with_time(seconds: dict[str, int], step: Step) -> dict[str, int]:
    """Adds the time that a page was open to what it was open before."""
    if not step.seconds:
        return seconds
    return {**seconds, step.left: seconds.get(step.left, 0) + step.seconds}


def _known(response: Response, given: Mapping[str, str]) -> dict[str, str]:
    """Keeps answers to questions of the form, tidied and of a bearable length."""
    found = ((path, questionnaires.question(response, path)) for path in given)
    return {
        path: tidy(question.kind, given[path][:MOST_CHARACTERS])
        for path, question in found
        if question is not None
    }


@action(who=check_respondent)
def complete(response: Response, *, at: datetime, by: Actor) -> Response:
    """Checks all answers again and sends them; what is not asked is dropped, the rest is final."""
    held = locked(response)
    if held.completed_at is not None:
        return held
    answers = drafts.of(held, at).answers
    check_finished(answers)
    held.answers = answers.clean()
    # A file whose question is not asked any more goes with its answer.
    held.attachments.exclude(name__in=held.answers.values()).delete()
    held.degree = degree_of(held.answers)
    held.page = ""
    held.changed_at = held.completed_at = at
    held.save(update_fields=["answers", "degree", "page", "changed_at", "completed_at"])
    if not held.is_trial:
        # What follows counts days as the service does, wherever the respondent is.
        COMPLETED.tell(held, at.astimezone(UTC))
    return held


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
