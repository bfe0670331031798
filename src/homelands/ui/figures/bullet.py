"""Draws indicators against their baseline and target, all on one scale."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import altair as alt
from django.utils.translation import gettext as _

from ..numerals import number
from . import palette
from .drawing import drawing
from .points import Bullet
from .rows import bars, chart, missing, words, x, y


@drawing
def bullet_bars(points: Sequence[Bullet], x_title: str, *, rtl: bool = False) -> alt.LayerChart:
    """Returns one bar per indicator up to now, over a pale bar up to its target."""
    rows = [
        {**asdict(point), "row": place, "value": point.now, "text": _text(point)}
        for place, point in enumerate(points)
    ]
    layers = [
        bars(rows, palette.WASH, x=x("target", x_title, rtl)),
        bars([row for row in rows if row["now"] is not None], palette.ACCENT, x=x("now", "", rtl)),
        _mark("target", rows, rtl, size=26),
        _mark("baseline", [row for row in rows if row["baseline"] is not None], rtl, size=16),
        *words(rows, rtl),
    ]
    if any(row["now"] is None for row in rows):
        layers.insert(1, missing(rows))
    legend = [
        ("key-tick", _("Baseline")),
        ("key-accent", _("Now")),
        ("key-tall", _("Target")),
    ]
    return chart(layers, legend=legend)


def _mark(field: str, rows: list[dict[str, Any]], rtl: bool, size: int) -> alt.Chart:
    colour = palette.INK if field == "target" else palette.MARK
    return (
        alt.Chart(alt.Data(values=rows))
        .mark_tick(yOffset=9, size=size, thickness=3, color=colour, orient="vertical")
        .encode(y=y(), x=x(field, "", rtl))
    )


def _text(point: Bullet) -> str:
    if point.now is None:
        return _("too few to show")
    return _("%(now)s of %(target)s") % {
        "now": number(point.now),
        "target": number(point.target),
    }
