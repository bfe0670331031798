"""Changes that no test can notice, each with its reason.

The end of the file's path, the line (the first of several), what becomes of what, and why it makes
no difference. A row whose change is noticed after all, or is gone, is reported.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Equivalent:
    """A change that makes no difference, and why."""

    path: str
    beside: str
    words: str
    why: str


EQUIVALENT: list[Equivalent] = []
