"""Reads of the rules of invitations: what they were, from when to when, and why they changed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps

from homelands.foundation.models import AuditEvent
from homelands.surveys.questionnaires.models import Study
from homelands.surveys.recruitment.models import Scheme


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


_SUBJECT = Scheme._meta.label_lower


def versions(study: Study) -> list[Version]:
    """Returns every state of a study's rules, the latest first."""
    told = AuditEvent.objects.filter(subject=_SUBJECT, subject_id=str(study.pk)).order_by("pk")
    waiting = list(told)
    rows = apps.get_model("recruitment", "SchemeEvent").objects.filter(study_id=study.pk)
    found = [_version(row, waiting) for row in rows.order_by("pgh_created_at", "pgh_id")]
    return found[::-1]


def _version(row: Any, waiting: list[AuditEvent]) -> Version:
    """Joins a state with the first audit row after it: the same transaction wrote both."""
    beside = next((event for event in waiting if event.at >= row.pgh_created_at), None)
    if beside is not None:
        waiting.remove(beside)
    return Version(
        at=row.pgh_created_at,
        who=beside.actor_name if beside else "",
        why=beside.why if beside else "",
        coupons_each=row.coupons_each,
        valid_days=row.valid_days,
        rewards=(row.first_reward, row.second_reward),
        currency=row.currency,
        stopped=row.stopped,
    )
