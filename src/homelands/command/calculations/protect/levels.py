"""Columns of categories as variables: a column within another is a deeper level of that one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from homelands.command.calculations.columns import BadInput
from homelands.science.disclosure.tables import TOTAL, Dimension, Name, dimension

STEP = " › "


@dataclass(frozen=True, slots=True)
class Levels:
    """The columns of one table, as groups: those of one variable from the broadest down."""

    chains: tuple[tuple[str, ...], ...]

    @property
    def columns(self) -> list[str]:
        """Return all columns, as the released table shows them."""
        return [column for chain in self.chains for column in chain]

    @property
    def variables(self) -> list[str]:
        """Return the variables: each is named after its broadest column."""
        return [chain[0] for chain in self.chains]

    def codes(self, values: Sequence[str]) -> tuple[str, ...]:
        """Return the code of each variable from the values of the columns; TOTAL ends one."""
        rest, found = list(values), []
        for chain in self.chains:
            way, rest = rest[: len(chain)], rest[len(chain) :]
            named = [value for value in way if value != TOTAL]
            found.append(STEP.join(named) or TOTAL)
        return tuple(found)

    def values(self, name: Name) -> list[str]:
        """Return what stands in the columns for a cell."""
        codes, found = dict(name), []
        for chain in self.chains:
            code = codes.get(chain[0], TOTAL)
            way = [] if code == TOTAL else code.split(STEP)
            found += [*way, *[TOTAL] * (len(chain) - len(way))]
        return found

    def groups(self, codes: Iterable[tuple[str, ...]]) -> dict[str, dict[str, str]]:
        """Return, for each variable, the code that each of its codes adds to."""
        found: dict[str, dict[str, str]] = {variable: {} for variable in self.variables}
        for row in codes:
            for variable, code in zip(self.variables, row, strict=True):
                while STEP in code:
                    above = code.rsplit(STEP, 1)[0]
                    found[variable][code] = above
                    code = above
        return found

    def dimensions(self, codes: Sequence[tuple[str, ...]]) -> tuple[Dimension, ...]:
        """Return the variables of a table from the codes of its innermost cells."""
        groups = self.groups(codes)
        return tuple(
            dimension(variable, {row[axis] for row in codes}, groups[variable])
            for axis, variable in enumerate(self.variables)
        )

    def is_innermost(self, codes: tuple[str, ...]) -> bool:
        """Say whether the codes name a category of every variable."""
        return all(
            code != TOTAL and code.count(STEP) == len(chain) - 1
            for code, chain in zip(codes, self.chains, strict=True)
        )


def levels(by: Sequence[str], within: Mapping[str, str]) -> Levels:
    """Return the levels of the columns of one --by; `within` names the column above each."""
    ways = [_way(column, within) for column in by]
    longest = [way for way in ways if not any(set(way) < set(other) for other in ways)]
    tops = [way[0] for way in longest]
    for top in tops:
        if tops.count(top) > 1:
            raise BadInput(
                f"--by names two columns within {top!r} that are not within each other: a table "
                "can hold one of them."
            )
    return Levels(tuple(longest))


def within(given: Sequence[str]) -> dict[str, str]:
    """Read --within city:country, given several times or with commas."""
    found: dict[str, str] = {}
    for pair in (pair for text in given for pair in text.split(",")):
        inner, sign, outer = (part.strip() for part in pair.partition(":"))
        if not (inner and sign and outer) or found.get(inner, outer) != outer:
            raise BadInput(f"--within {pair!r}: write one column within another, city:country.")
        found[inner] = outer
    return found


def _way(column: str, within: Mapping[str, str]) -> tuple[str, ...]:
    way = [column]
    while (above := within.get(way[0])) is not None:
        if above in way:
            raise BadInput(f"--within leads from {column!r} back to {above!r}.")
        way.insert(0, above)
    return tuple(way)
