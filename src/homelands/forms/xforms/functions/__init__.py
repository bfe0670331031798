"""Lists the functions that expressions may call; adding one is adding an entry to a table."""

from .codings import CODINGS
from .entry import Function
from .files import FILES
from .logic import LOGIC
from .moments import MOMENTS
from .names import NAMES
from .numbers import NUMBERS
from .places import PLACES
from .selections import SELECTIONS
from .shuffles import SHUFFLES
from .texts import TEXTS
from .trees import TREES

FUNCTIONS: dict[str, Function] = (
    LOGIC
    | NUMBERS
    | TEXTS
    | CODINGS
    | MOMENTS
    | SELECTIONS
    | TREES
    | NAMES
    | SHUFFLES
    | PLACES
    | FILES
)

UNSTABLE = frozenset({"random", "uuid"})
"""Functions that give another value each time: what they gave first is kept."""

__all__ = ["FUNCTIONS", "UNSTABLE", "Function"]
