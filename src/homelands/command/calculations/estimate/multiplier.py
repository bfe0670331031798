"""`homelands estimate multiplier`: a population's size from a count and the share it counts."""

import argparse
import json
from datetime import date

from homelands.command.calculations.columns import BadInput
from homelands.command.calculations.text import listed, told
from homelands.science.size.multiplier import (
    Multiplied,
    Scope,
    ServiceCount,
    SurveyShare,
    multiplier,
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("--count", type=float, required=True, help="people who used the service")
    parser.add_argument(
        "--variation", type=float, default=0.0, help="the count's coefficient of variation"
    )
    parser.add_argument("--share", type=float, required=True, help="share of users in the survey")
    parser.add_argument("--se", type=float, required=True, help="the share's standard error")
    parser.add_argument("--n", type=int, required=True, help="respondents behind the share")
    for name in ("population", "service", "place"):
        parser.add_argument(f"--{name}", required=True, help=f"the {name}, of count and survey")
        parser.add_argument(f"--survey-{name}", help="where the survey was of another")
    for name in ("first", "last"):
        parser.add_argument(f"--{name}", required=True, help=f"the period's {name} day, 2026-01-31")
        parser.add_argument(f"--survey-{name}", help="where the survey was of another")
    parser.add_argument("--level", type=float, default=0.95)
    parser.add_argument("--format", choices=("table", "json"), default="table")


def run(options: argparse.Namespace) -> int:
    """Divide the count by the share and print."""
    count = ServiceCount(options.count, options.variation, _scope(options, ""))
    share = SurveyShare(options.share, options.se, options.n, _scope(options, "survey_"))
    found = multiplier(count, share, options.level)
    as_json = options.format == "json"
    print(json.dumps(_as_json(found), indent=2) if as_json else "\n".join(_as_text(found)))
    return 0


def _scope(options: argparse.Namespace, prefix: str) -> Scope:
    """Return the scope of the count, or with a prefix that of the survey."""

    def given(name: str) -> str:
        return str(getattr(options, prefix + name) or getattr(options, name))

    first, last = (_day(given(name)) for name in ("first", "last"))
    return Scope(given("population"), given("service"), given("place"), first, last)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput(f"{text!r} is no day: write the year, month and day, 2026-01-31.") from None


def _as_json(found: Multiplied) -> dict[str, object]:
    one = found.estimate
    return {
        "estimate": one.value,
        "se": found.se,
        "low": one.low,
        "high": one.high,
        "level": one.level,
        "n": one.n,
        "assumptions": found.assumptions,
        "cautions": told(found.cautions),
    }


def _as_text(found: Multiplied) -> list[str]:
    one = found.estimate
    lines = [
        f"{one.value:,.0f} people ({one.low or 0:,.0f} to {one.high or 0:,.0f}), s.e. "
        f"{found.se:,.0f}",
        "",
        "What must hold:",
        *(f"- {sentence}" for sentence in found.assumptions),
    ]
    said = listed("Cautions:", told(found.cautions))
    return [*lines, "", *said] if said else lines
