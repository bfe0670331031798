"""The example's indicators, each with baseline and target, and a reading from what happened."""

from datetime import timedelta

from homelands.command.example.world import World
from homelands.results.actions import indicators
from homelands.results.actions.indicators import NewIndicator


def load(world: World) -> None:
    """Sets up an indicator for each measure that the example can fill, and computes it."""
    today = world.now.date()
    wanted = (
        ("R1", "People in the register", "people_registered", "people", 0, 2500),
        ("R2", "Placements completed", "placements_completed", "placements", 0, 10),
        ("R3", "Days of specialists at home", "specialist_days_delivered", "days", 0, 400),
    )
    for code, name, measure, unit, baseline, target in wanted:
        new = NewIndicator(
            code=code,
            name=name,
            definition="Counted from the service's own records on the day of the reading.",
            unit=unit,
            measure=measure,
            baseline=baseline,
            baseline_on=today - timedelta(days=400),
            target=target,
            target_on=today + timedelta(days=330),
        )
        indicator = indicators.add(new, by=world.made["manager"])
        indicators.compute(indicator, on=today, by=world.made["manager"])
