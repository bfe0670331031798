"""`homelands estimate pooled`: what holds over several destinations, each by its stock."""

import argparse
import json
from collections.abc import Mapping, Sequence

import numpy as np

from homelands.command.calculations.columns import BadInput, Table, is_above, is_weight, read_table
from homelands.command.calculations.text import columns, number
from homelands.command.calculations.weighing.figures import figure
from homelands.science.analysis.pooled import Parts, Pooled, pooled

_LACKS = "the number is missing"
_BELOW = "{value} is not a number of zero or more"
_NOT_ABOVE = "{value} is not a number above zero"
_NO_SHARE = "{value} is not a share from 0 to 1"


def _is_share(value: float) -> bool:
    return 0 <= value <= 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "destinations", metavar="DESTINATIONS.csv", help="one row for each destination and answer"
    )
    parser.add_argument("--destination", default="destination", help="column of the destinations")
    parser.add_argument("--category", help="column of the answers, where there are several")
    for name, what in (
        ("estimate", "the shares, 0 to 1"),
        ("se", "their standard errors"),
        ("n", "the respondents"),
        ("stock", "the people in each destination"),
    ):
        parser.add_argument(f"--{name}", default=name, metavar="COL", help=f"column of {what}")
    parser.add_argument(
        "--stock-se", metavar="COL", help="column of the stocks' own standard errors"
    )
    parser.add_argument("--level", type=float, default=0.95)
    parser.add_argument("--format", choices=("table", "json"), default="table")


def run(options: argparse.Namespace) -> int:
    """Pool each answer and print."""
    table = read_table(options.destinations)
    found = {
        category: pooled(parts, options.level) for category, parts in _parts(table, options).items()
    }
    if options.format == "json":
        print(json.dumps(_as_json(found, options), indent=2))
    else:
        print("\n\n".join(_as_text(found, options)))
    return 0


def _parts(table: Table, options: argparse.Namespace) -> dict[str, Parts]:
    """Return the destinations of each answer, "" where there is one only."""
    names = table.column(options.category) if options.category else [""] * len(table.rows)
    columns_of = {
        "value": table.complete(options.estimate, _is_share, _NO_SHARE, _LACKS),
        "se": table.complete(options.se, is_weight, _BELOW, _LACKS),
        "stock": table.complete(options.stock, is_above, _NOT_ABOVE, _LACKS),
        "stock_se": table.complete(options.stock_se, is_weight, _BELOW, _LACKS)
        if options.stock_se
        else None,
    }
    counts = table.counts(options.n)
    rows: dict[str, list[int]] = {}
    seen: set[tuple[str, str]] = set()
    for row, (line, place) in enumerate(table.cells(options.destination)):
        if not place:
            raise table.wrong(line, options.destination, "the destination is missing")
        if (place, names[row]) in seen:
            raise table.wrong(line, options.destination, f"{place!r} stands there twice")
        seen.add((place, names[row]))
        rows.setdefault(names[row], []).append(row)
    _check_same(table, {name: [table.column(options.destination)[r] for r in of]
                        for name, of in rows.items()})  # fmt: skip
    return {
        name: Parts(
            n=np.array([counts[row] for row in of]),
            **{
                key: np.zeros(len(of)) if column is None else np.array([column[r] for r in of])
                for key, column in columns_of.items()
            },
        )
        for name, of in rows.items()
    }


def _check_same(table: Table, places: Mapping[str, Sequence[str]]) -> None:
    """Refuse answers that are not known of every destination: their shares are not of the same."""
    whole = {place for of in places.values() for place in of}
    for name, of in places.items():
        if lacking := sorted(whole - set(of)):
            raise BadInput(
                f"{table.path.name} has no row for {name!r} in {lacking[0]!r}: write a share of 0 "
                "where nobody gave the answer, so that every destination counts."
            )


def _as_json(found: dict[str, Pooled], options: argparse.Namespace) -> dict[str, object]:
    return {
        "method": next(iter(found.values())).estimate.method.code,
        "level": options.level,
        "estimates": [
            {
                "category": category,
                "estimate": one.estimate.value,
                "se": one.se,
                "se_of_stocks": one.of_stocks,
                "low": one.estimate.low,
                "high": one.estimate.high,
                "n": one.estimate.n,
                "effective_n": one.estimate.effective_n,
            }
            for category, one in found.items()
        ],
    }


def _as_text(found: dict[str, Pooled], options: argparse.Namespace) -> list[str]:
    rows = [["category", "estimate", "s.e.", "of stocks", "low", "high", "n", "effective n"]]
    for category, one in found.items():
        share = one.estimate
        values = (share.value, one.se, one.of_stocks, share.low, share.high)
        sizes = [number(share.n), number(share.effective_n)]
        rows.append([category or "share", *map(figure, values), *sizes])
    said = "The stocks are taken as exact: give --stock-se where they are not."
    return [columns(rows), *([] if options.stock_se else [said])]
