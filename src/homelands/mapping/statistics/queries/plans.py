"""Plans: sizes at once, by formula; the trial on simulated networks by a job, once for all numbers.

A trial takes seconds of a processor. It is kept by its numbers, and an officer has one tried at a
time: whoever asks for many does not hold up the work of others.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass

from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from homelands.foundation import jobs
from homelands.foundation.actors import Actor
from homelands.foundation.errors import NotNow, Refusal
from homelands.mapping.statistics.rules import planning
from homelands.mapping.statistics.rules.planning import Asked, Sized, Tried
from homelands.ui import sentences

#: Raised whenever planning changes, so that what was kept before is not served.
EDITION = 2
#: A trial that is not kept by then was lost with its worker, and may be asked for again.
_PATIENCE = 300


class NotPlannable(Refusal):
    """The numbers make no plan; the sentence says why."""

    code = "not_plannable"


class AnotherIsTried(NotNow):
    code = "another_is_tried"
    sentence = _("Another plan of yours is still being tried. Look again in a moment.")


@dataclass(frozen=True)
class Waiting:
    """A trial that is not over: so many of its studies are."""

    done: int
    studies: int = planning.STUDIES


def sized(asked: Asked) -> list[Sized]:
    """Returns the sizes by formula."""
    try:
        return planning.sizes(asked)
    except ValueError as error:
        raise NotPlannable(sentences.why(error)) from error


def tried(asked: Asked, *, by: Actor) -> Tried | Waiting:
    """Returns the trial of the recruitment, or how far it is; the first who asks starts it."""
    key = _key(asked)
    found: Tried | ValueError | None = cache.get(key)
    if isinstance(found, ValueError):
        raise NotPlannable(sentences.why(found)) from found
    if found is not None:
        return found
    done: int | None = cache.get(_begun(key))
    if done is not None:
        return Waiting(done)
    if not cache.add(_turn(by.user_id), key, _PATIENCE):
        raise AnotherIsTried
    cache.set(_begun(key), 0, _PATIENCE)
    jobs.later("statistics.tasks.try_plan", asked=asdict(asked), officer=str(by.user_id))
    return Waiting(0)


def keep(asked: Asked, officer: str) -> None:
    """Tries a plan and keeps what it came to, or why it cannot be tried."""
    key = _key(asked)
    if cache.get(key) is None:
        cache.set(key, _outcome(asked, lambda done: cache.set(_begun(key), done, _PATIENCE)))
    cache.delete_many([_begun(key), _turn(officer)])


def _outcome(asked: Asked, note: Callable[[int], None]) -> Tried | ValueError:
    try:
        return planning.tried(asked, note)
    except ValueError as error:
        return error


def _key(asked: Asked) -> str:
    text = json.dumps([EDITION, asdict(asked)], sort_keys=True)
    return f"mapping.plan.{hashlib.sha256(text.encode()).hexdigest()}"


def _begun(key: str) -> str:
    return f"{key}.begun"


def _turn(officer: object) -> str:
    return f"mapping.plan.turn.{officer}"
