"""Official stock figures: the latest edition that knows an origin, without counting twice."""

from dataclasses import dataclass

from django.db.models import QuerySet, Sum

from homelands.mapping.stocks.models import StockEdition, StockFigure

BOTH = StockFigure.Sex.BOTH


@dataclass(frozen=True)
class Stock:
    """People from one origin in one destination."""

    destination: str
    people: int


@dataclass(frozen=True)
class Subtotal:
    """People whom the file repeats under a region's name."""

    region: str
    people: int


@dataclass(frozen=True)
class Reading:
    """People in one year."""

    year: int
    people: int


@dataclass(frozen=True)
class Coverage:
    """What an edition holds for an origin: its years, the latest first, and its sexes."""

    edition: StockEdition
    years: list[int]
    sexes: list[str]


def by_sha256(digest: str) -> StockEdition | None:
    """Returns the edition that was imported from a file, or None."""
    return StockEdition.objects.filter(sha256=digest).first()


def coverage(origin: str) -> Coverage | None:
    """Returns what the latest edition with figures for an origin holds, or None."""
    edition = _edition(origin)
    if edition is None:
        return None
    rows = edition.figures.filter(origin=origin).values_list("year", "sex").distinct()
    known = list(rows)
    return Coverage(
        edition,
        years=sorted({year for year, _sex in known}, reverse=True),
        sexes=[sex.value for sex in StockFigure.Sex if sex in {one for _year, one in known}],
    )


def by_destination(origin: str, year: int, sex: str = BOTH) -> list[Stock]:
    """Returns the countries where people from an origin live, the most people first."""
    rows = _figures(origin, year, sex).filter(subtotal_of="").order_by("-value", "destination")
    return [Stock(*row) for row in rows.values_list("destination", "value")]


def subtotals(origin: str, year: int, sex: str = BOTH) -> list[Subtotal]:
    """Returns the regional subtotals of the file, which repeat people, by name."""
    rows = _figures(origin, year, sex).exclude(subtotal_of="").order_by("subtotal_of")
    return [Subtotal(*row) for row in rows.values_list("subtotal_of", "value")]


def total(origin: str, year: int, sex: str = BOTH) -> int:
    """Returns how many people from an origin live elsewhere, each counted once."""
    rows = _figures(origin, year, sex).filter(subtotal_of="")
    return rows.aggregate(people=Sum("value"))["people"] or 0


def trend(origin: str, destination: str, sex: str = BOTH) -> list[Reading]:
    """Returns how many lived in one destination, year by year, in the latest edition."""
    rows = StockFigure.objects.filter(
        edition=_edition(origin), origin=origin, destination=destination, sex=sex
    )
    return [Reading(*row) for row in rows.order_by("year").values_list("year", "value")]


def _edition(origin: str) -> StockEdition | None:
    """Of several editions the one named last; of several imports of it, the latest."""
    known = StockFigure.objects.filter(origin=origin).values("edition").distinct()
    return StockEdition.objects.filter(pk__in=known).order_by("-edition", "-imported_at").first()


def _figures(origin: str, year: int, sex: str) -> QuerySet[StockFigure]:
    return StockFigure.objects.filter(edition=_edition(origin), origin=origin, year=year, sex=sex)
