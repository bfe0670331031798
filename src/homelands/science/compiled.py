"""Loops compiled by Numba where that pays, and done by NumPy where it does not or cannot be.

Question     Which of two ways to the same numbers is done sooner here?
Formula      Compile once the work asked for in this process reaches what compiling costs: no
             process then spends more than twice what it would have, had it known the future.
Source       Karlin, Manasse, Rudolph and Sleator (1988), Competitive snoopy caching,
             Algorithmica 3: whether to rent or to buy.
Assumptions  Both ways take the same random numbers and give the same results: a test holds each
             pair to that. Nothing is kept on disk, so a read-only installation works alike.
Not for      Loops that NumPy does as fast: write those once.
"""

from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import Any

Loop = Callable[..., None]

_asked: Counter[Loop] = Counter()


def compiled(loop: Loop, plain: Loop, work: float, worth: float) -> Loop:
    """Return `loop` compiled if there is a compiler and all `work` so far reaches `worth`.

    Otherwise `plain` is returned; `work` and `worth` are in any unit of the caller's.
    """
    _asked[loop] += int(work)
    if _asked[loop] < worth:
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
