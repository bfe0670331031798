"""Reads of submissions: what a manager sees of them, and what belongs to one."""

from collections.abc import Collection
from copy import copy
from functools import lru_cache
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from homelands.forms.odk.openrosa import entities, sealed
from homelands.forms.odk.openrosa.entities import Change
from homelands.forms.odk.openrosa.identity import Identity, identity
from homelands.forms.xforms import by_name
from homelands.foundation.reference import countries
from homelands.surveys.collection.models import Submission, SubmissionFile
from homelands.surveys.collection.queries.examined import Examined
from homelands.surveys.questionnaires.models import (
    Attachment,
    Collector,
    Questionnaire,
    Response,
    StoredFile,
    Study,
)
from homelands.surveys.questionnaires.queries import questionnaires

#: Under this name stand the opened answers among the files of a submission that came encrypted.
OPENED = "submission.xml"

#: The questions whose answer is the country where the respondent lives.
_RESIDENCE = ("residence_country", "country_of_residence", "destination")


_WAITING = (Submission.State.REVIEW, Submission.State.SEALED, Submission.State.INCOMPLETE)
UNDECIDED = (*_WAITING, Submission.State.QUARANTINED)
"""The states in which a submission may wait for a manager."""


def undecided() -> Q:
    """Picks what waits for a manager."""
    return Q(state__in=_WAITING) | Q(state=Submission.State.QUARANTINED, decided_at=None)


def count_undecided(study: Study) -> int:
    """Counts what waits for a manager in a study, as far as the actor may see it."""
    return Submission.objects.filter(undecided(), study=study).count()


def waiting_by_collector(keys: Collection[UUID]) -> dict[UUID, int]:
    """Counts what waits for a decision by collector, of what the actor may see."""
    rows = Submission.objects.filter(undecided(), collector__in=keys).values_list("collector")
    return dict(rows.annotate(n=Count("pk")).order_by("collector"))


def of(study: Study) -> QuerySet[Submission]:
    """Returns the submissions of a study that the actor may see, the latest first."""
    return (
        Submission.objects.filter(study=study)
        .select_related("collector")
        .defer("body")
        .order_by("-received_at", "pk")
    )


def one(pk: UUID) -> Submission | None:
    """Returns a submission, if the actor may see it."""
    related = ("study", "collector", "collector__study", "questionnaire", "response")
    submissions = Submission.objects.select_related(*related).defer("questionnaire__xform")
    return submissions.filter(pk=pk).first()


def beside(submission: Submission) -> Submission | None:
    """Returns the submission of the same id that counts, where this one was set apart."""
    if submission.state != Submission.State.QUARANTINED:
        return None
    return (
        Submission.objects.filter(study=submission.study, instance_id=submission.instance_id)
        .exclude(state=Submission.State.QUARANTINED)
        .first()
    )


def questionnaire_of(study: Study, said: Identity) -> Questionnaire | None:
    """Returns the version of the form that a submission names: an earlier one is fine."""
    try:
        questionnaire = copy(_version(study.pk, said.form_id, said.version))
    except Questionnaire.DoesNotExist:
        return None
    questionnaire.study = study
    return questionnaire


@lru_cache(maxsize=256)
def _version(study: UUID, form_id: str, version: str) -> Questionnaire:
    """Reads a version once in each process: a published one never changes."""
    versions = Questionnaire.objects.defer("xform", "source")
    return versions.get(study=study, form_id=form_id, version=version)


def has_form(study: Study, form_id: str) -> bool:
    """Says whether a form was published in a study, in any version."""
    return Questionnaire.objects.filter(study=study, form_id=form_id).exists()


def files(submission: Submission) -> list[StoredFile]:
    """Returns the files that came with a submission, those of its response too, by name."""
    stored_files: list[StoredFile] = list(submission.files.defer("content"))
    if submission.response_id and submission.state == Submission.State.ACCEPTED:
        stored_files += Attachment.objects.filter(response=submission.response_id).defer("content")
    return sorted(stored_files, key=lambda file: file.name)


def file(pk: UUID) -> StoredFile | None:
    """Returns a file that came with answers, whether they were taken in or not."""
    waiting = SubmissionFile.objects.filter(pk=pk).first()
    return waiting or Attachment.objects.filter(pk=pk).first()


def names(submission: Submission) -> set[str]:
    """Returns the names of the files that have come with a submission."""
    return set(submission.files.values_list("name", flat=True))


def carried(earlier: Submission | None) -> list[StoredFile]:
    """Returns the files of answers that are corrected: a correction need not send them again."""
    if earlier is None:
        return []
    stored_files: list[StoredFile] = list(earlier.files.all())
    if earlier.response_id is not None:
        stored_files += Attachment.objects.filter(response=earlier.response_id)
    return stored_files


def is_known(submission: Submission) -> bool:
    """Says whether answers of the same id came in by another way, such as a file."""
    same = Response.objects.filter(study=submission.study, instance_id=submission.instance_id)
    return same.exists()


def contents(submission: Submission) -> dict[str, bytes]:
    """Returns the files of a submission with what is in them."""
    rows = submission.files.values_list("name", "content")
    return {name: bytes(content) for name, content in rows}


def plain(submission: Submission) -> bytes:
    """Returns the answers in the clear: as they came, or as they were opened."""
    if not is_sealed(submission):
        return bytes(submission.body)
    opened = submission.files.filter(name=OPENED)
    found = opened.values_list("content", flat=True).first()
    return bytes(submission.body if found is None else found)


def is_sealed(submission: Submission) -> bool:
    """Says whether the answers came encrypted."""
    body = bytes(submission.body)
    return b"encrypted" in body and identity(body).sealed


def manifest(submission: Submission) -> sealed.Manifest:
    """Returns what stands in the clear of encrypted answers."""
    return sealed.manifest(bytes(submission.body))


def changes(submission: Submission) -> list[Change]:
    """Returns what a submission wants of the lists that forms share."""
    assert submission.questionnaire is not None
    form = questionnaires.form_of(submission.questionnaire)
    declared = {entity.path: entity.properties for entity in form.entities}
    return entities.changes(plain(submission), declared) if declared else []


def destination(collector: Collector, examined: Examined) -> str:
    """Returns the country of answers: of the collector, else as they say, else the only one."""
    if collector.destination:
        return collector.destination
    places = collector.study.destinations
    answers = by_name(examined.answers)
    said = next(filter(None, map(answers.get, _RESIDENCE)), "").upper()
    if said and _is_country(said) and (not places or said in places):
        return said
    return places[0] if len(places) == 1 else ""


def _is_country(code: str) -> bool:
    try:
        countries.get(code)
    except KeyError:
        return False
    return True
