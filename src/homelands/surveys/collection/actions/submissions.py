"""Answers of field apps come in, are checked, and are decided about; nothing is thrown away.

What is right becomes a response at once; what is not waits for a manager, whole. Whoever sends
the same bytes again changes nothing.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from django.db import connection

from homelands.forms.odk.openrosa import sealed
from homelands.forms.odk.openrosa.batches import Batch, SentFile
from homelands.forms.odk.openrosa.faults import BadDocument, Tampered, WrongKey
from homelands.forms.odk.openrosa.identity import Identity, identity
from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.foundation.locking import locked
from homelands.foundation.rules import check_reason, check_system
from homelands.surveys.collection.actions import entities
from homelands.surveys.collection.models import Submission, SubmissionFile
from homelands.surveys.collection.queries import files, submissions, validation
from homelands.surveys.collection.queries.examined import Examined, Reason
from homelands.surveys.collection.queries.validation import Verdict
from homelands.surveys.collection.rules.submissions import (
    FormMissing,
    KeyRefused,
    KnownAlready,
    StillSealed,
    check_decides,
    check_refusable,
    check_sealed,
    check_set_apart,
    check_waits,
)
from homelands.surveys.questionnaires.hooks import COMPLETED
from homelands.surveys.questionnaires.models import Attachment, Collector, Response
from homelands.surveys.questionnaires.queries import questionnaires
from homelands.surveys.questionnaires.rules.degrees import degree_of

State = Submission.State


@dataclass(frozen=True)
class Arrival:
    """One part of a submission as it came through a collector, and from which device."""

    said: Identity
    batch: Batch
    device: str = ""


@dataclass(frozen=True)
class Receipt:
    """What became of a part: `known` had come before; `added` counts new files."""

    submission: Submission
    known: bool
    added: int


@action(who=check_system)
def receive(collector: Collector, *, arrival: Arrival, at: datetime, by: Actor) -> Receipt:
    """Takes in answers of a field app, or some of their files, once however often they come."""
    new = _row(collector, arrival, at)
    verdict = None if arrival.batch.files or new.deprecated_id else _first_verdict(new)
    if verdict is not None and verdict.state == State.ACCEPTED and _taken(new, verdict, at, by):
        return Receipt(new, known=False, added=0)
    submission, known = _kept(new)
    added = _attach(submission, arrival.batch.files, at)
    lacking = submission.state == State.REVIEW and submission.questionnaire_id is None
    if submission.state == State.INCOMPLETE or lacking:
        _settle(submission, at, by, verdict if submission is new else None)
    return Receipt(submission, known, added)


def _first_verdict(new: Submission) -> Verdict | None:
    """Judges answers that are not stored yet, where their form is known."""
    return None if new.questionnaire is None else validation.validated(new)


def _taken(new: Submission, verdict: Verdict, at: datetime, by: Actor) -> bool:
    """Stores answers that nothing speaks against as taken in, unless their id is known.

    Most answers are such: one row each for submission and response, and nothing to change after.
    """
    assert verdict.found is not None
    new.destination = verdict.destination
    response = _response(new, verdict.found, at)
    new.state, new.response = State.ACCEPTED, response
    if not _added(new):
        new.state, new.response = State.INCOMPLETE, None
        return False
    if _added(response):
        _tell(new, response, at, by)
    else:
        new.response = None
        _wait(new, State.REVIEW, [validation.reason("known")])
    return True


def _kept(new: Submission) -> tuple[Submission, bool]:
    """Stores a submission unless it is there; two at the same moment are one.

    The unique keys decide: whoever comes second waits for the first, stores nothing and reads
    what is there.
    """
    if _added(new):
        return new, False
    there = Submission.objects.filter(
        study=new.study, instance_id=new.instance_id, digest=new.digest
    ).defer("body")
    same = there.select_for_update().first()
    if same is not None:
        return same, True
    new.state = State.QUARANTINED
    new.reasons = [validation.reason("other_bytes")]
    return (new if _added(new) else there.get()), False


def _added(new: Submission | Response) -> bool:
    """Adds a row unless its unique keys are taken, and tells whether it did."""
    added: list[int] = []

    def counted(execute: Any, sql: str, values: Any, many: bool, context: Any) -> Any:
        result = execute(sql, values, many, context)
        added.append(context["cursor"].rowcount)
        return result

    with connection.execute_wrapper(counted):
        type(new).objects.bulk_create([new], ignore_conflicts=True)  # type: ignore[list-item]
    return added == [1]


def _row(collector: Collector, arrival: Arrival, at: datetime) -> Submission:
    xml = arrival.batch.xml
    return Submission(
        study=collector.study,
        questionnaire=submissions.questionnaire_of(collector.study, arrival.said),
        collector=collector,
        destination=collector.destination,
        instance_id=arrival.said.instance_id,
        deprecated_id=arrival.said.deprecated_id,
        state=State.INCOMPLETE,
        body=xml,
        digest=hashlib.sha256(xml).hexdigest(),
        device=arrival.device[:200],
        received_at=at,
    )


def _attach(submission: Submission, sent: Iterable[SentFile], at: datetime) -> int:
    """Keeps the files that are new; one that is there already stays as it is."""
    if not sent:
        return 0
    known = {file.name for file in submissions.files(submission)}
    sealed_here = submissions.is_sealed(submission)
    rows = [
        files.row(
            submission,
            file if sealed_here and file.name.endswith(".enc") else files.cleaned(file),
            at,
        )
        for file in sent
        if file.name not in known
    ]
    SubmissionFile.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def _settle(
    submission: Submission, at: datetime, by: Actor, verdict: Verdict | None = None
) -> None:
    """Works out what becomes of a submission, unless its verdict is there, and does it."""
    if submission.questionnaire is None:
        said = identity(bytes(submission.body))
        submission.questionnaire = submissions.questionnaire_of(submission.study, said)
    verdict = verdict or validation.validated(submission)
    submission.destination = verdict.destination
    if verdict.state != State.ACCEPTED:
        _wait(submission, verdict.state, verdict.reasons)
    else:
        assert verdict.found is not None
        _take_in(submission, verdict.found, at, by)


def _wait(submission: Submission, state: str, reasons: list[Reason]) -> None:
    submission.state = state
    submission.reasons = reasons
    submission.save(update_fields=["state", "reasons", "destination", "questionnaire", "response"])
    submission.files.exclude(destination=submission.destination).update(
        destination=submission.destination
    )


def _take_in(submission: Submission, examined: Examined, at: datetime, by: Actor) -> None:
    """Makes a submission the answers of a response: of a new one, or of the one it corrects."""
    earlier = validation.corrected(submission)
    if earlier is not None and earlier.response_id is not None:
        edit(submission, earlier=earlier, found=examined, at=at, by=by)
        return
    response = _response(submission, examined, at)
    if not _added(response):
        _wait(submission, State.REVIEW, [validation.reason("known")])
        return
    submission.response = response
    if earlier is not None:
        _set_aside(earlier, submission, at)
    _accepted(submission, examined)
    _tell(submission, response, at, by)


def _tell(submission: Submission, response: Response, at: datetime, by: Actor) -> None:
    """Tells the lists that forms share, and all who wait for answers, that these were taken in."""
    if changes := submissions.changes(submission):
        entities.apply(submission, changes=changes, at=at, by=by)
    COMPLETED.tell(response, at)


def _accepted(submission: Submission, examined: Examined) -> None:
    """Marks a submission as taken in; the files that its answers name go to the response."""
    submission.state = State.ACCEPTED
    fields = ["state", "reasons", "response", "destination", "questionnaire", "decided_at"]
    submission.save(update_fields=fields)
    if examined.files:
        named = submission.files.filter(name__in=examined.files)
        owner = {"response": submission.response, "destination": submission.destination}
        Attachment.objects.bulk_create(files.copied(file, Attachment, **owner) for file in named)
        named.delete()


def _carry(later: Submission, earlier: Submission, examined: Examined) -> None:
    """Gives a correction copies of the files that it names and did not send again."""
    missing = examined.files - submissions.names(later)
    if missing:
        rows = [file for file in submissions.carried(earlier) if file.name in missing]
        owner = {"submission": later}
        SubmissionFile.objects.bulk_create(
            files.copied(row, SubmissionFile, **owner) for row in rows
        )


def _set_aside(earlier: Submission, later: Submission, at: datetime) -> None:
    """Keeps what another submission takes the place of as it came, with its files.

    Only one submission of an id counts: of two with the same id the earlier is set apart.
    """
    same = earlier.instance_id == later.instance_id
    if earlier.response_id is not None:
        own = Attachment.objects.filter(response=earlier.response_id)
        owner = {"submission": earlier}
        SubmissionFile.objects.bulk_create(
            files.copied(file, SubmissionFile, **owner) for file in own
        )
        own.delete()
    earlier.state = State.QUARANTINED if same else State.REPLACED
    earlier.decided_at = at
    earlier.save(update_fields=["state", "decided_at"])


def _response(submission: Submission, examined: Examined, at: datetime) -> Response:
    key = uuid4()
    ended = min(examined.ended_at or submission.received_at, submission.received_at)
    return Response(
        id=key,
        study=submission.study,
        questionnaire=submission.questionnaire,
        collector=submission.collector,
        instance_id=submission.instance_id,
        label=str(key),
        answers=examined.answers,
        language=_language(submission),
        destination=submission.destination,
        degree=degree_of(examined.answers),
        started_at=min(examined.started_at or ended, ended),
        changed_at=at,
        completed_at=ended,
    )


def _language(submission: Submission) -> str:
    """Returns the form's language where it has only one: apps do not say which was used."""
    assert submission.questionnaire is not None
    spoken = questionnaires.languages(questionnaires.form_of(submission.questionnaire))
    return spoken[0][0] if len(spoken) == 1 else ""


