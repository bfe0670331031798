"""The one decorator of every write: transaction, permission, context and audit row."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from homelands.foundation import audit
from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor

P = ParamSpec("P")
R = TypeVar("R")

#: code → action; filled as modules are imported, read by the map, the tests and the audit pages.
ACTIONS: dict[str, Callable[..., Any]] = {}


def slice_name(module: str, verb: str) -> str:
    """`homelands.people.register.actions.persons`, `erase` give `register.persons.erase`."""
    parts = module.split(".")
    return ".".join([parts[parts.index("actions") - 1], parts[-1], verb])


def action(*, who: Callable[[Actor, Any], None]) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Makes a function an action.

    `who(by, subject)` raises a Refusal when the actor may not; the subject is the first positional
    argument, or None. The function runs in a transaction in which the database knows the actor;
    its audit row, named after the slice, is written by the same transaction.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        code = slice_name(function.__module__, function.__name__)

        @wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            by = kwargs["by"]
            assert isinstance(by, Actor), f"{code} needs by=Actor"
            with acting(by, code):
                who(by, args[0] if args else None)
                result = function(*args, **kwargs)
                about = result if audit.can_be_about(result) else (args[0] if args else None)
                audit.write(code, by=by, about=about, why=str(kwargs.get("why") or ""))
            return result

        run.code = code  # type: ignore[attr-defined]
        run.who = who  # type: ignore[attr-defined]
        ACTIONS[code] = run
        return run

    return decorate
