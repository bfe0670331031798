"""Judges a submission: whether it is whole, and everything that speaks against taking it in."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext_noop

from homelands.forms.odk.openrosa.identity import identity
from homelands.foundation.locking import locked
from homelands.surveys.collection.models import Submission
from homelands.surveys.collection.queries import entities, submissions
from homelands.surveys.collection.queries.examined import Examined, Reason, examined
from homelands.surveys.questionnaires.models import Collector
from homelands.surveys.questionnaires.queries import collectors

State = Submission.State

#: What speaks against taking in, beside wrong answers. Pages say them in the reader's language.
SENTENCES = {
    "unknown_form": gettext_noop("This study has no form of this id."),
    "unknown_version": gettext_noop("This study never published this version of the form."),
    "missing_file": gettext_noop("This file has not arrived yet."),
    "other_bytes": gettext_noop("Other answers with the same id were taken in before."),
    "stopped": gettext_noop("The collector was stopped when these answers came."),
    "outside_dates": gettext_noop(
        "The interview was held outside the dates of the collector or the study."
    ),
    "full": gettext_noop("The collector had taken as many answers as it may."),
    "unknown_original": gettext_noop("These answers correct others that never came."),
    "corrected_already": gettext_noop(
        "The answers that these correct were corrected by others before."
    ),
    "original_refused": gettext_noop("The answers that these correct were not taken in."),
    "known": gettext_noop("Answers with the same id were taken in by another way, such as a file."),
    "in_the_clear": gettext_noop(
        "The form asks for encrypted answers, and these came in the clear."
    ),
    "tampered": gettext_noop("These answers are not what was signed on the device."),
}


@dataclass(frozen=True)
class Verdict:
    """What becomes of a submission, and why. `found` is missing where its form is unknown."""

    state: str
    destination: str
    reasons: list[Reason] = field(default_factory=list)
    found: Examined | None = None


def reason(code: str, path: str = "") -> Reason:
    """Makes a reason that is not about one answer."""
    return {"path": path, "code": code, "message": SENTENCES[code]}


def decided(why: str) -> Reason:
    """Makes a reason out of what a manager wrote."""
    return {"path": "", "code": "decided", "message": why.strip()[:300]}


def validated(submission: Submission) -> Verdict:
    """Judges a submission as it is stored, with the files that have come.

    Late files and late decisions change nothing of it: what counts is when the answers came.
    """
    at = submission.received_at
    if submissions.is_sealed(submission):
        names = submissions.names(submission)
        if submissions.OPENED not in names:
            return _sealed(submission, names)
    if submission.questionnaire is None:
        known = submissions.has_form(submission.study, _form_id(submission))
        code = "unknown_version" if known else "unknown_form"
        return Verdict(State.REVIEW, submission.destination, [reason(code, _form_id(submission))])
    found = examined(submission.questionnaire, submissions.plain(submission), at)
    place = submissions.destination(submission.collector, found)
    if found.files and (missing := _missing(submission, found)):
        reasons = [reason("missing_file", name) for name in sorted(missing)]
        return Verdict(State.INCOMPLETE, place, reasons, found)
    reasons = [*found.reasons, *_against(submission, found, at)]
    # Of those that nothing speaks against, the unique key of responses tells it.
    reasons += _of_the_id(submission) if reasons else []
    return Verdict(State.REVIEW if reasons else State.ACCEPTED, place, reasons, found)


def corrected(submission: Submission) -> Submission | None:
    """Returns the submission that one corrects, and lets nobody else correct it meanwhile."""
    if not submission.deprecated_id:
        return None
    same_id = Submission.objects.filter(
        study=submission.study, instance_id=submission.deprecated_id
    )
    # The team of one country corrects nothing that the team of another sent.
    if place := submission.collector.destination:
        same_id = same_id.filter(collector__destination__in=["", place])
    return same_id.exclude(state=State.QUARANTINED).select_for_update().first()


def _form_id(submission: Submission) -> str:
    return identity(bytes(submission.body)).form_id


def _sealed(submission: Submission, names: set[str]) -> Verdict:
    missing = [name for name in submissions.manifest(submission).files if name not in names]
    if missing:
        reasons = [reason("missing_file", name) for name in missing]
        return Verdict(State.INCOMPLETE, submission.destination, reasons)
    return Verdict(State.SEALED, submission.destination)


def _missing(submission: Submission, found: Examined) -> frozenset[str]:
    """Names the files that answers name and that came neither with them nor with the earlier."""
    missing = found.files - submissions.names(submission)
    if missing and submission.deprecated_id:
        missing -= {file.name for file in submissions.carried(corrected(submission))}
    return missing


def _against(submission: Submission, found: Examined, at: datetime) -> Iterator[Reason]:
    # A file says rarely when its interviews were held, and is brought long after them.
    if found.ended_at or submission.collector.kind != Collector.Kind.FILE:
        yield from _of_the_collector(submission.collector, (found.ended_at or at), at)
    if _is_in_the_clear(submission):
        yield reason("in_the_clear")
    earlier = corrected(submission)
    if submission.deprecated_id and earlier is None:
        yield reason("unknown_original")
    elif earlier is not None and earlier.state == State.REPLACED:
        yield reason("corrected_already")
    elif earlier is not None and earlier.state == State.REFUSED:
        yield reason("original_refused")
    if earlier is None or earlier.response_id is None:
        yield from _of_the_quota(submission.collector)
        yield from _of_the_lists(submission)


def _is_in_the_clear(submission: Submission) -> bool:
    """Tells whether a device sent answers open that the form wants encrypted."""
    assert submission.questionnaire is not None
    if submission.collector.kind == Collector.Kind.FILE or submissions.is_sealed(submission):
        return False
    return bool(entities.form_of(submission.questionnaire).public_key)


def _of_the_id(submission: Submission) -> Iterator[Reason]:
    earlier = corrected(submission)
    if (earlier is None or earlier.response_id is None) and submissions.is_known(submission):
        yield reason("known")


def _of_the_collector(collector: Collector, ended: datetime, at: datetime) -> Iterator[Reason]:
    """Answers may arrive late; what counts is the day on which the interview ended."""
    if collector.stopped_at is not None:
        yield reason("stopped")
    on = min(ended, at).date()
    study = collector.study
    late = study.closes_on is not None and on > study.closes_on
    if not collectors.is_within(collector, on) or on < study.opens_on or late:
        yield reason("outside_dates")


def _of_the_quota(collector: Collector) -> Iterator[Reason]:
    if collector.quota is not None:
        # Two that come at once are counted one after the other.
        locked(collector)
        if collectors.is_full(collector):
            yield reason("full")


def _of_the_lists(submission: Submission) -> Iterator[Reason]:
    yield from entities.contradicted(submission, submissions.changes(submission))
