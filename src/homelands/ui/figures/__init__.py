"""Charts drawn on the server: the same specification serves page, document and print."""

from .bars import ranked_bars
from .bullet import bullet_bars
from .figure import Figure
from .forest import forest
from .funnel import funnel_bars
from .histogram import histogram
from .likert import likert_bars
from .lines import small_lines
from .map import bubble_map
from .points import Bar, Bin, Bullet, Item, Knot, Line, Panel, Place, Stage

__all__ = [
    "Bar",
    "Bin",
    "Bullet",
    "Figure",
    "Item",
    "Knot",
    "Line",
    "Panel",
    "Place",
    "Stage",
    "bubble_map",
    "bullet_bars",
    "forest",
    "funnel_bars",
    "histogram",
    "likert_bars",
    "ranked_bars",
    "small_lines",
]
