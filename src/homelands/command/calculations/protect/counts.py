"""`homelands protect`: tables of counts made safe to publish, with the audit that proves it."""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from homelands.command.calculations.columns import BadInput, Table, read_table, write_table
from homelands.command.calculations.lists import parts
from homelands.command.calculations.protect import releases
from homelands.command.calculations.protect.levels import STEP, Levels, levels, within
from homelands.command.calculations.protect.releases import HIDDEN, STATUS, Folder
from homelands.science.disclosure.earlier import Earlier, agree, suppress_after
from homelands.science.disclosure.primary import Primary, primary
from homelands.science.disclosure.releases import conflicts, of_system
from homelands.science.disclosure.secondary import Suppression
from homelands.science.disclosure.tables import TOTAL, Counts, System, link, tabulate
from homelands.science.disclosure.tables import Table as Counted
from homelands.science.publication.thresholds import FLOOR, SMALLEST

Cells = dict[tuple[str, ...], int]


@dataclass(frozen=True, eq=False, slots=True)
class _Safe:
    """The protected tables and everything that is known of their cells."""

    levels: list[Levels]
    system: System
    primary: Primary
    found: Suppression


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "table", metavar="TABLE.csv", nargs="+",
        help="inner cells, one on each row; several tables of the same people are linked",
    )  # fmt: skip
    parser.add_argument("--count", required=True, metavar="COL", help="the column of counts")
    parser.add_argument(
        "--by", required=True, metavar="A,B,C", action="append",
        help="the columns of categories; again for each table, or for each margin of one table",
    )  # fmt: skip
    parser.add_argument(
        "--within", default=[], metavar="CITY:COUNTRY", action="append",
        help="a column of which each category lies within one of another column",
    )  # fmt: skip
    parser.add_argument(
        "--threshold", type=int, default=SMALLEST, metavar="K",
        help=f"counts below this are hidden (default {SMALLEST}, {FLOOR} or more)",
    )  # fmt: skip
    parser.add_argument(
        "--sensitive", default="", metavar="COLS",
        help="columns of which nobody may learn that a whole group has a category, or has it not",
    )  # fmt: skip
    parser.add_argument(
        "--released", default=[], metavar="DIR", action="append",
        help="a folder that --release made before of the same people; again for each",
    )  # fmt: skip
    parser.add_argument("--release", metavar="DIR", help="write a folder for later --released")
    parser.add_argument("--people", default="", help="whom the tables count, for --released")
    parser.add_argument("--out", metavar="FILE", help="default: TABLE.safe.csv")
    parser.add_argument("--audit", metavar="FILE", help="default: TABLE.audit.csv")
    parser.add_argument("--format", choices=("table", "json"), default="table")


def run(options: argparse.Namespace) -> int:
    """Write the safe tables, for everybody, and the audit, for the keeper of the data."""
    earlier = [releases.read(path) for path in options.released]
    found = [levels(parts(by), within(options.within)) for by in options.by]
    paths = _paths(options, found)
    for each in found:
        check(each, options.count)
    system = _system(options, found)
    sensitive = [_top(found, name) for name in parts(options.sensitive)]
    small = primary(system, options.threshold, sensitive)
    safe = _Safe(found, system, small, _suppressed(system, small, earlier, options.people))
    _write(options, paths, safe)
    figures = _figures(safe, paths)
    print(json.dumps(figures) if options.format == "json" else _sentences(figures))
    return 0


def _top(found: Sequence[Levels], name: str) -> str:
    """Return the variable that a column belongs to."""
    return next(
        (chain[0] for each in found for chain in each.chains if name in chain),
        name,
    )


