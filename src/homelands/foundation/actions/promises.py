"""Promises are made, kept, parked and escalated here. Other actions call these in their own."""

from datetime import datetime
from typing import Any

from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.foundation.audit import person_of
from homelands.foundation.models import Promise
from homelands.foundation.promises import KINDS
from homelands.foundation.roles import Role
from homelands.foundation.rules import check_as_part, check_officer, check_system


@action(who=check_as_part)
def make(subject: Any, *, kind: str, role: Role, at: datetime, by: Actor, **scope: Any) -> Promise:
    """Promises a reply about a record, by a role in a country, organisation or programme."""
    return Promise.objects.create(
        kind=kind,
        subject=subject._meta.label_lower,
        subject_id=subject.pk,
        person_id=person_of(subject),
        role=role,
        made_at=at,
        due_at=KINDS[kind].due(at),
        **scope,
    )


@action(who=check_as_part)
def keep(subject: Any, *, kind: str, at: datetime, by: Actor) -> Promise | None:
    """Marks the open promise about a record as kept; None when there was none."""
    promise = Promise.objects.filter(kind=kind, subject_id=subject.pk, kept_at=None).first()
    if promise is not None:
        promise.kept_at = at
        promise.save(update_fields=["kept_at"])
    return promise


@action(who=check_officer)
def wait(promise: Promise, *, at: datetime | None, by: Actor) -> Promise:
    """Parks a promise because somebody else must act first; None takes it back."""
    promise.waiting_since = at
    promise.save(update_fields=["waiting_since"])
    return promise


@action(who=check_system)
def escalate(*, at: datetime, by: Actor) -> list[Promise]:
    """Marks what is overdue and hands it to the ministry as well."""
    overdue = list(
        Promise.objects.select_for_update().filter(
            kept_at=None, waiting_since=None, escalated_at=None, due_at__lt=at
        )
    )
    for promise in overdue:
        promise.escalated_at = at
        promise.save(update_fields=["escalated_at"])
    return overdue
