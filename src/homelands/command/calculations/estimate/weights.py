"""`homelands estimate weights SAMPLE.csv --margins MARGINS.csv`: weights that meet known totals."""

import argparse
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from math import isfinite

import numpy as np
from numpy.typing import NDArray

from homelands.command.calculations.columns import MISSING, BadInput, Table, read_table, write_table
from homelands.command.calculations.text import listed, told
from homelands.command.calculations.weighing import calibrated
from homelands.command.calculations.weighing.calibrated import Again
from homelands.science.estimate import Caution
from homelands.science.weighting.calibration import to_margins
from homelands.science.weighting.coding import Coded, Weighted, code
from homelands.science.weighting.design_effect import DesignEffect, design_effect
from homelands.science.weighting.distances import Distance, Linear, Logit
from homelands.science.weighting.margins import Margins, from_rows
from homelands.science.weighting.raking import rake
from homelands.science.weighting.trimming import Trimmed, cap_at_median, trim_to_margins
from homelands.science.weighting.variance import Calibrated

Floats = NDArray[np.float64]

BOUNDS = (0.3, 3.0)  # of g, when logit is asked for and nothing else is said
COLUMN = "weight"


@dataclass(frozen=True, slots=True)
class Found:
    """All that is printed."""

    coded: Coded
    weighted: Weighted
    cost: DesignEffect
    trimmed: Trimmed | None
    mean: Calibrated | None = None
    again: Again | None = None

    @property
    def cautions(self) -> tuple[Caution, ...]:
        """Return the doubts about the weights, and about what they cost."""
        more = self.again.found.cautions if self.again else ()
        return (*self.weighted.cautions, *self.cost.cautions, *more)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("sample", metavar="SAMPLE.csv", help="one row a respondent")
    parser.add_argument(
        "--margins", metavar="MARGINS.csv", required=True, help="columns variable,category,total"
    )
    parser.add_argument("--weight", metavar="COL", help="base weights; without it all are alike")
    parser.add_argument("--method", choices=("rake", "linear", "logit"), default="rake")
    parser.add_argument(
        "--bounds", metavar="LOW,HIGH", help="of the g-weights, for logit (default: 0.3,3)"
    )
    parser.add_argument(
        "--trim", metavar="MULTIPLE", type=float, help="cap weights at so many times their median"
    )
    parser.add_argument(
        "--replicates", action="store_true",
        help="calibrate the sample's columns rep_1, rep_2, … too, each by itself",
    )  # fmt: skip
    parser.add_argument("--mean", metavar="COL", help="mean and total of a column, with its error")
    parser.add_argument("--strata", metavar="COL", help="for --mean: column of the strata")
    parser.add_argument("--cluster", metavar="COL", help="for --mean: the first-stage units")
    parser.add_argument("--out", metavar="FILE", required=True, help="the sample with its weights")
    parser.add_argument("--format", choices=("table", "json"), default="table")


def run(options: argparse.Namespace) -> int:
    """Weight, write and print."""
    sample = read_table(options.sample)
    margins = _margins(read_table(options.margins))
    coded = code(margins, {name: _answers(sample, name, margins) for name in margins.variables})
    method, base = _method(options.method, options.bounds), _base(sample, options.weight)
    found = _found(coded, method(coded, base), options)
    if options.mean:
        found = replace(found, mean=calibrated.mean(sample, options, coded, found.weighted))
    if options.replicates:
        if options.trim is not None:
            raise BadInput("--replicates are calibrated and not trimmed: leave --trim out.")
        distance = _distance(options.method, options.bounds)
        found = replace(found, again=calibrated.again(sample, coded, base, distance))
    _write(sample, found, options.out)
    if options.format == "json":
        print(json.dumps(_as_json(found), indent=2, ensure_ascii=False, allow_nan=False))
    else:
        print("\n".join(_as_text(found)))
    return 0


