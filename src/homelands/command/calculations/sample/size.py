"""`homelands sample size`: how many interviews a share needs, or the difference of two."""

import argparse
import json

from homelands.command.calculations.columns import BadInput
from homelands.command.calculations.lists import figures
from homelands.command.calculations.text import columns, listed, share, told
from homelands.science.planning.power import (
    Plan,
    detectable,
    power_of,
    size_for_difference,
    size_for_width,
    width_of,
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("--share", type=float, required=True, help="the share expected, 0 to 1")
    parser.add_argument("--other", type=float, help="the share that it is compared with")
    parser.add_argument("--width", type=float, help="the width that its interval may have, 0 to 1")
    parser.add_argument("--n", type=int, help="interviews: say what they can see")
    parser.add_argument(
        "--deff", default="2,4,12", help="design effects to plan with (default: 2,4,12)"
    )
    parser.add_argument("--power", type=float, default=0.8)
    parser.add_argument("--level", type=float, default=0.95)
    parser.add_argument("--format", choices=("table", "json"), default="table")


def run(options: argparse.Namespace) -> int:
    """Plan with each design effect and print."""
    if (
        sum(one is not None for one in (options.width, options.n)) + (options.other is not None)
        == 0
    ):
        raise BadInput("Give --width, --other or --n: how sure, of which difference, or how many.")
    if options.width is not None and (options.n is not None or options.other is not None):
        raise BadInput("--width asks for a number of interviews: leave --n and --other out.")
    if options.width is not None and not 0.001 <= options.width <= 1:
        raise BadInput("--width is a part of everybody, from 0.001 to 1.")
    if options.n is not None and not 1 <= options.n <= 10**9:
        raise BadInput("--n is a number of interviews, from 1 to 1,000,000,000.")
    plans = [
        (effect, _plan(options, effect))
        for effect in figures(options.deff, "--deff takes numbers such as 2,4,12")
    ]
    seen = [_detectable(options, effect) for effect, _plan in plans]
    if options.format == "json":
        print(json.dumps({"plans": [_as_json(*one, gap) for one, gap in zip(plans, seen,
                                                                            strict=True)]},
                         indent=2))  # fmt: skip
    else:
        print("\n\n".join(_as_text(plans, seen)))
    return 0


def _plan(options: argparse.Namespace, deff: float) -> Plan:
    if options.other is None:
        if options.n is None:
            return size_for_width(options.share, options.width, deff, options.level)
        return width_of(options.share, options.n, deff, options.level)
    if options.n is None:
        return size_for_difference(options.share, options.other, deff, options.power, options.level)
    return power_of(options.share, options.other, options.n, deff, options.level)


def _detectable(options: argparse.Namespace, deff: float) -> float | None:
    """Return the least rise that two samples of n see; None where n is not given."""
    if options.n is None:
        return None
    return detectable(options.share, options.n, deff, options.power, options.level)


def _as_json(deff: float, plan: Plan, gap: float | None) -> dict[str, object]:
    return {
        "deff": deff,
        "n": plan.n,
        "effective_n": plan.effective_n,
        "width": plan.width,
        "power": plan.power,
        "detectable": gap,
        "cautions": told(plan.cautions),
    }


def _as_text(plans: list[tuple[float, Plan]], seen: list[float | None]) -> list[str]:
    rows = [["design effect", "interviews", "worth", "width", "power", "rise seen"]]
    for (deff, plan), gap in zip(plans, seen, strict=True):
        worth = f"{plan.effective_n:,.0f}"
        figures = [share(one) for one in (plan.width, plan.power, gap)]
        rows.append([f"{deff:g}", f"{plan.n:,}", worth, *figures])
    said = told(caution for _deff, plan in plans for caution in plan.cautions)
    return list(filter(None, [columns(rows), "\n".join(listed("Cautions", said))]))
