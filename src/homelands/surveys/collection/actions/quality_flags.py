"""Flags about responses are raised by rules and decided by officers; traces are forgotten."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from homelands.foundation import codes
from homelands.foundation.access.context import acting
from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.foundation.errors import Refusal
from homelands.foundation.rules import check_reason, check_system
from homelands.surveys.collection.models import QualityFlag, Trace
from homelands.surveys.collection.queries import quality_flags as queries
from homelands.surveys.collection.rules.quality_flags import Flag
from homelands.surveys.questionnaires.models import Response, Study
from homelands.surveys.questionnaires.rules import check_manages, check_manages_of, check_respondent

_WATCHER = Actor.system("collection.quality_flags")


class NoDecision(Refusal):
    code = "no_decision"
    sentence = _("Choose whether to keep these answers or to leave them out.")


@dataclass(frozen=True)
class Machine:
    """What a browser says of itself: our cookie, its name and language, its address."""

    cookie: str
    agent: str
    network: str


@action(who=check_respondent)
def trace(response: Response, *, machine: Machine, at: datetime, by: Actor) -> Response:
    """Remembers a machine by digests that mean nothing outside of this study."""
    purpose = f"trace:{response.study_id}"
    agent = codes.mark(purpose, machine.agent)
    browser = codes.mark(purpose, machine.cookie) if machine.cookie else "-" * len(agent)
    with acting(_WATCHER):
        Trace.objects.get_or_create(
            response=response,
            defaults={
                "destination": response.destination,
                "machine": browser + agent,
                "network": codes.mark(purpose, machine.network) if machine.network else "",
                "at": at,
            },
        )
    return response


@action(who=check_system)
def look(study: Study, *, since: datetime, at: datetime, by: Actor) -> Study:
    """Looks at new answers beside those around them, and raises what is doubtful."""
    _raise(study, queries.of_new(study, since), at)
    return study


@action(who=check_manages)
def review(study: Study, *, at: datetime, by: Actor) -> Study:
    """Looks at all answers of a study, and raises what is doubtful."""
    with acting(_WATCHER):
        _raise(study, queries.of_study(study), at)
    return study


def _raise(study: Study, flags: Iterable[Flag], at: datetime) -> None:
    """Writes flags down. What an officer has decided on stays decided."""
    new = {(flag.row.key, flag.code): flag for flag in flags}
    if not new:
        return
    changed = []
    # In one order, so that two who look at the same time wait for each other, and do not lock.
    rows = QualityFlag.objects.filter(study=study, response__in={key for key, _code in new})
    for held in rows.select_for_update().order_by("pk"):
        flag = new.pop((held.response_id, held.code), None)
        if flag and held.state == QualityFlag.State.OPEN and held.details != flag.details:
            held.details = flag.details
            changed.append(held)
    QualityFlag.objects.bulk_update(changed, ["details"])
    made = [_flag(study, new[key], at) for key in sorted(new)]
    QualityFlag.objects.bulk_create(made, ignore_conflicts=True)


def _flag(study: Study, flag: Flag, at: datetime) -> QualityFlag:
    return QualityFlag(
        response_id=flag.row.key,
        study=study,
        destination=flag.row.destination,
        code=flag.code,
        details=flag.details,
        raised_at=at,
    )


@action(who=check_manages_of)
def decide(flag: QualityFlag, *, state: str, at: datetime, by: Actor, why: str) -> QualityFlag:
    """Keeps a response, or leaves it out of results, with a reason. It can be decided again."""
    check_reason(why)
    if state not in {QualityFlag.State.KEPT, QualityFlag.State.LEFT_OUT}:
        raise NoDecision(field="state")
    flag.state, flag.why = state, why.strip()
    flag.decided_at, flag.decided_by = at, by.user_id
    flag.save(update_fields=["state", "why", "decided_at", "decided_by"])
    about = QualityFlag.objects.filter(response=flag.response_id)
    left_out = about.filter(state=QualityFlag.State.LEFT_OUT).exists()
    Response.objects.filter(pk=flag.response_id).update(left_out=left_out)
    return flag


@action(who=check_system)
def forget(*, at: datetime, by: Actor) -> None:
    """Deletes the traces of machines that may be kept no longer."""
    queries.outlived(at).delete()
