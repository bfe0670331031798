"""Draws answers to statements as stacked bars, with the share who agree and its interval."""

from collections.abc import Sequence
from typing import Any, Literal

import altair as alt
from django.utils.translation import gettext as _

from ..numerals import number
from . import palette
from .drawing import drawing
from .points import Item
from .rows import BAR, chart, x, y

# A share smaller than this has no room for its number.
_ROOM = 0.09
# Taller than other rows: a statement needs its line to itself.
_ROW = 84
_BELOW = 20


@drawing
def likert_bars(
    items: Sequence[Item], answers: Sequence[str], x_title: str, *, rtl: bool = False
) -> alt.LayerChart:
    """Returns one stacked bar per statement; ``answers`` run from disagreement to agreement."""
    colours = palette.scale(len(answers))
    rows = [
        {"row": place, "label": item.label, "text": _text(item)} for place, item in enumerate(items)
    ]
    pieces = [piece for place, item in enumerate(items) for piece in _pieces(place, item, colours)]
    layers = [*_stacks(pieces, x_title, rtl), *_words(rows, rtl)]
    legend = [
        (f"key-{palette.NAMES[colour]}", answer)
        for colour, answer in zip(colours, answers, strict=True)
    ]
    return chart(layers, row=_ROW, legend=legend)


def _pieces(row: int, item: Item, colours: list[str]) -> list[dict[str, Any]]:
    """Returns where each share starts and ends along its bar."""
    if len(item.shares) != len(colours):
        raise ValueError(
            f"The statement {item.label!r} has {len(item.shares)} shares "
            f"for {len(colours)} answers."
        )
    pieces, reached = [], 0.0
    for share, colour in zip(item.shares, colours, strict=True):
        ends = colour in (palette.SCALE[0], palette.SCALE[-1])
        pieces.append(
            {
                "row": row,
                "from": reached,
                "to": reached + share,
                "middle": reached + share / 2,
                "colour": colour,
                "on": palette.ON_DARK if ends else palette.ON_LIGHT,
                "text": number(share * 100) if share >= _ROOM else "",
            }
        )
        reached += share
    return pieces


def _stacks(pieces: list[dict[str, Any]], x_title: str, rtl: bool) -> list[alt.Chart]:
    base = alt.Chart(alt.Data(values=pieces)).encode(y=y())
    whole = [0.0, 1.0]
    stack = base.mark_bar(height=BAR + 4, yOffset=_BELOW).encode(
        x=x("from", x_title, rtl, whole), x2="to:Q", color=alt.Color("colour:N", scale=None)
    )
    share = base.mark_text(fontSize=12, dy=_BELOW).encode(
        x=x("middle", "", rtl, whole), text="text:N", color=alt.Color("on:N", scale=None)
    )
    return [stack, share]


def _words(rows: list[dict[str, Any]], rtl: bool) -> list[alt.Chart]:
    """The statement, and under it the share who agree with its interval."""
    base = alt.Chart(alt.Data(values=rows)).encode(
        y=y(), x=alt.value("width") if rtl else alt.value(0)
    )
    align: Literal["left", "right"] = "right" if rtl else "left"
    statement = base.mark_text(
        align=align, dy=-24, limit=alt.ExprRef("width"), color=palette.INK
    ).encode(text="label:N")
    agree = base.mark_text(align=align, dy=-5, fontWeight=600, color=palette.INK)
    return [statement, agree.encode(text="text:N")]


def _text(item: Item) -> str:
    words = {"agree": number(item.agree * 100)}
    if item.low is None or item.high is None:
        return _("%(agree)s%% agree") % words
    words |= {"low": number(item.low * 100), "high": number(item.high * 100)}
    return _("%(agree)s%% agree (%(low)s–%(high)s)") % words
