"""People leave the register as a file only so: asked for, agreed to, taken, told to everybody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from homelands.foundation import audit
from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.foundation.locking import hold
from homelands.foundation.rules import check_as_part, check_reason, check_system
from homelands.people.register.models import PeopleExport
from homelands.people.register.queries import exports
from homelands.people.register.queries.exports import Line
from homelands.people.register.rules.exports import (
    LASTS,
    WAITS,
    State,
    check_in_time,
    check_may_decide,
    check_may_export,
    check_ready,
    check_requested,
    check_size,
    check_state,
    check_still_fits,
    check_wish,
    needs_second,
)


@dataclass(frozen=True)
class Wish:
    """Whom the officer wants in the file, what of each, and what for."""

    filters: Mapping[str, str]
    fields: Sequence[str]
    purpose: str


@action(who=check_may_export)
def request(*, wish: Wish, why: str, at: datetime, by: Actor) -> PeopleExport:
    """Asks for people as a file; a small one needs no second officer."""
    check_wish(wish.fields, wish.purpose, why)
    assert by.user_id is not None, "check_may_export wants an officer who is signed in"
    rows = exports.count(wish.filters, by, settings.HOMELANDS_PEOPLE_MOST)
    check_size(rows)
    waits = needs_second(rows)
    return PeopleExport.objects.create(
        filters={name: value for name, value in wish.filters.items() if value},
        country=exports.country_of(wish.filters, by),
        fields=list(wish.fields),
        purpose=wish.purpose,
        why=why.strip(),
        state=State.WAITING if waits else State.APPROVED,
        rows=rows,
        requested_by=by.user_id,
        requested_name=by.name,
        requested_at=at,
        expires_at=at + (WAITS if waits else LASTS),
    )


@action(who=check_may_decide)
def approve(export: PeopleExport, *, at: datetime, by: Actor) -> PeopleExport:
    """Agrees that people are given out in a file."""
    _decide(export, State.APPROVED, at, by)
    export.expires_at = at + LASTS
    export.save()
    return export


@action(who=check_may_decide)
def refuse(export: PeopleExport, *, why: str, at: datetime, by: Actor) -> PeopleExport:
    """Refuses a file of people, with the reason that the officer reads."""
    check_reason(why)
    _decide(export, State.REFUSED, at, by)
    export.decided_why = why.strip()
    export.save()
    return export


def _decide(export: PeopleExport, state: State, at: datetime, by: Actor) -> None:
    hold(export)
    check_in_time(export, at)
    check_state(export, state)
    export.state, export.decided_at = state, at
    export.decided_by, export.decided_name = by.user_id, by.name


@action(who=check_requested)
def download(export: PeopleExport, *, at: datetime, by: Actor) -> list[Line]:
    """Takes a file of people, as they may be seen now; everybody in it is told."""
    hold(export)
    check_ready(export, at)
    lines = exports.lines(export, by)
    check_still_fits(export, len(lines))
    tell(lines, why=f"{export.purpose}: {export.why}", by=by)
    export.downloads += 1
    export.made_at = at
    export.save(update_fields=["downloads", "made_at"])
    return lines


@action(who=check_as_part)
def tell(lines: Sequence[Line], *, why: str, by: Actor) -> audit.Persons:
    """Your data were given out in a file."""
    return audit.Persons(tuple(line.seen.pk for line in lines))


@action(who=check_system)
def expire(export: PeopleExport, *, by: Actor) -> PeopleExport:
    """Closes a request for people whose time is over."""
    check_state(export, State.EXPIRED)
    export.state = State.EXPIRED
    export.save(update_fields=["state"])
    return export
