"""What makes a response doubtful. Each rule reads a few rows and says what it saw; none judges."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from statistics import median
from typing import Any
from uuid import UUID

from homelands.surveys.questionnaires.rules.degrees import DEGREE

#: So many from one network within so long are more than a household.
MANY_IN_NETWORK, NETWORK_SPAN = 4, timedelta(hours=1)
#: So many brought by one person within so long.
MANY_RECRUITS, RECRUIT_SPAN = 3, timedelta(minutes=15)
#: The median is known from so many; less than this part of it is too fast.
ENOUGH_TIMES, TOO_FAST = 20, 0.3
MOST_KNOWN = 500
#: So many answers must agree before equal answers mean anything.
ENOUGH_ANSWERS = 10
LONG_ROW = 5
SMALLEST_CLIQUE = 3


@dataclass(frozen=True)
class Row:
    """A complete response as the rules see it; the three marks are keyed digests."""

    key: UUID
    label: str
    destination: str
    recruiter: UUID | None
    degree: float | None
    seconds: float
    answers: dict[str, str]
    completed_at: datetime
    browser: str = ""
    agent: str = ""
    network: str = ""


@dataclass(frozen=True)
class Flag:
    """One flag about one response: its kind, and the facts for its sentence."""

    row: Row
    code: str
    details: dict[str, Any]


def flags(rows: Sequence[Row], matrices: Iterable[Sequence[str]]) -> Iterator[Flag]:
    """Yields every flag about these rows; `matrices` are questions with the same choices."""
    yield from same_machine(rows)
    yield from same_network(rows)
    yield from too_fast(rows)
    yield from odd_degree(rows)
    yield from burst(rows)
    yield from same_answers(rows)
    yield from clique(rows)
    yield from straight_lines(rows, [tuple(matrix) for matrix in matrices])


def same_machine(rows: Sequence[Row]) -> Iterator[Flag]:
    """Two or more came from one browser."""
    for group in _groups(rows, lambda row: row.browser):
        yield from _each(group, "same_machine")


def same_network(rows: Sequence[Row]) -> Iterator[Flag]:
    """Many came from one network, with the same kind of machine, within an hour."""
    for group in _groups(rows, lambda row: row.network and f"{row.network} {row.agent}"):
        for window in _windows(group, MANY_IN_NETWORK, NETWORK_SPAN):
            yield from _each(window, "same_network")


def too_fast(rows: Sequence[Row]) -> Iterator[Flag]:
    """One took a small part of the time that others took."""
    times = [row.seconds for row in rows if row.seconds > 0]
    if len(times) < ENOUGH_TIMES:
        return
    usual = median(times)
    for row in rows:
        if 0 < row.seconds < TOO_FAST * usual:
            yield Flag(row, "too_fast", {"seconds": round(row.seconds), "median": round(usual)})


def odd_degree(rows: Sequence[Row]) -> Iterator[Flag]:
    """One knows fewer people than came with them, or more than anybody keeps in touch with."""
    brought: dict[UUID | None, int] = defaultdict(int)
    for row in rows:
        brought[row.recruiter] += 1
    for row in rows:
        ties = brought[row.key] + (row.recruiter is not None)
        if row.degree is not None and (row.degree < ties or row.degree > MOST_KNOWN):
            yield Flag(row, "odd_degree", {"degree": round(row.degree), "ties": ties})


def burst(rows: Sequence[Row]) -> Iterator[Flag]:
    """Several invited by one person answered within minutes; the flag is about the inviter."""
    invited = _by(rows, lambda row: row.recruiter)
    for inviter in rows:
        for window in _windows(invited.get(inviter.key, []), MANY_RECRUITS, RECRUIT_SPAN):
            span = window[-1].completed_at - window[0].completed_at
            minutes = max(1, round(span.total_seconds() / 60))
            others = [row.label for row in window]
            yield Flag(inviter, "burst", {"minutes": minutes, "others": others})


def same_answers(rows: Sequence[Row]) -> Iterator[Flag]:
    """Two or more gave the same answer to every question."""
    for group in _groups(rows, _vector):
        yield from _each(group, "same_answers")


def clique(rows: Sequence[Row]) -> Iterator[Flag]:
    """A part of a chain in which inviter and invited share a browser or a network each time."""
    by_key = {row.key: row for row in rows}
    root = {row.key: row.key for row in rows}

    def top(key: UUID) -> UUID:
        while root[key] != key:
            key = root[key]
        return key

    for row in rows:
        inviter = by_key.get(row.recruiter) if row.recruiter else None
        if inviter is not None and _share(row, inviter):
            root[top(row.key)] = top(inviter.key)
    for group in _groups(rows, lambda row: top(row.key), SMALLEST_CLIQUE):
        yield from _each(group, "clique")


def straight_lines(rows: Sequence[Row], matrices: Sequence[Sequence[str]]) -> Iterator[Flag]:
    """One gave the same answer in every row of every long table of questions."""
    for row in rows:
        given = [
            [row.answers[path] for path in matrix if path in row.answers] for matrix in matrices
        ]
        whole = [answers for answers in given if len(answers) >= LONG_ROW]
        if whole and all(map(is_straight, whole)):
            asked = sum(len(answers) for answers in whole)
            yield Flag(row, "straight_lines", {"questions": asked})


def is_straight(answers: Sequence[str]) -> bool:
    """Says whether a row of questions got one and the same answer throughout."""
    return len({*answers}) == 1


def _share(row: Row, other: Row) -> bool:
    return bool(
        (row.browser and row.browser == other.browser)
        or (row.network and (row.network, row.agent) == (other.network, other.agent))
    )


def compared(answers: Mapping[str, str]) -> dict[str, str]:
    """Returns the answers that tell respondents apart: all but the number of contacts."""
    return {p: a for p, a in answers.items() if a and not p.endswith(f"/{DEGREE}")}


def _vector(row: Row) -> str:
    """Returns a digest of the answers that are compared; "" for too few of them."""
    told = sorted(compared(row.answers).items())
    return sha256(repr(told).encode()).hexdigest() if len(told) >= ENOUGH_ANSWERS else ""


def _each(group: Sequence[Row], code: str) -> Iterator[Flag]:
    for row in group:
        yield Flag(row, code, {"others": [one.label for one in group if one is not row]})


def _groups(rows: Sequence[Row], key: Any, least: int = 2) -> list[list[Row]]:
    """Returns the groups of so many rows at least that have the same key."""
    return [group for group in _by(rows, key).values() if len(group) >= least]


def _by(rows: Sequence[Row], key: Any) -> dict[Any, list[Row]]:
    """Returns the rows of each key in the order in which they were sent; none without a key."""
    found: dict[Any, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.completed_at, row.label)):
        mark = key(row)
        if mark:
            found[mark].append(row)
    return found


def _windows(group: Sequence[Row], many: int, span: timedelta) -> Iterator[list[Row]]:
    """Yields the first run of at least so many within so long, as far as it goes."""
    for start, first in enumerate(group):
        run = [row for row in group[start:] if row.completed_at - first.completed_at <= span]
        if len(run) >= many:
            yield run
            return
