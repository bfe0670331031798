"""Reads a submission as its form would have asked it, and says what is wrong with it.

Apps check answers on the device. Here every rule is evaluated again, because a device can be
old, changed or somebody else's.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_noop

from homelands.forms.xforms import Answers, Form, SubmissionError, XFormError, read_submission
from homelands.forms.xforms.paths import template_of
from homelands.surveys.collection.queries import entities
from homelands.surveys.questionnaires.models import Questionnaire

#: What is wrong with one answer: `path`, `code`, a sentence, `message`, which the page translates,
#: and under further keys what the sentence names in braces.
Reason = dict[str, str]

_NUMBER = re.compile(r"-?\d+(\.\d+)?")

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
    form = entities.form_of(questionnaire)
    try:
        given = read_submission(form, body)
        times = _times(form, given)
        moment = min(times.get("end") or times.get("start") or at, at)
        answers = Answers(form, given, moment)
        held = answers.clean()
        reasons = [*_wrong(answers), *_unasked(answers, given), *_recalculated(answers, given)]
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
        if ours and not _same(text.strip(), ours.strip()):
            yield {"path": path, "code": "calculated", "message": WORKED_OUT}


def _same(one: str, other: str) -> bool:
    """Compares answers; numbers as apps write them in more than one way."""
    if one == other:
        return True
    if not (_NUMBER.fullmatch(one) and _NUMBER.fullmatch(other)):
        return False
    return abs(float(one) - float(other)) <= 1e-6 * max(1.0, abs(float(one)))


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
    return frozenset(text for path, text in answers.items() if template_of(path) in uploads)
