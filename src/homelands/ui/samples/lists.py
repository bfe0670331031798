"""Lists as readers meet them: full, filtered to nothing, and empty."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from ..listing import Column, Empty, Filter, Listing
from ..templatetags.ui import bdi
from .records import ARABIC, LATIN


@dataclass(frozen=True)
class Case:
    """A row of the sample list."""

    name: str
    country: str
    step: str
    days: int


def cases() -> list[Case]:
    """Returns sixty invented cases."""
    names = [LATIN, ARABIC, "Kofi Addo", "Ama Serwaa", "Yaw Boateng-Mensah"]
    countries = [_("Italy"), _("United Kingdom")]
    steps = [_("Waiting for you"), _("Waiting for the host"), _("Answered")]
    return [
        Case(names[one % 5], countries[one % 2], steps[one % 3], one * 7 % 31) for one in range(60)
    ]


def full(query: QueryDict) -> Listing:
    """Returns a list with a filter, chips, pages and CSV."""
    return Listing(
        cases(), columns(), query, filters(), page_size=5, name="cases", caption=_("Open cases")
    )


def filtered_out() -> Listing:
    """Returns a list whose filters leave nothing."""
    query = QueryDict("q=Zzz")
    return Listing(cases(), columns(), query, filters(), name="none", caption=_("Open cases"))


def empty() -> Listing:
    """Returns a list that never held anything."""
    empty = Empty(
        _("Needs of host institutions appear here."),
        _("A host institution writes them; a programme manager checks them."),
        _("Write a need"),
        "#write",
    )
    return Listing([], columns(), QueryDict(), empty=empty, name="needs", caption=_("Needs"))


def columns() -> list[Column]:
    """Returns the columns of the sample list."""
    return [
        Column("name", _("Name"), lambda case: bdi(case.name), lambda case: case.name),
        Column("country", _("Country"), lambda case: case.country),
        Column("step", _("Next step"), lambda case: case.step),
        Column("days", _("Days open"), lambda case: case.days, numeric=True),
    ]


def filters() -> list[Filter]:
    """Returns a choice and a text filter."""
    countries = [(one, one) for one in (_("Italy"), _("United Kingdom"))]
    return [
        Filter("country", _("Country"), countries, _in_country),
        Filter("q", _("Name contains"), (), _named),
    ]


def _in_country(rows: Sequence[Case], value: str) -> list[Case]:
    return [row for row in rows if row.country == value]


def _named(rows: Sequence[Case], value: str) -> list[Case]:
    return [row for row in rows if value.lower() in row.name.lower()]
