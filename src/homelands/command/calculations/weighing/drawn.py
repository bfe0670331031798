"""What `estimate venues` and `estimate frames` have in common: a design made from columns."""

import argparse
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from homelands.command.calculations.answers import add_arguments as add_missing
from homelands.command.calculations.answers import answers, doubts
from homelands.command.calculations.columns import BadInput, Table
from homelands.command.calculations.text import listed, told
from homelands.command.calculations.weighing import figures, weighted
from homelands.command.calculations.weighing.figures import Domain, LeftOut, Line
from homelands.command.calculations.weighing.weighted import Weighed
from homelands.science.analysis.groups import groups
from homelands.science.design.sampling import Codes, Design
from homelands.science.estimate import Caution, Estimate
from homelands.science.facts import Facts, Unfit
from homelands.science.publication.classes import DesignClass
from homelands.ui.sentences import why

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False, slots=True)
class Drawn:
    """A sample with the design that its columns make, and what the report says of it."""

    table: Table
    design: Design
    facts: Mapping[str, object]
    cautions: tuple[Caution, ...]

    @property
    def weighed(self) -> Weighed:
        """Return it as the analyses take it."""
        n = {"n": self.design.weights.size}
        return Weighed(self.table, self.design.weights, None, self.design, 0, n, self.cautions)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what both commands take."""
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--mean", metavar="COL", help="column of numbers")
    what.add_argument("--share", metavar="COL", help="column of answers: each one's share")
    parser.add_argument("--by", help="columns of categories: figures of each of their groups too")
    parser.add_argument("--strata", metavar="COL", help="column of the strata of the draw")
    add_missing(parser)
    parser.add_argument("--level", type=float, default=0.95)
    parser.add_argument("--format", choices=("table", "json"), default="table")


def complete(table: Table, name: str) -> Floats:
    """Return a column of numbers, of which none may be missing."""
    lacking = "it is empty: write the number of every respondent"
    return np.array(table.complete(name, lacking=lacking), dtype=np.float64)


def codes(table: Table, name: str) -> Codes:
    """Return a column of codes, of which none may be missing."""
    for line, code in table.cells(name):
        if not code:
            raise table.wrong(line, name, "it is empty: everybody was met or drawn somewhere")
    return np.array(table.column(name), dtype=np.str_)


def placed(table: Table, error: Unfit) -> ValueError:
    """Return an error about a respondent with the file, and the row as it stands there."""
    if "row" not in error.facts:
        return error
    line = table.held.numbers[int(str(error.facts["row"])) - 1]
    said = why(error.told_with(Facts(**{**error.facts, "row": line})))
    return BadInput(f"{table.path.name}: {said}")


def subset(table: Table, kept: NDArray[np.bool_]) -> Table:
    """Return the rows that are kept."""
    places = np.flatnonzero(kept).tolist()
    rows, numbers = table.held.rows, table.held.numbers
    held = replace(table.held, rows=[rows[k] for k in places], numbers=[numbers[k] for k in places])
    return replace(table, held=held)


def run(sample: Drawn, options: argparse.Namespace) -> int:
    """Estimate and print."""
    from homelands.science.design import designed, survey  # takes half a second to load

    whole = designed.Domain(level=options.level)
    ones = np.ones(sample.design.weights.size)
    people = survey.total(sample.design, "people", ones, whole).estimates[0]
    lines, left = figures.of_domains(sample.weighed, options, _of(sample.weighed, options))
    read = doubts(sample.table, [options.share] if options.share else [], options)
    found = (*read, *figures.cautions(sample.weighed, lines, options), *people.cautions)
    said = told(dict.fromkeys(found))
    word = "statistic" if options.mean else "category"
    if options.format == "json":
        print(json.dumps(_as_json(sample, (people, lines, left), word, said), indent=2))
        return 0
    facts = [f"{name}: {value}" for name, value in sample.facts.items()]
    size = [figures.figure(value) for value in (people.value, people.low, people.high)]
    head = [*facts, f"people: {size[0]} ({size[1]} to {size[2]})", f"design class {CLASS}"]
    warnings = "\n".join(listed("Cautions", said))
    parts = ["\n".join(head), figures.table(lines, word), figures.said_of(left), warnings]
    print("\n\n".join(filter(None, parts)))
    return 0


#: Chances are known, if by a question: the sample stands for whom its venues or frames reach.
CLASS = DesignClass.A.value


def _of(sample: Weighed, options: argparse.Namespace) -> Callable[[Domain], Iterator[Line]]:
    if options.mean:
        values = weighted.numbers(sample.table, options.mean, options)
        return lambda domain: figures.mean(sample, options.mean, values, domain, options)
    found = groups(answers(sample.table, options.share, options))
    return lambda domain: figures.shares(sample, found, domain, options)


def _as_json(
    sample: Drawn,
    made: tuple[Estimate, list[Line], list[LeftOut]],
    word: str,
    said: list[dict[str, object]],
) -> dict[str, object]:
    people, lines, left = made
    return {
        "n": sample.design.weights.size,
        **sample.facts,
        "design_class": CLASS,
        "method": lines[0].estimate.method.code,
        "level": people.level,
        "people": {"estimate": people.value, "low": people.low, "high": people.high},
        "estimates": [figures.as_json(line, word) for line in lines],
        "left_out": [{"domain": one.domain, "message": one.why} for one in left],
        "cautions": said,
    }
