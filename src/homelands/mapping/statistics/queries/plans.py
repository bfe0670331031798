"""Plans are worked out once and kept: a trial on simulated networks takes a second."""

import hashlib
import json
from dataclasses import asdict

from django.core.cache import cache

from homelands.foundation.errors import Refusal
from homelands.mapping.statistics.rules import planning
from homelands.mapping.statistics.rules.planning import Asked, Sized, Tried
from homelands.ui import sentences

#: Raised whenever planning changes, so that what was kept before is not served.
EDITION = 1


class NotPlannable(Refusal):
    """The numbers make no plan; the sentence says why."""

    code = "not_plannable"


def planned(asked: Asked) -> tuple[list[Sized], Tried]:
    """Returns the sizes by formula and the trial of the recruitment."""
    text = json.dumps([EDITION, asdict(asked)], sort_keys=True)
    key = f"mapping.plan.{hashlib.sha256(text.encode()).hexdigest()}"
    found: tuple[list[Sized], Tried] | None = cache.get(key)
    if found is None:
        try:
            found = planning.sizes(asked), planning.tried(asked)
        except ValueError as error:
            raise NotPlannable(sentences.why(error)) from error
        cache.set(key, found)
    return found
