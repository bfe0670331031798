"""`homelands protect`: a table of counts made safe to publish, with the audit that proves it."""

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from homelands.command.calculations.columns import BadInput, Table, read_table, write_table
from homelands.science.disclosure.primary import Primary, primary
from homelands.science.disclosure.secondary import Suppression, suppress
from homelands.science.disclosure.tables import TOTAL, System, link, tabulate
from homelands.science.publication.thresholds import FLOOR, SMALLEST

STATUS = "status"


@dataclass(frozen=True, eq=False, slots=True)
class _Safe:
    """The protected table: its variables and everything that is known of its cells."""

    by: list[str]
    system: System
    primary: Primary
    found: Suppression


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("table", metavar="TABLE.csv", help="inner cells, one on each row")
    parser.add_argument("--count", required=True, metavar="COL", help="the column of counts")
    parser.add_argument("--by", required=True, metavar="A,B,C", help="the columns of categories")
    parser.add_argument(
        "--threshold", type=int, default=SMALLEST, metavar="K",
        help=f"counts below this are hidden (default {SMALLEST}, {FLOOR} or more)",
    )  # fmt: skip
    parser.add_argument(
        "--sensitive", default="", metavar="COLS",
        help="columns of which nobody may learn that a whole group has a category, or has it not",
    )  # fmt: skip
    parser.add_argument("--out", metavar="FILE", help="default: TABLE.safe.csv")
    parser.add_argument("--audit", metavar="FILE", help="default: TABLE.audit.csv")
    parser.add_argument("--format", choices=("table", "json"), default="table")


def run(options: argparse.Namespace) -> int:
    """Write the safe table, for everybody, and the audit, for the keeper of the data."""
    by, sensitive = _listed(options.by), _listed(options.sensitive)
    paths = _paths(options)
    table = read_table(options.table)
    _check(table, by, options.count)
    system = link([tabulate(_rows(table, by, options.count), by)])
    small = primary(system, options.threshold, sensitive)
    safe = _Safe(by, system, small, suppress(system, small.cells, small.width))
    write_table(paths[0], [*by, options.count, STATUS], _safe_rows(safe))
    write_table(paths[1], [*by, "rule", "low", "high", "protected"], _audit_rows(safe))
    figures = _figures(safe, paths)
    print(json.dumps(figures) if options.format == "json" else _sentences(figures))
    return 0


def _listed(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def _paths(options: argparse.Namespace) -> tuple[Path, Path]:
    """Return where the safe table and the audit go, neither over the other nor over the input."""
    given = Path(options.table)
    safe = Path(options.out) if options.out else given.with_suffix(".safe.csv")
    audit = Path(options.audit) if options.audit else given.with_suffix(".audit.csv")
    if len({given.resolve(), safe.resolve(), audit.resolve()}) < 3:
        raise BadInput("The table, the safe table and the audit must be three different files.")
    return safe, audit


def _check(table: Table, by: list[str], count: str) -> None:
    names = [*by, count, STATUS]
    twice = [name for name in names if names.count(name) > 1]
    if not by or twice:
        raise BadInput(
            f"--by and --count name {twice[0]!r} twice, or use a name that the safe table keeps."
            if twice
            else "--by names no column: give the columns of categories, separated by commas."
        )


def _rows(table: Table, by: list[str], count: str) -> Iterator[tuple[tuple[str, ...], int]]:
    columns = [table.column(name) for name in by]
    for line, value, *categories in zip(
        table.held.numbers, table.counts(count), *columns, strict=True
    ):
        for name, category in zip(by, categories, strict=True):
            if not category:
                raise table.wrong(line, name, "it is empty. Name the category, or the unknown")
        yield tuple(categories), value


def _cells(safe: _Safe) -> Iterator[tuple[int, list[str]]]:
    """Yield every cell of the table with its codes, totals before their parts."""
    for cell, name in enumerate(safe.system.names):
        codes = dict(name)
        yield cell, [codes.get(variable, TOTAL) for variable in safe.by]


def _safe_rows(safe: _Safe) -> Iterator[list[object]]:
    """Yield rows that do not say which hidden cells are the small ones."""
    for cell, codes in _cells(safe):
        hidden = bool(safe.found.hidden[cell])
        count = "" if hidden else int(safe.system.counts[cell])
        yield [*codes, count, "suppressed" if hidden else "published"]


def _audit_rows(safe: _Safe) -> Iterator[list[object]]:
    codes, audit = dict(_cells(safe)), safe.found.audit
    columns = (audit.cell, audit.low, audit.high, audit.protected)
    for cell, low, high, protected in zip(*(column.tolist() for column in columns), strict=True):
        top = "unbounded" if high == float("inf") else int(high)
        yield [*codes[cell], _rule(safe, cell), int(low), top, "yes" if protected else "no"]


def _rule(safe: _Safe, cell: int) -> str:
    if safe.primary.small[cell]:
        return "threshold"
    return "group" if safe.primary.group[cell] else "secondary"


def _figures(safe: _Safe, paths: tuple[Path, Path]) -> dict[str, object]:
    suppression, audit = safe.found, safe.found.audit
    is_primary = suppression.primary[audit.cell]
    return {
        "cells": safe.system.counts.size,
        "primary": int(suppression.primary.sum()),
        "secondary": int(suppression.secondary.sum()),
        "threshold": safe.primary.k,
        "recovered": int((audit.recovered & is_primary).sum()),
        "unprotected": int((~audit.protected).sum()),
        "safe_table": str(paths[0]),
        "audit": str(paths[1]),
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
