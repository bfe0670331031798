"""The example's stock figures: those that UN DESA published for people from Ghana.

United Nations Department of Economic and Social Affairs, Population Division (2019),
International Migrant Stock 2019 (POP/DB/MIG/Stock/Rev.2019), CC BY 3.0 IGO: one column of the
table by destination and origin, all years. For another country, import a stock file first.
"""

from pathlib import Path

from django.core.management.base import CommandError

from homelands.command.example.world import World
from homelands.mapping.stocks.actions import stocks
from homelands.mapping.stocks.queries import stocks as stock_queries

_GHANA = Path(__file__).parent / "ghana_stock_2019.csv"


def load(world: World) -> None:
    """Imports the figures where there are none, and settles people where they say."""
    coverage = stock_queries.coverage(world.country)
    if coverage is None and world.country == "GHA":
        stated = stocks.Stated(edition="International Migrant Stock 2019")
        stocks.import_file(_GHANA, at=world.now, by=world.by, stated=stated)
        coverage = stock_queries.coverage(world.country)
    if coverage is None:
        raise CommandError(
            f"No stock figures for {world.country} are here. Import a file first: "
            "homelands import-stock FILE",
            returncode=2,
        )
    rows = stock_queries.by_destination(world.country, max(coverage.years))
    world.weights = {row.destination: row.people for row in rows if row.destination != "XCI"}
