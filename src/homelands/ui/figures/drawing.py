"""Keeps a chart undrawn until it is needed: most pages find its SVG in the cache.

Building a chart costs more than serving the page around it. A Drawing knows what it would be made
from, which is enough to find what was drawn from the same before.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any, ParamSpec

import altair as alt
from django.utils.translation import get_language

P = ParamSpec("P")


@dataclass(frozen=True)
class Drawing:
    """A chart that is built when somebody asks for it; `key` tells what it is made from."""

    build: Callable[..., alt.TopLevelMixin]
    arguments: tuple[Any, ...]
    options: tuple[tuple[str, Any], ...]

    @property
    def key(self) -> str:
        """Names all that decides the chart; builders translate, so the language is part of it."""
        name = f"{self.build.__module__}.{self.build.__qualname__}"
        return repr((name, get_language(), self.arguments, self.options))

    @cached_property
    def chart(self) -> alt.TopLevelMixin:
        """Builds the chart."""
        return self.build(*self.arguments, **dict(self.options))

    def to_dict(self, **how: Any) -> dict[str, Any]:
        """Returns the chart as a Vega-Lite specification."""
        return self.chart.to_dict(**how)

    @property
    def usermeta(self) -> Any:
        """Returns what the builder noted beside the chart: its legend and aspect."""
        return getattr(self.chart, "usermeta", None)


def drawing(build: Callable[P, alt.TopLevelMixin]) -> Callable[P, Drawing]:
    """Makes a builder of charts return a Drawing."""

    @wraps(build)
    def planned(*args: P.args, **kwargs: P.kwargs) -> Drawing:
        return Drawing(build, args, tuple(sorted(kwargs.items())))

    return planned
