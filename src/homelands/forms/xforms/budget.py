"""Bounds what the expressions of a form may cost: steps, characters, and seconds in patterns.

One budget serves all that is evaluated for one respondent's answers. Steps and characters are
counted, not timed: a form that passes here passes on a slower machine too.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from .errors import ExpressionError

MAX_STEPS = 1_000_000
"""How many nodes and parts of expressions are looked at: a second or two, where the heaviest known
form takes 50,000."""
MAX_VALUE = 100_000
"""How many characters one value may have."""
MAX_CHARACTERS = 20_000_000
"""How many characters all texts may have that are made, one after another."""
MAX_SECONDS = 1.0
"""How long patterns may take that need an engine that tries one way after another."""
_READ_AT_ONCE = 64
"""So many characters are read in one step."""


class Budget:
    """Counts what an evaluation may still cost, so that each one ends."""

    __slots__ = ("characters", "seconds", "steps")

    def __init__(self) -> None:
        self.steps = MAX_STEPS
        self.characters = MAX_CHARACTERS
        self.seconds = MAX_SECONDS

    def spend(self, steps: int) -> None:
        """Takes so many steps off; an ExpressionError says when there are none left."""
        self.steps -= steps
        if self.steps < 0:
            raise ExpressionError(
                f"the form takes more than {MAX_STEPS:,} steps to work out; "
                "make its expressions narrower."
            )

    def read(self, characters: int) -> None:
        """Takes off the steps that it takes to read a long text."""
        self.spend(characters // _READ_AT_ONCE)

    def write(self, text: str) -> str:
        """Takes off the characters of a text that was made, and refuses one that is too long."""
        check_length(len(text))
        self.characters -= len(text)
        if self.characters < 0:
            raise ExpressionError(
                f"the form makes texts of more than {MAX_CHARACTERS:,} characters altogether."
            )
        return text

    def wait(self, seconds: float) -> None:
        """Takes off the seconds that a pattern took."""
        self.seconds -= seconds


def check_length(characters: int) -> None:
    """Refuses a text that is too long, before it is put together."""
    if characters > MAX_VALUE:
        raise ExpressionError(f"it makes a text of more than {MAX_VALUE:,} characters.")


_current: ContextVar[Budget] = ContextVar("budget")


@contextmanager
def within(budget: Budget) -> Iterator[None]:
    """Lets what is evaluated inside be paid from a budget."""
    token = _current.set(budget)
    try:
        yield
    finally:
        _current.reset(token)


def current() -> Budget:
    """Gives the budget of the evaluation at hand; one of its own outside of any."""
    return _current.get(None) or Budget()
