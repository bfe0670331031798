"""Puts the nodes of a form into the order in which they are worked out: readers come last."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from ..errors import FormError
from ..reading.questions import Bind, Itemset, Question, Repeat
from ..reading.text import Text
from .placing import placed
from .reads import Reads
from .shape import Shape

MAX_LINKS = 300_000
"""So many times, all in all, one node of a form may read another one."""
Links = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Stage:
    """Nodes that are worked out together; again and again when they may read one another."""

    paths: tuple[str, ...]
    circular: bool


@dataclass(frozen=True, slots=True)
class Rules:
    """What decides about the nodes of a form."""

    shape: Shape
    binds: Mapping[str, Bind]
    repeats: Mapping[str, Repeat]
    questions: Mapping[str, Question]
    itext: Mapping[str, Text]

    def reads(self) -> dict[str, frozenset[str]]:
        """Tells of each node which others it must wait for; itself where it reads itself."""
        found: dict[str, frozenset[str]] = {}
        links = 0
        for path in self.shape.children:
            found[path] = self._of(path)
            links += len(found[path])
            if links > MAX_LINKS:
                raise FormError(
                    "The rules of the form look at too many answers each; name the answers "
                    "that they need."
                )
        return found

    def _of(self, path: str) -> frozenset[str]:
        bind, repeat = self.binds[path], self.repeats.get(path)
        rules = [bind.relevant, bind.calculate, bind.read_only, bind.initial, bind.fresh]
        reads = Reads(self.shape, path)
        for rule in [*rules, repeat.count if repeat else None]:
            if rule is not None:
                reads.add(placed(rule, path, self.repeats.keys()))
        self._add_texts(reads)
        return frozenset(reads.found)

    def _add_texts(self, reads: Reads) -> None:
        """Takes in what stands behind labels that an expression asks for."""
        for path in reads.choices_of:
            if question := self.questions.get(path):
                self._add_choices(reads, question)
        for name in reads.texts:
            _add_text(reads, self.itext.get(name, Text()))

    def _add_choices(self, reads: Reads, question: Question) -> None:
        inner = Reads(self.shape, question.path, reads.found)
        if isinstance(question.choices, Itemset):
            inner.add(question.choices.every)
        fixed = question.choices
        for item in fixed.before if isinstance(fixed, Itemset) else fixed:
            _add_text(inner, item.label)


def _add_text(reads: Reads, text: Text) -> None:
    for pieces in text.versions.values():
        for piece in pieces:
            if not isinstance(piece, str):
                reads.add(piece)


def stages(shape: Shape, reads: Links) -> tuple[Stage, ...]:
    """Orders all nodes, so that each comes after those that it reads and that it stands in."""
    waits = {path: set(found) - {path} for path, found in reads.items()}
    for path, below in shape.children.items():
        for child in below:
            waits[child].add(path)
    first = _sorted(waits)
    rest = waits.keys() - first
    # Of those left some wait for a circle but are not in it: they come after it.
    inner = {path: found & rest for path, found in waits.items() if path in rest}
    last = _sorted(_turned(inner))[::-1]
    within = rest - set(last)
    circle = tuple(path for path in waits if path in within)
    return (
        *(Stage((path,), path in reads[path]) for path in first),
        *([Stage(circle, True)] if circle else []),
        *(Stage((path,), path in reads[path]) for path in last),
    )


def _turned(waits: Mapping[str, Iterable[str]]) -> dict[str, set[str]]:
    turned: dict[str, set[str]] = {path: set() for path in waits}
    for path, found in waits.items():
        for one in found:
            turned[one].add(path)
    return turned


def _sorted(waits: Mapping[str, set[str]]) -> list[str]:
    """Lists in document order those that wait for nothing, or only for others in the list."""
    readers = _turned(waits)
    places = {path: place for place, path in enumerate(waits)}
    names = list(waits)
    open_ = {path: len(found) for path, found in waits.items()}
    ready = [places[path] for path, count in open_.items() if not count]
    heapify(ready)
    found = []
    while ready:
        path = names[heappop(ready)]
        found.append(path)
        for reader in readers[path]:
            open_[reader] -= 1
            if not open_[reader]:
                heappush(ready, places[reader])
    return found
