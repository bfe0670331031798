"""A survey that was held elsewhere is taken in: all of it or nothing."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.utils.translation import gettext_lazy as _

from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.foundation.errors import Refusal
from homelands.foundation.rules import check_system
from homelands.science.rds.sample import Sample, from_coupons, from_recruiters
from homelands.surveys import tables
from homelands.surveys.actions import studies
from homelands.surveys.actions.studies import Plan
from homelands.surveys.models import Response, Study
from homelands.surveys.tables import BadTable, Columns, Row


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
        raise BadTable(str(error)) from error


def _study(source: Import, at: datetime, by: Actor) -> Study:
    study = Study.objects.filter(name=source.study).order_by("opens_on").first()
    if study is not None:
        return study
    plan = Plan(
        name=source.study,
        design=Study.Design.RDS,
        opens_on=at.date(),
        population="" if source.population is None else str(source.population),
        source=source.filename,
    )
    return studies.add(plan, by=by)


def _make_room(study: Study, replace: bool) -> None:
    held = Response.objects.filter(study=study)
    count = held.count()
    if count and study.questionnaires.exists():
        raise NotReplaceable(study)
    if count and not replace:
        raise AlreadyImported(study, count)
    held.delete()


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