@action(who=check_decides)
def edit(
    submission: Submission, *, earlier: Submission, found: Examined, at: datetime, by: Actor
) -> Response:
    """Makes a correction the answers of the response that it corrects; what was is kept."""
    assert earlier.response_id is not None
    response = locked(Response(pk=earlier.response_id))
    _carry(submission, earlier, found)
    _set_aside(earlier, submission, at)
    response.answers = found.answers
    response.questionnaire = submission.questionnaire
    response.instance_id = submission.instance_id
    response.degree = degree_of(found.answers)
    response.revision += 1
    response.changed_at = at
    changed = ["answers", "questionnaire", "instance_id", "degree", "revision", "changed_at"]
    response.save(update_fields=changed)
    submission.response = response
    submission.destination = response.destination
    _accepted(submission, found)
    return response


@action(who=check_decides)
def accept(submission: Submission, *, at: datetime, by: Actor, why: str) -> Submission:
    """Takes in answers that something is wrong with, because a manager knows better."""
    check_reason(why)
    held = locked(submission, "study", "collector")
    check_waits(held)
    verdict = validation.validated(held)
    if verdict.found is None:
        raise StillSealed if submissions.is_sealed(held) else FormMissing
    if submissions.is_known(held):
        raise KnownAlready
    held.reasons = [*verdict.reasons, validation.decided(why)]
    held.decided_at = at
    _take_in(held, verdict.found, at, by)
    return held


