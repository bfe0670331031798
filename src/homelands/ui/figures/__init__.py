"""Charts drawn on the server: the same specification serves page, document and print."""

from .bars import ranked_bars
from .bullet import bullet_bars
from .figure import Figure
from .funnel import funnel_bars
from .likert import likert_bars
from .map import bubble_map
from .points import Bar, Bullet, Item, Place, Stage

__all__ = [
    "Bar",
    "Bullet",
    "Figure",
    "Item",
    "Place",
    "Stage",
    "bubble_map",
    "bullet_bars",
    "funnel_bars",
    "likert_bars",
    "ranked_bars",
]
