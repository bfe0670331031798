"""Reads of the rules of invitations: what they were, from when to when, and why they changed."""

from dataclasses import dataclass
from datetime import datetime

from django.apps import apps

from homelands.foundation.models import AuditEvent
from homelands.surveys.models import Scheme, Study


@dataclass(frozen=True)
class Version:
    """The rules as they were set at a moment; who set them and why, where it is known."""

    at: datetime
    who: str
    why: str
    coupons_each: int
    valid_days: int
    rewards: tuple[int, int]
    currency: str
    stopped: dict[str, dict[str, str]]


def versions(study: Study) -> list[Version]:
    """Returns every state of a study's rules, the latest first."""
    told = list(AuditEvent.objects.filter(subject=_SUBJECT, subject_id=str(study.pk)))
    rows = apps.get_model("surveys", "SchemeEvent").objects.filter(study_id=study.pk)
    return [_version(row, told) for row in rows.order_by("-pgh_created_at", "-pgh_id")]


_SUBJECT = Scheme._meta.label_lower


def _version(row: Scheme, told: list[AuditEvent]) -> Version:
    """Joins a state with the audit row that the same transaction wrote: both have its time."""
    at: datetime = row.pgh_created_at  # type: ignore[attr-defined]
    beside = next((event for event in told if event.at == at), None)
    return Version(
        at=at,
        who=beside.actor_name if beside else "",
        why=beside.why if beside else "",
        coupons_each=row.coupons_each,
        valid_days=row.valid_days,
        rewards=(row.first_reward, row.second_reward),
        currency=row.currency,
        stopped=row.stopped,
    )
