"""Reads of records that were opened outside a grant. The database's clock says which are over."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.db.models.functions import Now

from homelands.foundation.actors import EVERYWHERE, Actor, Opened
from homelands.foundation.models import Grant, User
from homelands.foundation.roles import ANSWER_FOR_DATA, MISSIONS, PEOPLE_READERS, Role
from homelands.people.register.models import Opening


def numbered(number: str) -> UUID | None:
    """Returns the id of the one record that has a number, for whoever may open records."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT homelands_record_numbered(%s)", [number])
        (key,) = cursor.fetchone()
    return None if key is None else UUID(str(key))


def all_with_ends() -> QuerySet[Opening]:
    """Returns the openings, the latest first, each with whether it is `over`."""
    over = ExpressionWrapper(Q(ends_at__lte=Now()), output_field=BooleanField())
    rows: QuerySet[Opening] = Opening.objects.annotate(over=over).order_by("-opened_at", "pk")
    return rows


def visible_to(actor: Actor) -> QuerySet[Opening]:
    """Returns the actor's own openings, and those of records in the actor's countries."""
    reached = actor.countries(PEOPLE_READERS | ANSWER_FOR_DATA)
    rows = all_with_ends()
    if EVERYWHERE in reached:
        return rows
    return rows.filter(Q(opened_by=actor.user_id) | Q(country__in=reached))


def through(opening: Opening, actor: Actor) -> Actor:
    """Returns the actor as they look through an opening: at one record, and writing nothing."""
    return replace(actor, opened=Opened(opening.pk, opening.person_id))


def owners(opening: Opening, now: datetime) -> QuerySet[User]:
    """Returns the officers who are told: the mission and data protection, else the ministry."""
    told = _accounts(opening, now, country=opening.country, role=Role.MISSION_OFFICER)
    if not told.exists():
        told = _accounts(opening, now, country="", role__in=MISSIONS)
    guards = _accounts(
        opening, now, country__in=["", opening.country], role=Role.DATA_PROTECTION_OFFICER
    )
    return told.union(guards)


def _accounts(opening: Opening, now: datetime, **grant: Any) -> QuerySet[User]:
    grants = Grant.objects.filter(
        Q(ends_at=None) | Q(ends_at__gt=now), organisation=None, programme=None, **grant
    )
    accounts = User.objects.filter(pk__in=grants.values("user"), is_active=True)
    return accounts.exclude(email="").exclude(pk=opening.opened_by)
