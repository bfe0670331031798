"""What the clients noted: when good answers came, and what was acknowledged."""

import threading
import time
from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass, field


@dataclass
class Records:
    """Shared by all clients. What was acknowledged must be there at the end, once."""

    submissions: dict[str, str] = field(default_factory=dict)  # instance id: digest of its bytes
    asked: set[str] = field(default_factory=set)  # addresses whose registration was taken
    registered: set[str] = field(default_factory=set)  # addresses whose code was taken
    codes: Counter[str] = field(default_factory=Counter)  # letters with a code that were asked for
    joined: set[str] = field(default_factory=set)  # addresses of guests with a place
    drafted: set[str] = field(default_factory=set)  # notes of payments
    approved: set[str] = field(default_factory=set)
    paid: set[str] = field(default_factory=set)
    written: set[str] = field(default_factory=set)  # subjects of letters to many
    answers: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    good: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, kind: str, said: str, *, is_good: bool) -> None:
        with self.lock:
            self.answers[kind][said] += 1
            if is_good:
                self.good[kind].append(time.monotonic())

    def silence(self, kind: str, start: float, end: float, counts_from: float = 0.0) -> float:
        """Returns the longest time without a good answer whose middle lies in a span.

        Of one that began before `counts_from` only what comes after it counts.
        """
        with self.lock:
            times = sorted(self.good[kind])
        first = max(bisect_left(times, start) - 1, 0)
        longest = 0.0
        for before, after in zip(times[first:], times[first + 1 :], strict=False):
            if not start <= (before + after) / 2 < end:
                continue
            longest = max(longest, after - max(before, counts_from))
        if not times or times[-1] < end:  # nothing good came any more
            longest = max(longest, end - max(times[-1] if times else start, counts_from))
        return longest
