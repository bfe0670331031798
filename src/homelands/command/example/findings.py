"""The example's finding: estimated from the simulated sample, and published."""

from homelands.command.example.world import World
from homelands.mapping.findings.actions import findings
from homelands.mapping.findings.actions.findings import Wording
from homelands.mapping.statistics.actions import estimates
from homelands.mapping.statistics.rules.estimation import Plan


def load(world: World) -> None:
    """Computes, drafts and publishes one finding."""
    made = estimates.compute(
        world.made["sample"],
        variable="return_for",
        at=world.past(80, 70),
        by=world.by,
        plan=Plan(population=14_000),
    )
    wording = Wording(
        claim="Most health professionals would share their skills at home",
        text="Simulated for the example country: these people do not exist.",
        question="For how long would you come to work at home?",
        labels={"weeks": "For some weeks", "online": "Online only", "no": "Not at all"},
    )
    finding = findings.draft(made, wording=wording, at=world.past(70, 60), by=world.by)
    world.made["finding"] = findings.publish(
        finding,
        at=world.past(60, 50),
        by=world.by,
        why="The example shows how an interval that is wide is published with its reason.",
    )
