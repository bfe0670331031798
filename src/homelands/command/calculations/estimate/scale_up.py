"""`homelands estimate scale-up TIES.csv`: the size of a group from whom a host sample knows."""

import argparse
import json

import numpy as np

from homelands.command.calculations.columns import BadInput, Table, read_table
from homelands.command.calculations.text import listed, told
from homelands.science.size.scale_up import Bias, ScaledUp, Ties, scale_up

_LACKS = "the number is missing: write 0 for nobody"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("ties", metavar="TIES.csv", help="one row for each respondent")
    parser.add_argument("--hidden", required=True, help="column: members of the group known")
    parser.add_argument(
        "--known", required=True, metavar="COL=SIZE,…", help="columns of known groups and sizes"
    )
    parser.add_argument("--population", type=float, required=True, help="people in the country")
    parser.add_argument("--weight", help="column of the respondents' weights")
    parser.add_argument(
        "--transmission", type=float, default=1.0, help="share of ties that are known to be such"
    )
    parser.add_argument(
        "--degree-ratio", type=float, default=1.0, help="the group's contacts over everybody's"
    )
    parser.add_argument("--level", type=float, default=0.95)
    parser.add_argument("--format", choices=("table", "json"), default="table")


def run(options: argparse.Namespace) -> int:
    """Estimate and print."""
    sizes = _sizes(options.known)
    ties = _ties(read_table(options.ties), options, sizes)
    bias = Bias(options.transmission, options.degree_ratio)
    found = scale_up(ties, options.population, bias, options.level)
    if options.format == "json":
        print(json.dumps(_as_json(found, list(sizes)), indent=2))
    else:
        print("\n".join(_as_text(found, sizes)))
    return 0


def _sizes(text: str) -> dict[str, float]:
    sizes = {}
    for part in text.split(","):
        name, _equals, size = part.partition("=")
        try:
            sizes[name.strip()] = float(size)
        except ValueError:
            raise BadInput(
                f"--known takes columns and sizes, A=1000,B=2500, not {part!r}."
            ) from None
    return sizes


def _ties(table: Table, options: argparse.Namespace, sizes: dict[str, float]) -> Ties:
    columns = [table.complete(name, lacking=_LACKS) for name in (options.hidden, *sizes)]
    weight = (
        table.complete(options.weight, lacking=_LACKS)
        if options.weight
        else [1.0] * len(table.rows)
    )
    return Ties(
        hidden=np.array(columns[0]),
        known=np.array(columns[1:]).T,
        sizes=np.array(list(sizes.values())),
        weight=np.array(weight),
    )


def _as_json(found: ScaledUp, names: list[str]) -> dict[str, object]:
    one = found.estimate
    back = [None if np.isnan(size) else size for size in found.back.tolist()]
    return {
        "estimate": one.value,
        "se": found.se,
        "low": one.low,
        "high": one.high,
        "level": one.level,
        "n": one.n,
        "known_groups_back": dict(zip(names, back, strict=True)),
        "assumptions": found.assumptions,
        "cautions": told(found.cautions),
    }


def _as_text(found: ScaledUp, sizes: dict[str, float]) -> list[str]:
    one = found.estimate
    lines = [
        f"{one.value:,.0f} people ({one.low or 0:,.0f} to {one.high or 0:,.0f}), s.e. "
        f"{found.se:,.0f}, from {one.n:,} respondents",
        "",
        "Known groups, and what the others make of them:",
    ]
    for (name, size), back in zip(sizes.items(), found.back.tolist(), strict=True):
        lines.append(f"- {name}: {size:,.0f}, back {'–' if np.isnan(back) else f'{back:,.0f}'}")
    lines += ["", "What must hold:", *(f"- {sentence}" for sentence in found.assumptions)]
    said = listed("Cautions:", told(found.cautions))
    return [*lines, "", *said] if said else lines
