"""Reads a submission as its form would have asked it, and says what is wrong with it.

Apps check answers on the device. Here every rule is evaluated again, because a device can be
old, changed or somebody else's.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from datetime import timezone as offset

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_noop

from homelands.forms.xforms import (
    Answers,
    Bind,
    Form,
    SubmissionError,
    XFormError,
    read_submission,
)
from homelands.forms.xforms.answers.kinds import comes_with_the_form
from homelands.forms.xforms.dates import Moment, as_day, clock, placed, read_moment
from homelands.forms.xforms.paths import template_of
from homelands.surveys.collection.queries import entities
from homelands.surveys.questionnaires.models import Questionnaire

#: What is wrong with one answer: `path`, `code`, a sentence, `message`, which the page translates,
#: and under further keys what the sentence names in braces.
Reason = dict[str, str]

_NUMBER = re.compile(r"-?\d+(\.\d+)?(E-?\d{1,3})?")
#: Collect writes a truth as 1 or 0.
_TRUTHS = {"true": "1", "false": "0"}
_CLOCK = frozenset({"now", "today"})
#: Where it is earliest, and where it is latest.
_FARTHEST = (offset(timedelta(hours=-12)), offset(timedelta(hours=14)))

NOT_ASKED = gettext_noop("The form does not ask this, given the other answers.")
UNKNOWN = gettext_noop("The form has no such question.")
WORKED_OUT = gettext_noop("The form works this answer out, and comes to another one.")
NOT_READ = gettext_noop("The answers cannot be read as this form's. {fault}")


@dataclass(frozen=True)
class Examined:
    """The answers that count, what is wrong, and what the form noted of the interview."""

    answers: dict[str, str]
    reasons: list[Reason]
    files: frozenset[str] = frozenset()  # names of pictures, sounds and files among the answers
    started_at: datetime | None = None
    ended_at: datetime | None = None


def examined(questionnaire: Questionnaire, body: bytes, at: datetime) -> Examined:
    """Checks answers against their form, as it would have asked when the interview ended.

    `at` stands in for the end where the form did not note it, and is the latest that it can be.
    """
    return examined_as(entities.form_of(questionnaire), body, at)


def examined_as(form: Form, body: bytes, at: datetime) -> Examined:
    """Checks answers as those of a form."""
    try:
        given = read_submission(form, body)
        times = _times(form, given)
        answers, reasons = judged(form, given, at)
        held = answers.clean()
    except SubmissionError as fault:
        return _unread("unreadable", fault)
    except XFormError as fault:
        # An expression that fails for these answers is the form's fault: nothing gets lost.
        return _unread("form", fault)
    return Examined(
        answers=held,
        reasons=reasons,
        files=_files(form, held),
        started_at=times.get("start"),
        ended_at=times.get("end"),
    )


def judged(form: Form, given: Mapping[str, str], at: datetime) -> tuple[Answers, list[Reason]]:
    """Opens what was sent at the time and in the zone of the device, and says what is wrong.

    Where nothing tells the zone, and something is wrong, the day before and the day after are
    tried: it may be another day where the device is.
    """
    noted = _noted(form, given)
    zone = noted.tzinfo if noted else _zone(given)
    moment = min(noted or at, at).astimezone(zone or UTC)
    found = _judged(form, given, moment)
    if not found[1] or zone or not form.reads_clock:
        return found
    elsewhere = [moment.astimezone(each) for each in _FARTHEST]
    others = [_judged(form, given, at) for at in elsewhere if at.date() != moment.date()]
    return min([found, *others], key=lambda one: len(one[1]))


def _judged(form: Form, given: Mapping[str, str], moment: datetime) -> tuple[Answers, list[Reason]]:
    answers = Answers(form, given, moment, sent=True)
    reasons = [*_wrong(answers), *_unasked(answers, given), *_recalculated(answers, given)]
    return answers, reasons


def _noted(form: Form, given: Mapping[str, str]) -> datetime | None:
    times = _times(form, given)
    return times.get("end") or times.get("start")


def _zone(given: Mapping[str, str]) -> tzinfo | None:
    """Finds the device's zone in any moment that it wrote down."""
    moments = (read_moment(text) for text in given.values() if text[10:11] == "T")
    return next((one.tzinfo for one in moments if isinstance(one, datetime) and one.tzinfo), None)


def _unread(code: str, fault: XFormError) -> Examined:
    return Examined({}, [{"path": "", "code": code, "message": NOT_READ, "fault": str(fault)}])


def _wrong(answers: Answers) -> Iterator[Reason]:
    for problem in answers.check_all():
        about = {"path": problem.path, "code": problem.code}
        yield {**problem.values, **about, "message": problem.template or problem.message}


def _unasked(answers: Answers, given: Mapping[str, str]) -> Iterator[Reason]:
    """Names what was sent and does not count; the meta block is the app's own."""
    meta = f"{answers.form.root}/meta/"
    for path in answers.dropped():
        if not path.startswith(meta):
            known = template_of(path) in answers.form.binds
            code, message = ("not_asked", NOT_ASKED) if known else ("unknown", UNKNOWN)
            yield {"path": path, "code": code, "message": message}


def _recalculated(answers: Answers, given: Mapping[str, str]) -> Iterator[Reason]:
    """Names what the form works out, where the device came to something else."""
    meta = f"{answers.form.root}/meta/"
    for path, text in given.items():
        bind = answers.form.binds.get(template_of(path))
        if bind is None or bind.calculate is None or path.startswith(meta) or not text:
            continue
        ours = answers.value(path)
        if ours and not same(text, ours) and not by_the_clock(bind, text, ours):
            yield {"path": path, "code": "calculated", "message": WORKED_OUT}


def same(one: str, other: str) -> bool:
    """Compares worked-out answers; apps write numbers, truths and days in more than one way."""
    one, other = _TRUTHS.get(one.strip(), one.strip()), _TRUTHS.get(other.strip(), other.strip())
    if one == other:
        return True
    if _NUMBER.fullmatch(one) and _NUMBER.fullmatch(other):
        return abs(float(one) - float(other)) <= 1e-6 * max(1.0, abs(float(one)))
    first, second = read_moment(one), read_moment(other)
    if first is None or second is None:
        return False
    return placed(first, None) == placed(second, None) or _same_day(first, second)


def _same_day(one: Moment, other: Moment) -> bool:
    """Tells whether a moment is the midnight with which apps write a day."""
    whole = all(not isinstance(each, datetime) or not clock(each) for each in (one, other))
    return whole and as_day(one) == as_day(other)


def by_the_clock(bind: Bind, one: str, other: str) -> bool:
    """Tells whether two moments differ because the clock went on between them."""
    assert bind.calculate is not None
    if bind.calculate.calls().isdisjoint(_CLOCK):
        return False
    return read_moment(one) is not None and read_moment(other) is not None


def _times(form: Form, given: Mapping[str, str]) -> dict[str, datetime]:
    """Reads when the interview started and ended, where the form notes it."""
    found = {}
    for path, bind in form.binds.items():
        if bind.preload[0] == "timestamp" and (moment := _moment(given.get(path, ""))):
            found[bind.preload[1]] = moment
    return found


def _moment(text: str) -> datetime | None:
    try:
        moment = parse_datetime(text.strip())
    except ValueError:
        return None
    if moment is None:
        return None
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


def _files(form: Form, answers: Mapping[str, str]) -> frozenset[str]:
    uploads = {path for path, bind in form.binds.items() if bind.type == "binary"}
    return frozenset(
        text
        for path, text in answers.items()
        if template_of(path) in uploads and not comes_with_the_form(text)
    )
