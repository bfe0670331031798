"""What a person says about themselves: stated, confirmed, ended; never overwritten."""

from dataclasses import dataclass
from datetime import date

from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.foundation.rules import check_system
from homelands.people.register.models import Person, ProfileEntry
from homelands.people.register.rules.persons import check_may_change, check_owner


@dataclass(frozen=True)
class Statement:
    """One value: its kind, its code in the kind's classification, and a level where it has one."""

    kind: str
    code: str
    level: str = ""
    source: str = ProfileEntry.Source.SELF


@action(who=check_may_change)
def state(person: Person, *, statement: Statement, on: date, by: Actor) -> ProfileEntry:
    """Adds a value to the profile, or confirms it when it is there already."""
    current = ProfileEntry.objects.filter(
        person=person, kind=statement.kind, code=statement.code, ended_on=None
    ).first()
    if current is not None and current.level == statement.level:
        return confirm(current, on=on, by=by)
    if current is not None:
        end(current, on=on, by=by)
    return ProfileEntry.objects.create(
        person=person,
        kind=statement.kind,
        code=statement.code,
        level=statement.level,
        source=statement.source,
        stated_on=on,
        confirmed_on=on,
    )


@action(who=check_owner)
def confirm(entry: ProfileEntry, *, on: date, by: Actor) -> ProfileEntry:
    """Notes that a value still holds."""
    entry.confirmed_on = max(on, entry.confirmed_on)
    entry.save(update_fields=["confirmed_on"])
    return entry


@action(who=check_owner)
def end(entry: ProfileEntry, *, on: date, by: Actor) -> ProfileEntry:
    """Notes that a value no longer holds; it stays in the past."""
    entry.ended_on = on
    entry.save(update_fields=["ended_on"])
    return entry


@action(who=check_may_change)
def replace(
    person: Person, *, kind: str, statements: list[Statement], on: date, by: Actor
) -> Person:
    """Makes the values of one kind exactly these: ends what is gone, states what is new."""
    wanted = {statement.code for statement in statements}
    for entry in ProfileEntry.objects.filter(person=person, kind=kind, ended_on=None):
        if entry.code not in wanted:
            end(entry, on=on, by=by)
    for statement in statements:
        state(person, statement=statement, on=on, by=by)
    return person


@action(who=check_system)
def state_many(entries: list[ProfileEntry], *, by: Actor) -> list[ProfileEntry]:
    """Adds values in bulk: imports and the example country."""
    return ProfileEntry.objects.bulk_create(entries, batch_size=5000)
