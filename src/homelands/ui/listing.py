"""Turns rows into a page of a list: filters, chips, count, table, pages and CSV."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import QueryDict, StreamingHttpResponse

from .paging import Pages
from .sheet import sheet

MOST_COLUMNS = 7

#: Pages that are left out of the row of their numbers.
_GAP = ("…", "", False)


@dataclass(frozen=True)
class Column:
    """One column: ``cell`` gives what the page shows, ``csv`` what the file holds."""

    key: str
    label: str
    cell: Callable[[Any], Any]
    csv: Callable[[Any], Any] | None = None
    numeric: bool = False


@dataclass(frozen=True)
class Filter:
    """One filter: a select of (value, label), or a text box when there are no choices."""

    key: str
    label: str
    choices: Sequence[tuple[str, str]]
    apply: Callable[[Any, str], Any]

    def label_of(self, value: str) -> str | None:
        """Returns the words of a choice, None when the value is not one of them."""
        if not self.choices:
            return value
        return next((str(label) for known, label in self.choices if str(known) == value), None)


@dataclass(frozen=True)
class Empty:
    """What an empty list says: what belongs here, who adds it, and one button."""

    what: str
    who: str
    action_label: str = ""
    action_url: str = ""


@dataclass(frozen=True)
class Chip:
    """An active filter, with the link that takes it away."""

    label: str
    value: str
    remove_url: str


def _as_they_are(rows: Iterable[Any]) -> Iterable[Any]:
    return rows


@dataclass(frozen=True)
class Listing:
    """A list as the reader asked for it; ``rows`` is an ordered queryset or a sequence.

    ``as_seen`` turns the rows of a page into what the reader may see of them, before any column
    is given one.
    """

    rows: Any
    columns: Sequence[Column]
    query: QueryDict
    filters: Sequence[Filter] = ()
    empty: Empty = field(default_factory=lambda: Empty("", ""))
    page_size: int = 50
    name: str = "rows"
    caption: str = ""
    csv_offered: bool = True
    as_seen: Callable[[Iterable[Any]], Iterable[Any]] = _as_they_are

    def __post_init__(self) -> None:
        if len(self.columns) > MOST_COLUMNS:
            raise ValueError(
                f"The list {self.name!r} has {len(self.columns)} columns; "
                f"people can read at most {MOST_COLUMNS}."
            )

    @cached_property
    def chosen(self) -> dict[str, str]:
        """The filters that are set, with values that exist."""
        asked = {one.key: self.query.get(one.key, "").strip() for one in self.filters}
        known = {one.key: one for one in self.filters}
        return {key: value for key, value in asked.items() if value and known[key].label_of(value)}

    @cached_property
    def ignored(self) -> list[str]:
        """The labels of filters whose value in the address is not one of the choices."""
        return [
            one.label
            for one in self.filters
            if self.query.get(one.key, "").strip() and one.key not in self.chosen
        ]

    @cached_property
    def found(self) -> Any:
        """The rows that pass every chosen filter."""
        rows = self.rows
        for one in self.filters:
            if one.key in self.chosen:
                rows = one.apply(rows, self.chosen[one.key])
        return rows

    @cached_property
    def pages(self) -> Pages:
        """The rows that pass the filters, in pages."""
        return Pages(self.found, self.page_size, self.query.get("page"))

    @cached_property
    def page(self) -> Page[Any]:
        """The asked-for page; a number out of range gives the nearest page."""
        return self.pages.page_asked_for()

    @property
    def total(self) -> int:
        """How many rows pass the filters; where ``goes_on``, how many were counted of them."""
        return self.pages.count

    @property
    def goes_on(self) -> bool:
        """Whether more rows pass the filters than were counted."""
        return self.pages.goes_on

    @property
    def chips(self) -> list[Chip]:
        """The active filters as things that can be taken away one by one."""
        return [
            Chip(
                one.label, str(one.label_of(self.chosen[one.key])), self.address(**{one.key: None})
            )
            for one in self.filters
            if one.key in self.chosen
        ]

    @property
    def controls(self) -> list[tuple[Filter, str]]:
        """The filters with what each is set to."""
        return [(one, self.chosen.get(one.key, "")) for one in self.filters]

    @property
    def carried(self) -> list[tuple[str, str]]:
        """What else is in the address and must survive the filter form."""
        own = {one.key for one in self.filters} | {"page", "format"}
        return [(key, one) for key, many in self.query.lists() if key not in own for one in many]

    @cached_property
    def seen(self) -> list[Any]:
        """The rows of this page as the reader may see them."""
        return list(self.as_seen(self.page))

    @property
    def table(self) -> list[list[tuple[Column, Any]]]:
        """The cells of this page, row by row."""
        return [[(column, column.cell(row)) for column in self.columns] for row in self.seen]

    @property
    def page_links(self) -> list[tuple[str, str, bool]]:
        """The page numbers to show: text, address ("" for a gap) and whether it is this one."""
        numbers = self.pages.get_elided_page_range(self.page.number, on_each_side=1, on_ends=1)
        links = [
            (str(number), self.address(page=str(number)), number == self.page.number)
            if isinstance(number, int)
            else _GAP
            for number in numbers
        ]
        return [*links, _GAP] if self.goes_on else links

    @property
    def previous_url(self) -> str:
        """The address of the page before, "" on the first."""
        page = self.page
        return self.address(page=str(page.number - 1)) if page.has_previous() else ""

    @property
    def next_url(self) -> str:
        """The address of the page after, "" on the last."""
        page = self.page
        return self.address(page=str(page.number + 1)) if page.has_next() else ""

    @property
    def clear_url(self) -> str:
        """The address without any filter."""
        return self.address(**{one.key: None for one in self.filters})

    @property
    def csv_url(self) -> str:
        """The address of the same rows as a file."""
        return self.address(format="csv")

    @property
    def wants_csv(self) -> bool:
        """Whether the reader asked for the file; the page decides whether they may have it."""
        return self.query.get("format") == "csv"

    def csv(self) -> StreamingHttpResponse:
        """Returns every row that passes the filters as a CSV file, without loading them at once."""
        rows = self.found
        if isinstance(rows, QuerySet):
            rows = rows.iterator(chunk_size=2000)
        rows = self.as_seen(rows)
        lines = ([(column.csv or column.cell)(row) for column in self.columns] for row in rows)
        return sheet(self.name, [column.label for column in self.columns], lines)

    def address(self, **changes: str | None) -> str:
        """Returns this list's query string with some values set, or taken away by None."""
        query = self.query.copy()
        for key in ("page", "format", *changes):
            query.pop(key, None)
        for key, value in changes.items():
            if value is not None:
                query[key] = value
        return f"?{query.urlencode()}"
