"""Lays a chart out in rows: words above, bar below, so that it reads on a phone.

Every row chart is made of layers over the same data; right to left is the same drawing
with the scale reversed and the words at the other end.
"""

from typing import Any

import altair as alt

from . import palette

ROW = 52
BAR = 16


def y() -> alt.Y:
    """The rows, in the order given."""
    return alt.Y("row:O", sort=None, axis=None, scale=alt.Scale(padding=0))


def x(field: str, title: str, rtl: bool, domain: list[float] | None = None) -> alt.X:
    """The measured scale; it grows to the left when ``rtl``."""
    scale = alt.Scale(reverse=rtl, zero=True, nice=domain is None)
    if domain is not None:
        scale = alt.Scale(reverse=rtl, domain=domain)
    axis = alt.Axis(
        title=title or None,
        titleAnchor="start",
        titleAlign="right" if rtl else "left",
        tickCount=4,
        format=",~r" if domain is None else "%",
    )
    return alt.X(f"{field}:Q", scale=scale, axis=axis)


def words(rows: list[dict[str, Any]], rtl: bool) -> list[alt.Chart]:
    """The name of each row where reading starts, its value where the row ends."""
    start, end = (alt.value("width"), alt.value(0)) if rtl else (alt.value(0), alt.value("width"))
    layers = []
    # Apart, because "too few to show" is long and must not shorten the names of other rows.
    for shown in (True, False):
        some = [row for row in rows if (row["value"] is not None) == shown]
        if not some:
            continue
        room = max(len(row["text"]) for row in some) * 9 + 8
        base = alt.Chart(alt.Data(values=some)).encode(y=y())
        name = base.mark_text(
            align="right" if rtl else "left",
            dy=-13,
            limit=alt.ExprRef(f"width - {room}"),
            color=palette.INK,
        )
        value = base.mark_text(
            align="left" if rtl else "right", dy=-13, fontWeight=600, color=palette.INK
        )
        layers += [name.encode(text="label:N", x=start), value.encode(text="text:N", x=end)]
    return layers


def bars(rows: list[dict[str, Any]], colour: str, **encodings: Any) -> alt.Chart:
    """Bars below the words; rows without a value are left out."""
    return (
        alt.Chart(alt.Data(values=rows))
        .mark_bar(height=BAR, yOffset=9, color=colour, cornerRadius=1)
        .encode(y=y(), **encodings)
    )


def missing(rows: list[dict[str, Any]]) -> alt.Chart:
    """A hatched band over the whole row where a value cannot be shown."""
    absent = [row for row in rows if row.get("value") is None]
    return bars(absent, palette.MISSING, x=alt.value(0), x2=alt.value("width"))


def interval(rows: list[dict[str, Any]], scale: alt.X) -> list[alt.Chart]:
    """A line with ends from low to high over each bar that has an interval."""
    known = [row for row in rows if row.get("low") is not None and row.get("high") is not None]
    if not known:
        return []
    base = alt.Chart(alt.Data(values=known)).encode(y=y())
    # Drawn twice: the paler, wider line lifts the dark one off a dark bar.
    halo = base.mark_rule(yOffset=9, strokeWidth=5, color=palette.PAPER)
    line = base.mark_rule(yOffset=9, strokeWidth=2, color=palette.INK)
    ends = base.mark_tick(yOffset=9, size=11, thickness=2, color=palette.INK, orient="vertical")
    low = scale.copy()
    low.shorthand = "low:Q"
    high = scale.copy()
    high.shorthand = "high:Q"
    drawn = [one.encode(x=low, x2="high:Q") for one in (halo, line)]
    return [*drawn, ends.encode(x=low), ends.encode(x=high)]


def chart(layers: list[alt.Chart], row: int = ROW, **meta: Any) -> alt.LayerChart:
    """Puts the layers together; ``meta`` holds what the page writes beside the drawing."""
    drawn: alt.LayerChart = alt.LayerChart(layer=layers)
    return drawn.properties(height=alt.Step(row), usermeta=meta)
