"""What an indicator stands at, counted over records that its reader may not see."""

from datetime import date

from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.results.models import Indicator
from homelands.results.queries.measures import MEASURES
from homelands.results.rules import Measured, check_measure


def of(indicator: Indicator, on: date) -> Measured:
    """Returns an indicator's value on a day, and how many people or cases stand behind it."""
    measure = check_measure(MEASURES.get(indicator.measure), indicator.programme_id)
    # Whoever computes may see no single record; what leaves here is one number.
    with acting(Actor.system("results.measured")):
        return measure.count(indicator.programme_id, on)
