"""Loops compiled by Numba where that pays, and done by NumPy where it does not or cannot be.

Question     Which of two ways to the same numbers is done sooner here?
Formula      Compile when the work reaches the point at which compiling pays.
Source       None.
Assumptions  Both ways take the same random numbers and give the same results: a test holds each
             pair to that. Nothing is kept on disk, so a read-only installation works alike.
Not for      Loops that NumPy does as fast: write those once.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

Loop = Callable[..., None]


def compiled(loop: Loop, plain: Loop, work: float, worth: float) -> Loop:
    """Return `loop` compiled if `work` >= `worth` and there is a compiler, `plain` otherwise."""
    if work < worth:
        return plain
    return _compiled(loop) or plain


@cache
def _compiled(loop: Loop) -> Loop | None:
    """Return the loop compiled, once a process; None where there is no compiler."""
    try:
        from numba import njit
    except ImportError:
        return None
    fast: Any = njit(nogil=True)(loop)
    return lambda *arguments: fast(*arguments)