def _paths(options: argparse.Namespace, found: Sequence[Levels]) -> tuple[list[Path], list[Path]]:
    """Return where safe tables and audits go, none over another or over the input."""
    given = [Path(table) for table in options.table]
    if len(found) > 1 and (options.out or options.audit):
        raise BadInput("--out and --audit are for one table; several are named after their files.")
    if len(given) > 1 and len(given) != len(found):
        raise BadInput(f"{len(given)} tables need --by {len(given)} times, not {len(found)}.")
    if len(given) == len(found):
        stems = [table.with_suffix("") for table in given]
    else:
        stems = [given[0].with_name(f"{given[0].stem}.{'-'.join(each.columns)}") for each in found]
    safe = [Path(f"{stem}.safe.csv") for stem in stems]
    if options.release:
        safe = [Path(options.release) / path.name for path in safe]
    safe = [Path(options.out)] if options.out else safe
    audit = [Path(options.audit)] if options.audit else [Path(f"{s}.audit.csv") for s in stems]
    all_paths = [path.resolve() for path in [*given, *safe, *audit]]
    if len(set(all_paths)) < len(all_paths):
        raise BadInput("The table, the safe table and the audit must be three different files.")
    return safe, audit


def system_of(table: Table, found: Levels, count: str) -> System:
    """Return one table as a system, with its totals."""
    cells = _cells(table, found, count)
    return link([tabulate(cells.items(), found.variables, found.groups(cells))])


def check(found: Levels, count: str) -> None:
    """Refuse columns that are named twice, and none at all."""
    names = [*found.columns, count, STATUS]
    twice = [name for name in names if names.count(name) > 1]
    if not found.columns or twice:
        raise BadInput(
            f"--by and --count name {twice[0]!r} twice, or use a name that the safe table keeps."
            if twice
            else "--by names no column: give the columns of categories, separated by commas."
        )


def _system(options: argparse.Namespace, found: Sequence[Levels]) -> System:
    """Return the tables as one system; one file with several --by gives a margin for each."""
    if len(options.table) == 1 and len(found) > 1:
        chains = sorted({chain for each in found for chain in each.chains}, key=len)
        widest = {chain[0]: chain for chain in chains}
        whole = Levels(tuple(widest.values()))
        cells = _cells(read_table(options.table[0]), whole, options.count)
        each = [_margin(cells, whole, one) for one in found]
    else:
        each = [
            _cells(read_table(path), one, options.count)
            for path, one in zip(options.table, found, strict=True)
        ]
    also: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for one, cells in zip(found, each, strict=True):
        for axis, chain in enumerate(one.chains):
            also[chain] |= {codes[axis] for codes in cells}
    return link([_tabulated(one, cells, also) for one, cells in zip(found, each, strict=True)])


def _tabulated(found: Levels, cells: Cells, also: dict[tuple[str, ...], set[str]]) -> Counted:
    more = {chain[0]: also[chain] for chain in found.chains}
    groups: dict[str, dict[str, str]] = {}
    for chain in found.chains:
        groups |= Levels((chain,)).groups((code,) for code in also[chain])
    return tabulate(cells.items(), found.variables, groups, more)


def _cells(table: Table, found: Levels, count: str) -> Cells:
    columns = [table.column(name) for name in found.columns]
    cells: Cells = {}
    for line, value, *categories in zip(
        table.held.numbers, table.counts(count), *columns, strict=True
    ):
        for name, category in zip(found.columns, categories, strict=True):
            if not category:
                raise table.wrong(line, name, "it is empty. Name the category, or the unknown")
            if category == TOTAL:
                raise table.wrong(
                    line, name,
                    f"{TOTAL!r} is a category and a total at once. Give inner cells only, the "
                    "totals are made here, or rename the category",
                )  # fmt: skip
        codes = found.codes(categories)
        if codes in cells:
            raise BadInput(
                f"{table.path.name}, line {line}: the cell {', '.join(categories)} stands there "
                "twice: give every cell once."
            )
        cells[codes] = value
    return cells


def _margin(cells: Cells, whole: Levels, part: Levels) -> Cells:
    """Return the sums of the cells over the variables, and levels, that a part does not name."""
    at = [whole.variables.index(variable) for variable in part.variables]
    sums: Cells = defaultdict(int)
    for codes, value in cells.items():
        kept = tuple(
            STEP.join(codes[place].split(STEP)[: len(chain)])
            for place, chain in zip(at, part.chains, strict=True)
        )
        sums[kept] += value
    return dict(sums)


