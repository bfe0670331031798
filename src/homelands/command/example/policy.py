"""The example's policy profile: invented facts that say so in their source."""

from homelands.command.example.world import World
from homelands.policy.actions import institutions, instruments
from homelands.policy.actions.institutions import InstitutionFacts
from homelands.policy.actions.instruments import InstrumentFacts

_SOURCE = "Invented for the example country"


def load(world: World) -> None:
    """Adds one institution, and one instrument that has not been checked for long."""
    manager = world.made["manager"]
    institutions.add(
        facts=InstitutionFacts(
            country=world.country,
            kind="agency",
            name="Office for the Diaspora (example)",
            source=_SOURCE,
            founded=2014,
        ),
        on=world.past(60, 30).date(),
        by=manager,
    )
    instruments.add(
        facts=InstrumentFacts(
            country=world.country,
            kind="policy",
            theme="skills",
            title="Diaspora engagement policy (example)",
            year=2020,
            source=_SOURCE,
            summary="Temporary returns of health professionals are paid for and evaluated.",
        ),
        on=world.past(800, 500).date(),
        by=manager,
    )
