"""The example's organisations: invented ones, of each kind."""

from homelands.command.example.world import World
from homelands.organisations.actions import focal_points, organisations
from homelands.organisations.actions.organisations import Details, NewOrganisation
from homelands.organisations.models import Organisation

_Kind = Organisation.Kind


def load(world: World) -> None:
    """Adds a ministry, two missions, two associations and two hospitals, and who speaks."""
    home = world.country
    entries = (
        ("ministry", _Kind.MINISTRY, home, "Ministry of Health (example)", "Accra"),
        ("hospital", _Kind.HOST, home, "Ridge Teaching Hospital (example)", "Accra"),
        ("clinic", _Kind.HOST, home, "Northern Regional Hospital (example)", "Tamale"),
        ("mission", _Kind.MISSION, "GBR", "High Commission in London (example)", "London"),
        ("mission_fr", _Kind.MISSION, "FRA", "Embassy in Paris (example)", "Paris"),
        ("nurses", _Kind.ASSOCIATION, "GBR", "Nurses Abroad, United Kingdom (example)", "Leeds"),
        ("doctors", _Kind.ASSOCIATION, "DEU", "Doctors' Circle (example)", "Hamburg"),
    )
    for key, kind, country, name, town in entries:
        new = NewOrganisation(kind, country, Details(name=name, town=town))
        world.made[key] = organisations.add(new, at=world.past(500, 400), by=world.by)
    host = world.made["host account"]
    focal_points.name(world.made["hospital"], user=host, at=world.past(300, 200), by=world.by)
