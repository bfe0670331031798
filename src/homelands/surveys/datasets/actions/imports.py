"""Answers that were collected elsewhere are taken in: a sample whole, a file row by row."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from homelands.forms import tables
from homelands.forms.datafiles.incoming import columns as columns_of
from homelands.forms.datafiles.incoming.opening import opened
from homelands.forms.odk.openrosa.batches import Batch
from homelands.forms.odk.openrosa.identity import identity
from homelands.forms.tables import BadTable, Columns, Row
from homelands.foundation import jobs
from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.foundation.errors import Refusal
from homelands.foundation.rules import check_system
from homelands.science.rds.sample import Sample, from_coupons, from_recruiters
from homelands.surveys.collection.actions import submissions
from homelands.surveys.collection.actions.submissions import Arrival
from homelands.surveys.datasets.models import ImportFile, ImportMapping
from homelands.surveys.datasets.queries import imports
from homelands.surveys.datasets.rules.imports import check_brings, check_not_begun
from homelands.surveys.questionnaires.actions import collectors, studies
from homelands.surveys.questionnaires.actions.collectors import CollectorPlan
from homelands.surveys.questionnaires.actions.studies import StudyPlan
from homelands.surveys.questionnaires.models import Collector, Response, Study
from homelands.surveys.questionnaires.rules import check_manages
from homelands.ui import sentences


class AlreadyImported(Refusal):
    code = "already_imported"

    def __init__(self, study: Study, count: int):
        super().__init__(
            _(
                "The study “%(study)s” has %(count)s responses already. "
                "Use --replace to remove them and read the file instead."
            )
            % {"study": study.name, "count": count}
        )


class NotReplaceable(Refusal):
    code = "not_replaceable"

    def __init__(self, study: Study):
        super().__init__(
            _("The study “%(study)s” has a questionnaire here: its answers are not replaced.")
            % {"study": study.name}
        )


@dataclass(frozen=True)
class Import:
    """A file of answers, the study that it belongs to, and what its columns mean."""

    study: str
    filename: str
    content: bytes
    columns: Columns
    population: int | None = None
    replace: bool = False


@action(who=check_system)
def load(source: Import, *, at: datetime, by: Actor) -> Study:
    """Takes in the respondents of a file as complete responses of a respondent-driven sample."""
    rows = tables.read(source.content, source.columns)
    sample = _checked(rows, source.columns)
    study = _study(source, at, by)
    _make_room(study, source.replace)
    Response.objects.bulk_create(_responses(study, rows, sample, at), batch_size=2000)
    return study


def _checked(rows: list[Row], columns: Columns) -> Sample:
    """Builds the recruitment forest, which refuses what cannot be one."""
    ids = [row.id for row in rows]
    degrees = [row.degree for row in rows]
    try:
        if columns.coupon:
            read = tables.chain(rows)
            issued = [[code for code in row.coupons if code is not None] for row in rows]
            return from_coupons(ids, read.own, issued, degrees, reusable=read.reusable)
        return from_recruiters(ids, [row.recruiter for row in rows], degrees)
    except ValueError as error:
        raise BadTable(sentences.why(error)) from error


def _study(source: Import, at: datetime, by: Actor) -> Study:
    study = Study.objects.filter(name=source.study).order_by("opens_on").first()
    if study is not None:
        return study
    plan = StudyPlan(
        name=source.study,
        design=Study.Design.RDS,
        opens_on=at.date(),
        population="" if source.population is None else str(source.population),
        source=source.filename,
    )
    return studies.add(plan, by=by)


def _make_room(study: Study, replace: bool) -> None:
    responses = Response.objects.filter(study=study)
    count = responses.count()
    if count and study.questionnaires.exists():
        raise NotReplaceable(study)
    if count and not replace:
        raise AlreadyImported(study, count)
    responses.delete()


def _responses(study: Study, rows: list[Row], sample: Sample, at: datetime) -> list[Response]:
    keys = [uuid4() for _ in rows]
    odd = tables.chain(rows)
    # A coupon is one person's in the database; codes that are not stay readable as answers.
    plain = odd.reusable | odd.unknown
    return [
        Response(
            id=key,
            study=study,
            label=row.id,
            answers={**row.answers, **({"coupon": row.coupon} if row.coupon in plain else {})},
            destination=study.destinations[0] if len(study.destinations) == 1 else "",
            recruiter_id=keys[parent] if parent >= 0 else None,
            coupon="" if row.coupon is None or row.coupon in plain else row.coupon,
            degree=row.degree,
            started_at=at,
            changed_at=at,
            completed_at=at,
        )
        for key, row, parent in zip(keys, rows, sample.parent.tolist(), strict=True)
    ]


_KEEPER = Actor.system("datasets.imports")


@dataclass(frozen=True)
class Upload:
    """A file of answers, and where its respondents live where no column says it."""

    name: str
    content: bytes
    destination: str = ""


@action(who=check_manages)
def upload(study: Study, *, file: Upload, at: datetime, by: Actor) -> ImportFile:
    """Keeps a file of answers until it is taken in; those that nobody took in are deleted."""
    imports.asked_now(study)
    opened(file.content)
    return ImportFile.objects.create(
        study=study,
        name=file.name[-255:],
        content=file.content,
        uploaded_by=by.user_id,
        destination=file.destination,
        uploaded_at=at,
    )


@action(who=check_brings)
def explain(file: ImportFile, *, meaning: Mapping[str, str], at: datetime, by: Actor) -> ImportFile:
    """Says what the columns of a file mean, for this file and the next with the same header."""
    check_not_begun(file)
    ImportMapping.objects.update_or_create(
        study=file.study,
        fingerprint=columns_of.fingerprint(imports.sheet(file).header),
        defaults={"columns": dict(meaning), "changed_at": at},
    )
    file.columns = dict(meaning)
    file.save(update_fields=["columns"])
    return file


@action(who=check_brings)
def bring(file: ImportFile, *, at: datetime, by: Actor) -> ImportFile:
    """Takes in a file in the background, each respondent once."""
    check_not_begun(file)
    file.begun_at = at
    file.save(update_fields=["begun_at"])
    jobs.later("datasets.tasks.imports.bring", file=str(file.pk))
    return file


@action(who=check_system)
def take_in(file: ImportFile, *, at: datetime, by: Actor) -> ImportFile:
    """Takes in a file row by row; what the rules hold back waits for a manager, whole."""
    by_place: dict[str, Collector] = {}
    counted: Counter[str] = Counter()
    for line in imports.tried(file, at):
        if line.outcome in (imports.KNOWN, imports.BLANK):
            counted[line.outcome] += 1
            continue
        place = imports.place(file, line.row)
        collector = by_place.get(place) or by_place.setdefault(place, _collector(file.study, place))
        arrival = Arrival(identity(line.body), Batch(line.body))
        receipt = submissions.receive(collector, arrival=arrival, at=at, by=by)
        counted[imports.KNOWN if receipt.known else receipt.submission.state] += 1
    file.counted = dict(counted)
    file.content = b""
    file.finished_at = at
    file.save(update_fields=["counted", "content", "finished_at"])
    return file


@action(who=check_system)
def forget(*, at: datetime, by: Actor) -> None:
    """Deletes the files that nobody took in for a week, and what is left of the others."""
    imports.outlived(at).delete()


def _collector(study: Study, place: str) -> Collector:
    """Returns the collector for files of a country, and opens one where there is none."""
    kind = Collector.Kind.FILE
    held = Collector.objects.filter(study=study, kind=kind, destination=place, stopped_at=None)
    collector = held.first()
    plan = CollectorPlan(gettext("Files"), study.opens_on, destination=place)
    return collector or collectors.add(study, kind=kind, plan=plan, by=_KEEPER)
