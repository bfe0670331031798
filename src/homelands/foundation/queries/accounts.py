"""Accounts of those who work for the service, and what became of each: from history itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from homelands.foundation.models import FactorEvent, Grant, User

#: What is compared from one version of an account to the next, and what a change of it is called.
_WATCHED = ("login", "name", "email", "is_example")


@dataclass(frozen=True)
class Change:
    """One thing that happened to an account: a code with its facts, and who did it."""

    at: datetime
    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    maker: str = ""
    action: str = ""


def officers() -> QuerySet[User]:
    """Returns the accounts that have or had a role, by name."""
    event = apps.get_model("foundation", "GrantEvent")
    had = Exists(event.objects.filter(user_id=OuterRef("pk")))
    has = Exists(Grant.objects.filter(user=OuterRef("pk")))
    return User.objects.filter(had | has).order_by("name", "pk")


def grants(user: UUID, now: datetime) -> QuerySet[Grant]:
    """Returns the grants that an account has now, by role."""
    rows = Grant.objects.filter(Q(ends_at=None) | Q(ends_at__gt=now), user_id=user)
    return rows.order_by("role", "country")


def history(user: UUID) -> list[Change]:
    """Returns what happened to an account, its grants and its factors, the latest first."""
    changes = [*_of_account(user), *_of_grants(user), *_of_factors(user)]
    return sorted(_with_names(changes), key=lambda change: change.at)[::-1]


def _of_account(user: UUID) -> Iterator[Change]:
    event = apps.get_model("foundation", "UserEvent")
    before: Any = None
    for row in event.objects.filter(pgh_obj_id=user).order_by("pgh_id"):
        if row.pgh_label == "insert":
            yield _change(row, "account_opened")
        elif row.pgh_label == "delete":
            yield _change(row, "account_deleted")
        else:
            yield from _updates(row, before)
        before = row


def _updates(row: Any, before: Any) -> Iterator[Change]:
    if before is not None and row.is_active != before.is_active:
        yield _change(row, "account_opened_again" if row.is_active else "account_closed")
    for name in _WATCHED:
        if before is not None and getattr(row, name) != getattr(before, name):
            yield _change(row, f"{name}_changed", before=getattr(before, name))


def _of_grants(user: UUID) -> Iterator[Change]:
    event = apps.get_model("foundation", "GrantEvent")
    before: dict[UUID, Any] = {}
    rows = event.objects.filter(pgh_obj_id__in=event.objects.filter(user_id=user).values("pgh_obj"))
    for row in rows.order_by("pgh_id"):
        earlier = before.get(row.pgh_obj_id)
        code = {"insert": "grant_given", "delete": "grant_removed"}.get(row.pgh_label)
        if code is None:
            ended = earlier is not None and row.ends_at != earlier.ends_at
            code = "grant_ended" if ended and row.ends_at else "grant_changed"
        facts = ("role", "country", "organisation", "programme", "ends_at")
        change = _change(row, code, **{name: getattr(row, name) for name in facts})
        caused = code == "grant_given" and row.given_by_id
        yield replace(change, maker=str(row.given_by_id)) if caused else change
        before[row.pgh_obj_id] = row


def _of_factors(user: UUID) -> Iterator[Change]:
    for row in FactorEvent.objects.filter(account=user).order_by("pk"):
        code = "factor_lost" if row.label == "delete" else "factor_set"
        yield Change(row.at, code, {"kind": row.kind}, row.actor, row.action)


def _change(row: Any, code: str, **facts: Any) -> Change:
    return Change(row.pgh_created_at, code, facts, row.actor, row.action)


def _with_names(changes: list[Change]) -> Iterator[Change]:
    """Puts the name of an account in the place of its id; the program's own names stay."""
    makers = {change.maker for change in changes if len(change.maker) == len(str(UUID(int=0)))}
    names = {str(user.pk): str(user) for user in User.objects.filter(pk__in=makers)}
    for change in changes:
        yield replace(change, maker=names.get(change.maker, change.maker))
