"""A record is opened outside an officer's grants: one, with a reason, for three hours, and told."""

from datetime import datetime

from homelands.foundation import jobs
from homelands.foundation.action import action
from homelands.foundation.actions import promises
from homelands.foundation.actors import Actor
from homelands.foundation.roles import Role
from homelands.people.register.models import Opening, Person
from homelands.people.register.queries import openings
from homelands.people.register.rules.openings import (
    NothingOpened,
    check_is_outside,
    check_may_open,
    check_may_review,
    check_own,
    check_sentence,
)


@action(who=check_may_open)
def open(*, number: str, why: str, at: datetime, by: Actor) -> Opening:
    """An officer whose grants do not reach your record opened it for three hours."""
    check_sentence(why)
    key = openings.numbered(number.strip())
    if key is None:
        raise NothingOpened(field="number")
    check_is_outside(by, Person.objects.filter(pk=key).first())
    assert by.user_id is not None, "check_may_open wants an officer who is signed in"
    opening = Opening(person_id=key, opened_by=by.user_id, why=why.strip())
    opening.save(force_insert=True)
    opening.refresh_from_db()
    promises.make(
        opening,
        kind="register.openings.open",
        role=Role.MISSION_OFFICER,
        country=opening.country,
        at=at,
        by=by,
    )
    jobs.later("register.tasks.tell_owners", opening=str(opening.pk))
    return opening


@action(who=check_own)
def look(opening: Opening, *, by: Actor, why: str) -> Opening:
    """An officer whose grants do not reach your record looked at it."""
    return opening


@action(who=check_may_review)
def review(opening: Opening, *, at: datetime, by: Actor) -> Opening:
    """The mission checked why your record was opened from outside."""
    promises.keep(opening, kind="register.openings.open", at=at, by=by)
    return opening