@action(who=check_decides)
def refuse(submission: Submission, *, at: datetime, by: Actor, why: str) -> Submission:
    """Leaves answers out; they are kept with the reason, and sending them again changes nothing."""
    check_reason(why)
    held = locked(submission, "study", "collector")
    check_refusable(held)
    if held.state != State.QUARANTINED:
        held.state = State.REFUSED
    held.reasons = [*held.reasons, validation.decided(why)]
    held.decided_at = at
    held.save(update_fields=["state", "reasons", "decided_at"])
    return held


@action(who=check_decides)
def replace(submission: Submission, *, at: datetime, by: Actor, why: str) -> Submission:
    """Puts answers that were set apart in the place of those of the same id, which are kept."""
    check_reason(why)
    held = locked(submission, "study", "collector")
    check_set_apart(held)
    verdict = validation.validated(held)
    if verdict.found is None:
        raise FormMissing
    other = submissions.beside(held)
    held.reasons = [*verdict.reasons, validation.decided(why)]
    held.decided_at = at
    if other is not None and other.response_id is not None:
        edit(held, earlier=other, found=verdict.found, at=at, by=by)
        return held
    if other is not None:
        _set_aside(other, held, at)
    _take_in(held, verdict.found, at, by)
    return held


@action(who=check_decides)
def unseal(submission: Submission, *, key: RSAPrivateKey, at: datetime, by: Actor) -> Submission:
    """Opens encrypted answers with the private key, which is not kept, and checks them."""
    held = locked(submission, "study", "collector")
    check_sealed(held)
    try:
        opened = sealed.unseal(submissions.manifest(held), submissions.contents(held), key)
        _check_same(held, opened.xml)
    except WrongKey as fault:
        raise KeyRefused from fault
    except (Tampered, BadDocument):
        _wait(held, State.REVIEW, [validation.reason("tampered")])
        return held
    contents = {**opened.files, submissions.OPENED: opened.xml}
    sent = [SentFile(name, "application/octet-stream", c) for name, c in contents.items()]
    _attach(held, sent, at)
    _settle(held, at, by)
    return held


def _check_same(submission: Submission, xml: bytes) -> None:
    """What was opened must say that it is what the manifest says it is."""
    inside, outside = identity(xml), identity(bytes(submission.body))
    if (inside.form_id, inside.instance_id) != (outside.form_id, outside.instance_id):
        raise Tampered("not_as_signed")