def _margins(table: Table) -> Margins:
    variables, categories = table.column("variable"), table.column("category")
    return from_rows(variables, categories, table.complete("total", lacking="the total is missing"))


def _answers(sample: Table, name: str, margins: Margins) -> list[str | None]:
    """Return the answers; "NA" is one (it is Namibia's code) where the margins have it."""
    return sample.known(name, MISSING - set(margins.categories[margins.variables.index(name)]))


def _base(sample: Table, name: str | None) -> Floats:
    if name is None:
        return np.ones(len(sample.rows))
    weights = sample.complete(name, lacking="the base weight is missing")
    return np.array(weights, dtype=np.float64)


def _method(name: str, bounds: str | None) -> Callable[[Coded, Floats], Weighted]:
    if bounds is not None and name != "logit":
        raise BadInput(f"--bounds goes with --method logit, not with {name}.")
    if name == "rake":
        return rake
    distance = _distance(name, bounds)
    assert distance is not None
    return lambda coded, base: to_margins(coded, base, distance)


def _distance(name: str, bounds: str | None) -> Distance | None:
    """Return the distance of a calibration, None for raking."""
    if name == "rake":
        return None
    return Linear() if name == "linear" else Logit(*_pair(bounds))


def _pair(bounds: str | None) -> tuple[float, float]:
    if bounds is None:
        return BOUNDS
    try:
        low, high = (float(part) for part in bounds.split(","))
    except ValueError:
        raise BadInput(f"--bounds takes two numbers, such as 0.3,3, not {bounds!r}.") from None
    return low, high


def _found(coded: Coded, weighted: Weighted, options: argparse.Namespace) -> Found:
    """Trim if asked to, and measure what the weights cost."""
    if options.trim is None:
        return Found(coded, weighted, design_effect(weighted.weight), None)
    if options.method != "rake":
        raise BadInput(
            f"--trim rakes again after each cut: use --method rake, not {options.method}."
        )
    cap = cap_at_median(weighted.weight, options.trim)
    trimmed = trim_to_margins(coded, weighted.weight, cap)
    weight = trimmed.weight
    base = weighted.base
    after = replace(
        weighted,
        weight=weight,
        g=np.divide(weight, base, out=np.zeros_like(weight), where=base > 0),
        error=float(np.abs(coded.totals(weight) / coded.margins.total - 1).max()),
        method=f"raking, weights cut at {options.trim:g} times their median",
    )
    return Found(coded, after, design_effect(weight), trimmed)


def _write(sample: Table, found: Found, out: str) -> None:
    """Write the weights, and the replicates as they were calibrated in place of those given."""
    if found.again is None:
        write_weighted(sample, found.weighted.weight, out)
        return
    kept = [k for k, name in enumerate(sample.names) if not name.startswith(calibrated.PREFIX)]
    names = [sample.names[k] for k in kept]
    plain = [[row[k] for k in kept] for row in sample.rows]
    names[:] = [_renamed(name, names) if name == COLUMN else name for name in names]
    rows = (
        [*row, repr(weight), *map(repr, drawn)]
        for row, weight, drawn in zip(
            plain, found.weighted.weight.tolist(), found.again.weight.T.tolist(), strict=True
        )
    )
    write_table(out, [*names, COLUMN, *found.again.names], rows)


def _renamed(name: str, names: list[str]) -> str:
    free = f"base_{name}"
    while free in names:
        free = f"base_{free}"
    return free


def write_weighted(sample: Table, weight: Floats, out: str) -> None:
    """Write the sample's columns and the weights; an older column of that name is renamed."""
    names = list(sample.names)
    if COLUMN in names:
        names[names.index(COLUMN)] = _renamed(COLUMN, names)
    rows = ([*row, repr(value)] for row, value in zip(sample.rows, weight.tolist(), strict=True))
    write_table(out, [*names, COLUMN], rows)