def _suppressed(
    system: System, small: Primary, earlier: Sequence[Folder], people: str
) -> Suppression:
    """Hide what must be hidden, beside all that was released of these people."""
    same = [folder for folder in earlier if folder.people == people]
    together: list[Earlier] = []
    for folder in same:
        if agree(system, folder.tables):
            together += folder.tables
    found = suppress_after(system, small, together)
    others = [folder.release() for folder in same if not agree(system, folder.tables)]
    new = of_system("the new tables", people, system, found.hidden)
    told = [one for one in conflicts(others, new, small.k) if one.code != "reopened"]
    if told:
        raise BadInput(
            f"{told[0].message} Publish broader categories, or wait until more have come."
        )
    return found


def _write(options: argparse.Namespace, paths: tuple[list[Path], list[Path]], safe: _Safe) -> None:
    if options.release:
        Path(options.release).mkdir(parents=True, exist_ok=True)
    tables = zip(*paths, safe.levels, safe.system.places, strict=True)
    for path, audit, found, place in tables:
        write_table(path, [*found.columns, options.count, STATUS], _safe_rows(safe, found, place))
        names = [*found.columns, "rule", "low", "high", "protected"]
        write_table(audit, names, _audit_rows(safe, found, place))
    if options.release:
        facts = {
            "people": options.people,
            "count": options.count,
            "threshold": options.threshold,
            "within": within(options.within),
        }
        files = [path.name for path in paths[0]]
        releases.write_manifest(
            Path(options.release), facts, list(zip(files, safe.levels, strict=True))
        )


def _safe_rows(safe: _Safe, found: Levels, place: Counts) -> Iterator[list[object]]:
    """Yield rows that do not say which hidden cells are the small ones."""
    for cell in place.ravel().tolist():
        hidden = bool(safe.found.hidden[cell])
        count = "" if hidden else int(safe.system.counts[cell])
        status = HIDDEN if hidden else "published"
        yield [*found.values(safe.system.names[cell]), count, status]


def _audit_rows(safe: _Safe, found: Levels, place: Counts) -> Iterator[list[object]]:
    audit = safe.found.audit
    columns = (audit.cell, audit.low, audit.high, audit.protected)
    here = set(place.ravel().tolist())
    for cell, low, high, protected in zip(*(column.tolist() for column in columns), strict=True):
        if cell not in here:
            continue
        top = "unbounded" if high == float("inf") else int(high)
        words = found.values(safe.system.names[cell])
        yield [*words, _rule(safe, cell), int(low), top, "yes" if protected else "no"]


def _rule(safe: _Safe, cell: int) -> str:
    if safe.primary.small[cell]:
        return "threshold"
    return "group" if safe.primary.group[cell] else "secondary"


def _figures(safe: _Safe, paths: tuple[list[Path], list[Path]]) -> dict[str, object]:
    suppression, audit = safe.found, safe.found.audit
    is_primary = suppression.primary[audit.cell]
    return {
        "cells": safe.system.counts.size,
        "primary": int(suppression.primary.sum()),
        "secondary": int(suppression.secondary.sum()),
        "threshold": safe.primary.k,
        "recovered": int((audit.recovered & is_primary).sum()),
        "unprotected": int((~audit.protected).sum()),
        "safe_table": ", ".join(map(str, paths[0])),
        "audit": ", ".join(map(str, paths[1])),
    }


def _sentences(figures: dict[str, object]) -> str:
    return "\n".join(
        [
            f"{figures['cells']} cells with totals: {figures['primary']} hidden by a rule "
            f"(threshold {figures['threshold']}), {figures['secondary']} more to protect them.",
            f"Audit: {figures['recovered']} of those hidden by a rule can be worked out, "
            f"{figures['unprotected']} are too narrow.",
            f"Safe table, to publish: {figures['safe_table']}",
            f"Audit, not to publish: {figures['audit']}",
        ]
    )
