"""Says which columns a data set has, and reads a record into them.

Wide, each round of a repeated group has columns of its own, "member[1]/name"; nested, each
repeated group is a sheet of its own, whose rows name the respondent and the round.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from operator import getitem
from typing import Any

from .cells import Convert, Kept, reader_of
from .columns import FLAG, INTEGER, Column, Options, Record
from .variable import Variable

_ROUND = re.compile(r"\[(\d+)\]")
#: The columns that tie a round to its respondent.
KEYS = (Column("respondent", "", INTEGER), Column("round", ""))


@dataclass(frozen=True, slots=True)
class Field:
    """The columns of one question, the paths at which versions keep its answer, and how it is read.

    An answer of several codes has a column of its own, and behind it one for each code, which
    says with the second of the `marks` that it was chosen, and with the first that it was not.
    """

    columns: tuple[Column, ...]
    paths: tuple[str, ...]
    convert: Convert | None = None
    codes: tuple[str, ...] = ()
    marks: tuple[Any, Any] = (0, 1)

    def cells(self, text: str | None) -> tuple[Any, ...]:
        """Returns the value of each column; None where there is no answer."""
        if text is None:
            return (None,) * len(self.columns)
        chosen = set(text.split()) if self.codes else ()
        value = self.convert(text) if self.convert else text
        return (value, *(self.marks[code in chosen] for code in self.codes))


@dataclass(frozen=True)
class Fields:
    """The questions of one sheet, read together: with few calls a row."""

    fields: tuple[Field, ...]

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        return tuple(column for one in self.fields for column in one.columns)

    @cached_property
    def _first(self) -> list[str]:
        return [one.paths[0] for one in self.fields]

    @cached_property
    def _elsewhere(self) -> list[tuple[int, tuple[str, ...]]]:
        many = enumerate(one.paths[1:] for one in self.fields)
        return [(place, paths) for place, paths in many if paths]

    @cached_property
    def _cells(self) -> list[Kept[tuple[Any, ...]]]:
        return [Kept(one.cells) for one in self.fields]

    def texts(self, answers: Mapping[str, str]) -> list[str | None]:
        """Returns the answer to each question, at whichever path; None where there is none."""
        get = answers.get
        found = [*map(get, self._first)]
        for place, others in self._elsewhere:
            if found[place] is None:
                found[place] = next((text for path in others if (text := get(path))), None)
        return found

    def read(self, answers: Mapping[str, str]) -> list[Any]:
        """Returns a value for each column; None where there is no answer."""
        return [*chain.from_iterable(map(getitem, self._cells, self.texts(answers)))]


@dataclass(frozen=True)
class Sheet:
    """The rounds of one repeated group, from the outermost: each is a row with its parent."""

    name: str
    repeat: str
    rounds: Fields
    keys: tuple[Column, ...] = KEYS

    @property
    def columns(self) -> tuple[Column, ...]:
        return (*self.keys, *self.rounds.columns)

    def rows(self, record: Record) -> Iterator[list[Any]]:
        """Yields a row for each round: the respondent, the place of the round, the answers."""
        by_place: dict[str, dict[str, str]] = {}
        for path, text in record.answers.items():
            place, rest = _split(path, self.repeat)
            if rest:
                by_place.setdefault(place, {})[f"{self.repeat}/{rest}"] = text
        for place in sorted(by_place, key=_numbers):
            rounds = ".".join(map(str, _numbers(place)))
            yield [record.facts[0], rounds, *self.rounds.read(by_place[place])]


def _split(path: str, repeat: str) -> tuple[str, str]:
    """Parts "/data/member[2]/age" into the round and what stands in it, for its repeat."""
    if "[" not in path:
        return "", ""
    place = path[: path.rindex("]") + 1]
    return (place, path[len(place) + 1 :]) if _ROUND.sub("", place) == repeat else ("", "")


def _numbers(place: str) -> list[int]:
    return [int(number) for number in _ROUND.findall(place)]


@dataclass(frozen=True)
class Layout:
    """The columns of a data set: facts of the record first, then answers; and its sheets."""

    facts: tuple[Column, ...]
    main: Fields
    sheets: tuple[Sheet, ...] = field(default=())

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        return (*self.facts, *self.main.columns)

    def row(self, record: Record) -> list[Any]:
        """Returns one respondent's cells."""
        return [*record.facts, *self.main.read(record.answers)]


def withheld(variable: Variable, options: Options) -> bool:
    """Tells whether a variable stays out of the file."""
    if variable.kind in ("note", "trigger"):
        return True
    if options.anonymous and variable.kind in ("upload", "time"):
        return True
    free = variable.kind == "text" or (variable.calculated and variable.sensitive)
    return not options.text and free and variable.sensitive


