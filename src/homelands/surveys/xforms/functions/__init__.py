"""Lists the functions that expressions may call; adding one is adding an entry to a table."""

from .entry import Function
from .files import FILES
from .logic import LOGIC
from .moments import MOMENTS
from .numbers import NUMBERS
from .selections import SELECTIONS
from .texts import TEXTS
from .trees import TREES

FUNCTIONS: dict[str, Function] = LOGIC | NUMBERS | TEXTS | MOMENTS | SELECTIONS | TREES
FUNCTIONS |= FILES

UNSTABLE = frozenset({"random", "uuid"})
"""Functions that give another value each time: what they gave first is kept."""

__all__ = ["FUNCTIONS", "UNSTABLE", "Function"]
