"""What a figure is made of: nothing is shown without its measure, source, n and cautions."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from .drawing import Drawing
from .svg import both, legend


@dataclass(frozen=True)
class Figure:
    """A chart with all that makes it honest; ``title`` is the claim, ``summary`` says it in words.

    ``None`` in ``rows`` is a value that may not be shown and reads "too few to show".
    """

    title: str
    subtitle: str
    summary: str
    chart: Drawing
    source: str
    n: int | str
    cautions: Sequence[str]
    headers: Sequence[str]
    rows: Sequence[Sequence[Any]]
    method_url: str = ""
    csv_url: str = ""
    interval: str = ""

    @property
    def hides(self) -> bool:
        """Whether a value of it may not be shown."""
        return any(None in row for row in self.rows)

    @property
    def drawings(self) -> list[tuple[str, SafeString]]:
        """The chart for a phone and for a wide page; the stylesheet shows one of them."""
        return both(self.chart, self.title)

    @property
    def legend(self) -> list[tuple[str, str]]:
        """The keys of the chart: the class of the swatch and its words."""
        return legend(self.chart)
