"""Tells the database who is acting, for the length of one transaction.

The settings below are what the row-level security policies read. They are set with SET LOCAL, so
they end with the transaction whatever happens; a connection without them sees no person at all.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, transaction

from homelands.foundation.actors import Actor
from homelands.foundation.roles import (
    ANSWER_FOR_DATA,
    ANSWER_READERS,
    OFFICERS,
    PAYERS,
    PEOPLE_READERS,
    PLACEMENT_READERS,
    PROGRAMME_READERS,
    SELECTORS,
    Role,
)

Values = dict[str, str]

_NOBODY: Values = dict.fromkeys(
    (
        "user",
        "respondent",
        "countries",
        "answers",
        "collecting",
        "programmes",
        "placements",
        "selecting",
        "managing",
        "paying",
        "approving",
        "organisations",
        "oversight",
        "opening",
        "actor",
        "action",
    ),
    "",
)
_current: ContextVar[Values] = ContextVar("acting", default=_NOBODY)


def _values(actor: Actor, action: str) -> Values:
    return {
        "user": str(actor.user_id or ""),
        "countries": ",".join(sorted(actor.countries(PEOPLE_READERS))),
        "answers": ",".join(sorted(actor.countries(ANSWER_READERS))),
        "collecting": ",".join(sorted(actor.countries({Role.SURVEY_MANAGER}))),
        "programmes": ",".join(sorted(actor.programmes(PROGRAMME_READERS))),
        "placements": ",".join(sorted(actor.programmes(PLACEMENT_READERS))),
        "selecting": ",".join(sorted(actor.programmes(SELECTORS))),
        "managing": ",".join(sorted(actor.programmes({Role.PROGRAMME_MANAGER}))),
        "paying": ",".join(sorted(actor.programmes(PAYERS))),
        "approving": ",".join(sorted(actor.programmes({Role.FINANCE_APPROVER}))),
        "organisations": ",".join(sorted(actor.organisations(OFFICERS))),
        "oversight": ",".join(sorted(actor.countries(ANSWER_FOR_DATA))),
        "opening": str(actor.opened.opening) if actor.opened else "",
        "respondent": actor.respondent,
        "actor": str(actor.user_id or actor.name or actor.kind),
        "action": action,
    }


def _write(values: Values) -> None:
    if not values:
        return
    calls = ", ".join("set_config(%s, %s, true)" for _ in values)
    parameters = [part for name, value in values.items() for part in (f"homelands.{name}", value)]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {calls}", parameters)


@contextmanager
def acting(actor: Actor, action: str = "") -> Iterator[None]:
    """Runs the block in a transaction in which the database knows the actor; then restores."""
    before = _current.get()
    values = _values(actor, action or before["action"])
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        token = _current.set(values)
        try:
            _write({name: value for name, value in values.items() if value != before[name]})
            yield
        finally:
            _current.reset(token)
        # After an error, and at the end of the outermost transaction, the database restores.
        if not outermost:
            _write({name: value for name, value in before.items() if value != values[name]})
