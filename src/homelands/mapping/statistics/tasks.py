"""What statistics do by themselves: plans are tried on simulated networks."""

from typing import Any

from homelands.foundation import jobs
from homelands.mapping.statistics.queries import plans
from homelands.mapping.statistics.rules.planning import Asked


@jobs.task
def try_plan(asked: dict[str, Any], officer: str) -> None:
    """Tries a plan that an officer waits for."""
    plans.keep(Asked(**asked), officer)