def wide(
    facts: Sequence[Column],
    variables: Sequence[Variable],
    rounds: Mapping[str, int],
    options: Options,
    typed: bool,
) -> Layout:
    """Makes one table. `rounds` says how often each concrete repeat was asked at most."""
    make = _maker(options, typed)
    fields = [
        make(variable, places)
        for variable in variables
        if not withheld(variable, options)
        for places in _places(variable, rounds)
    ]
    return Layout(*apart(facts, fields))


def nested(
    facts: Sequence[Column],
    variables: Sequence[Variable],
    options: Options,
) -> Layout:
    """Makes a table of respondents, and a sheet for each repeated group."""
    make = _maker(options, False)
    kept = [variable for variable in variables if not withheld(variable, options)]
    main = [make(one, _plain(one)) for one in kept if not one.repeat]
    sheets = []
    for repeat in dict.fromkeys(one.repeat for one in kept if one.repeat):
        inner = [make(one, _plain(one)) for one in kept if one.repeat == repeat]
        keys, rounds = apart(KEYS, inner)
        sheets.append(Sheet(repeat.rpartition("/")[2], repeat, rounds, keys))
    return Layout(*apart(facts, main), tuple(sheets))


def apart(facts: Sequence[Column], fields: Sequence[Field]) -> tuple[tuple[Column, ...], Fields]:
    """Gives each column a name of its own: a question keeps its name, a fact gets "_" before it.

    Of the columns of one choice, one that is called as a question is gets "_" behind it.
    """
    taken = {one.columns[0].name for one in fields}
    named = [_under(one, free(one.name, taken, "_{}")) for one in facts]
    marked = []
    for one in fields:
        whole, *codes = one.columns
        each = [_under(code, free(code.name, taken, "{}_")) for code in codes]
        marked.append(replace(one, columns=(whole, *each)))
    return tuple(named), Fields(tuple(marked))


def free(name: str, taken: set[str], more: str) -> str:
    """Returns a name that is not taken yet, made longer as often as it takes; and takes it."""
    while name in taken:
        name = more.format(name)
    taken.add(name)
    return name


def _under(column: Column, name: str) -> Column:
    return column if column.name == name else replace(column, name=name)


def _plain(variable: Variable) -> "_Places":
    return _Places(variable.id, variable.label, variable.paths)


@dataclass(frozen=True, slots=True)
class _Places:
    """Where one column of a variable is found, and what it is called."""

    name: str
    label: str
    paths: tuple[str, ...]


def _places(variable: Variable, rounds: Mapping[str, int]) -> list[_Places]:
    """Returns a place for each round of the groups that a variable stands in."""
    if not variable.repeat:
        return [_plain(variable)]
    found = []
    for place in concrete(variable.repeat, rounds):
        paths = tuple(place + path[len(variable.repeat) :] for path in variable.paths)
        shown = place.lstrip("/").partition("/")[2]
        rest = variable.paths[0][len(variable.repeat) + 1 :]
        numbers = ".".join(map(str, _numbers(place)))
        found.append(_Places(f"{shown}/{rest}", f"{variable.label} ({numbers})", paths))
    return found


def concrete(repeat: str, rounds: Mapping[str, int]) -> list[str]:
    """Lists the rounds of a repeat, also where it stands in the rounds of another."""
    outer = [
        one for one in {_ROUND.sub("", path) for path in rounds} if repeat.startswith(one + "/")
    ]
    if not outer:
        return [f"{repeat}[{number + 1}]" for number in range(rounds.get(repeat, 0))]
    above = max(outer, key=len)
    found = []
    for place in concrete(above, rounds):
        inside = place + repeat[len(above) :]
        found += [f"{inside}[{number + 1}]" for number in range(rounds.get(inside, 0))]
    return found


def _maker(options: Options, typed: bool) -> Callable[[Variable, _Places], Field]:
    marks = (0, 1) if typed else ("0", "1")

    def make(variable: Variable, at: _Places) -> Field:
        kind, convert = reader_of(variable, options, typed)
        hxl = variable.hxl if options.hxl else ""
        listed = [code for code, _label in variable.codes]
        answers = tuple(map(convert, listed)) if convert else tuple(listed)
        whole = Column(at.name, at.label, kind, variable.codes, hxl, answers)
        if variable.kind != "select_multiple":
            return Field((whole,), at.paths, convert)
        each = [
            Column(f"{at.name}/{code}", f"{at.label}: {label}", FLAG, (), hxl, marks[1:])
            for code, label in variable.codes
        ]
        return Field((whole, *each), at.paths, convert, tuple(listed), marks)

    return make
