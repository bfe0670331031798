"""`homelands estimate cross-table`: two characteristics together, and whether they go together."""

import argparse
import json
from dataclasses import dataclass

from homelands.command.calculations.answers import answers, doubts
from homelands.command.calculations.text import columns, listed, number, told
from homelands.command.calculations.weighing import figures, weighted
from homelands.command.calculations.weighing.figures import figure
from homelands.command.calculations.weighing.weighted import Weighed
from homelands.science.analysis.cross_tables import CrossTable, cross_table
from homelands.science.analysis.groups import groups
from homelands.science.analysis.independence import Independence, independence
from homelands.science.analysis.replicated import Replicated
from homelands.science.estimate import Caution, Estimate

PARTS = ("cell", "row", "column")


@dataclass(frozen=True, eq=False, slots=True)
class Found:
    """The table with the estimates of its three kinds of shares; `test` None with `why_not`."""

    table: CrossTable
    estimates: dict[str, tuple[Estimate, ...]]
    test: Independence | None
    why_not: str
    cautions: tuple[Caution, ...]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("sample", metavar="SAMPLE.csv", help="one row for each respondent")
    parser.add_argument("--rows", required=True, help="column of answers")
    parser.add_argument("--columns", required=True, help="column of other answers")
    parser.add_argument(
        "--df", type=float, help="degrees of freedom of the design, where replicates cannot say"
    )
    weighted.add_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Cross, test and print."""
    sample = weighted.read_weighed(options.sample, options)
    found = _found(sample, options)
    if options.format == "json":
        print(json.dumps(_as_json(sample, found, options), indent=2))
    else:
        print("\n\n".join(_as_text(found)))
    return 0


def _found(sample: Weighed, options: argparse.Namespace) -> Found:
    source = sample.replicates("A cross table")
    read = doubts(sample.table, [options.rows, options.columns], options)
    rows = answers(sample.table, options.rows, options)
    across = answers(sample.table, options.columns, options)
    table = cross_table(groups(rows), groups(across), sample.weight, source)
    interval = figures.interval_of(options)
    made: dict[str, Replicated] = {"cell": table.cell, "row": table.row, "column": table.column}
    estimates = {part: interval(made[part]) for part in PARTS}
    about = [caution for part in PARTS for one in estimates[part] for caution in one.cautions]
    said = (*sample.cautions, *read, *about)
    try:
        test = independence(table, sample.df if options.df is None else options.df)
    except ValueError as error:
        return Found(table, estimates, None, str(error), said)
    return Found(table, estimates, test, "", said)


def _as_json(sample: Weighed, found: Found, options: argparse.Namespace) -> dict[str, object]:
    table = found.table
    places = [(r, c) for r in range(len(table.rows)) for c in range(len(table.columns))]
    errors = {"cell": table.cell.se, "row": table.row.se, "column": table.column.se}
    return {
        **sample.facts,
        "method": found.estimates["cell"][0].method.code,
        "level": options.level,
        "rows": table.rows,
        "columns": table.columns,
        "cells": [
            {
                "row": table.rows[r],
                "column": table.columns[c],
                "n": int(table.counts[r, c]),
                **{
                    f"of_{part}" if part != "cell" else "of_all": _share(
                        found.estimates[part][k], float(errors[part][k])
                    )
                    for part in PARTS
                },
            }
            for k, (r, c) in enumerate(places)
        ],
        "test": found.test
        and {
            "method": "rao-scott-second-order",
            "f": found.test.f,
            "df": found.test.first_df,
            "df_design": found.test.second_df,
            "p": found.test.p,
            "pearson": found.test.pearson,
            "mean_design_effect": found.test.effect,
        },
        "why_no_test": found.why_not,
        "cautions": told(found.cautions),
    }


def _share(one: Estimate, se: float) -> dict[str, float | None]:
    return {"estimate": one.value, "se": se, "low": one.low, "high": one.high}


def _as_text(found: Found) -> list[str]:
    table = found.table
    head = ["row", "column", "n", "of all", "s.e.", "of the row", "s.e.", "of the column", "s.e."]
    rows = [head]
    errors = [part.se.tolist() for part in (table.cell, table.row, table.column)]
    for k, names in enumerate((r, c) for r in table.rows for c in table.columns):
        shares = [
            figure(value)
            for part, error in zip(PARTS, errors, strict=True)
            for value in (found.estimates[part][k].value, error[k])
        ]
        rows.append([*names, number(int(table.counts.ravel()[k])), *shares])
    said = listed("Cautions", told(found.cautions))
    return list(filter(None, [columns(rows), _tested(found), "\n".join(said)]))


def _tested(found: Found) -> str:
    test = found.test
    if test is None:
        return f"No test of independence: {found.why_not}"
    return (
        f"Independence (Rao and Scott, second order): F {test.f:.4f} with {test.first_df:.3f} and "
        f"{test.second_df:.3f} degrees of freedom, p {test.p:.4f}"
    )