def _table(found: Found) -> list[dict[str, str | float | int]]:
    """Return a row a category: people, target, and what the weights give before and after."""
    coded, margins = found.coded, found.coded.margins
    people = coded.totals(np.ones(coded.n))
    before, after = coded.totals(found.weighted.base), coded.totals(found.weighted.weight)
    pairs = [
        (variable, category)
        for variable, categories in zip(margins.variables, margins.categories, strict=True)
        for category in categories
    ]
    return [
        {
            "variable": variable,
            "category": category,
            "n": round(float(people[k])),
            "before": float(before[k]),
            "after": float(after[k]),
            "target": float(margins.total[k]),
        }
        for k, (variable, category) in enumerate(pairs)
    ]


def _as_json(found: Found) -> dict[str, object]:
    weighted, cost, trimmed = found.weighted, found.cost, found.trimmed
    return {
        "n": found.coded.n,
        "method": weighted.method,
        "grand_total": found.coded.margins.grand_total,
        "largest_miss": weighted.error,
        "margins": _table(found),
        "g_weights": {"min": float(weighted.g.min()), "max": float(weighted.g.max())},
        "design_effect": cost.deff,
        "kish_n": cost.effective_n,
        "max_over_median": cost.ratio if isfinite(cost.ratio) else None,
        "trimmed": trimmed
        and {
            "cap": trimmed.cap,
            "cut": trimmed.cut,
            "max_over_median_before": trimmed.ratio_before,
            "max_over_median_after": trimmed.ratio_after,
        },
        "mean": found.mean
        and {
            "mean": found.mean.mean,
            "mean_se": found.mean.mean_se,
            "total": found.mean.total,
            "total_se": found.mean.total_se,
            "df": found.mean.df,
        },
        "replicates": found.again
        and {"kept": len(found.again.names), "given": int(found.again.found.kept.size)},
        "cautions": told(found.cautions),
    }


def _as_text(found: Found) -> list[str]:
    weighted, cost, trimmed = found.weighted, found.cost, found.trimmed
    lines = [f"{found.coded.n:,} respondents, {weighted.method}", ""]
    lines += _table_lines(found)
    lines += [
        "",
        f"g-weights         {weighted.g.min():.4f} to {weighted.g.max():.4f}",
        f"largest miss      {weighted.error:.1e} of a total",
        f"design effect     {cost.deff:.3f} (Kish)",
        f"effective n       {cost.effective_n:,.1f} of {cost.n:,} (Kish)",
        f"largest / median  {cost.ratio:.2f}",
    ]
    if trimmed:
        lines.append(
            f"trimmed           {trimmed.cut:,} above {trimmed.cap:,.6g}; largest / median was "
            f"{trimmed.ratio_before:.2f}"
        )
    if found.mean:
        lines.append(
            f"mean              {found.mean.mean:,.6g}, s.e. {found.mean.mean_se:,.4g}; total "
            f"{found.mean.total:,.6g}, s.e. {found.mean.total_se:,.4g}"
        )
    if found.again:
        kept, given = len(found.again.names), found.again.found.kept.size
        lines.append(f"replicates        {kept:,} of {given:,} calibrated")
    if found.cautions:
        lines += ["", *listed("Cautions:", told(found.cautions))]
    return lines


def _table_lines(found: Found) -> list[str]:
    """Return the table; what the weights give before is of base weights at the grand total."""
    rows = _table(found)
    first = max(len("variable"), *(len(str(row["variable"])) for row in rows))
    second = max(len("category"), *(len(str(row["category"])) for row in rows))
    head = f"{'n':>8} {'before':>16} {'after':>16} {'target':>16}"
    return [
        f"{'variable':<{first}}  {'category':<{second}} {head}",
        *(
            f"{row['variable']:<{first}}  {row['category']:<{second}} {row['n']:>8,} "
            f"{row['before']:>16,.2f} {row['after']:>16,.2f} {row['target']:>16,.2f}"
            for row in rows
        ),
    ]
