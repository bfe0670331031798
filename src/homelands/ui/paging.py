"""Cuts rows into pages, and counts them only as far as a reader looks."""

from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

#: A table is counted to the next multiple of this after the page that was asked for; how many
#: rows of a million are left is not worth reading them all each time a page of them is opened.
STEP = 1000

#: No page after this one is looked for.
_LAST = 100_000


class Pages(Paginator):  # type: ignore[type-arg]  # no generic at run time
    """The pages of a queryset or a sequence, for somebody who asked for one of them."""

    def __init__(self, rows: Any, size: int, asked: str | None) -> None:
        super().__init__(rows, size)
        self.asked = asked

    @property
    def most(self) -> int:
        """How far the rows are counted."""
        number = int(self.asked) if self.asked and self.asked.isdecimal() else 1
        return (min(number, _LAST) * self.per_page // STEP + 1) * STEP

    @cached_property
    def _counted(self) -> int:
        if isinstance(self.object_list, QuerySet):
            return self.object_list.order_by().values("pk")[: self.most + 1].count()
        return len(self.object_list)

    @cached_property
    def count(self) -> int:
        """How many rows there are, as far as they were counted."""
        return self.most if self.goes_on else self._counted

    @property
    def goes_on(self) -> bool:
        """Whether there are more rows than were counted."""
        return isinstance(self.object_list, QuerySet) and self._counted > self.most

    def page_asked_for(self) -> Page[Any]:
        """Returns the page; a number out of range gives the nearest page that is known."""
        return self.get_page(self.asked)
