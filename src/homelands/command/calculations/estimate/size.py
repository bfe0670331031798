"""`homelands estimate size LISTS.csv`: how many people there are, from lists that overlap."""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from homelands.command.calculations.columns import Table, read_table
from homelands.command.calculations.text import listed, told
from homelands.science.estimate import Caution, Estimate
from homelands.science.size import heterogeneity as people_differ
from homelands.science.size import two_lists
from homelands.science.size.fitted import Model
from homelands.science.size.lists import Lists, capture_lists
from homelands.science.size.models import FEWEST, MOST
from homelands.science.size.searched import Searched, searched
from homelands.science.size.systems import MultipleSystems, multiple_systems
from homelands.science.size.two_lists import Chapman, chapman_of_pair

LEVEL = 0.95
HEAD = f"{'size':>12} {'se':>12} {f'low {LEVEL:.0%}':>12} {f'high {LEVEL:.0%}':>12}"


@dataclass(frozen=True, slots=True)
class Found:
    """All that the lists say: `systems` and `shapes` need three lists or more, and of more than
    five their models are `searched` for.
    """

    lists: Lists
    systems: MultipleSystems | None
    shapes: tuple[Model, ...]
    pairs: tuple[Chapman, ...]
    searched: Searched | None = None

    @property
    def assumptions(self) -> tuple[str, ...]:
        """Return what must hold for the figures."""
        if self.systems is None:
            return two_lists.ASSUMPTIONS
        chapman = f"Chapman's figures of pairs: {two_lists.ASSUMPTIONS[0]}"
        return (*self.systems.assumptions, *people_differ.ASSUMPTIONS, chapman)

    @property
    def cautions(self) -> tuple[Caution, ...]:
        """Return the doubts; that a pair shares nobody is said once."""
        of_pairs = tuple(caution for pair in self.pairs for caution in pair.cautions)
        if self.systems is None:
            return of_pairs
        rest = tuple(caution for caution in of_pairs if caution.code != "matches-none")
        return self.systems.cautions + rest


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("lists", metavar="LISTS.csv", help="each column a list of 0 and 1")
    parser.add_argument("--frequency", metavar="COL", help="how many people each row stands for")
    parser.add_argument("--format", choices=("table", "json"), default="table")


def run(options: argparse.Namespace) -> int:
    """Estimate and print."""
    found = _estimate(_lists(read_table(options.lists), options.frequency))
    if options.format == "json":
        print(json.dumps(_as_json(found), indent=2, ensure_ascii=False, allow_nan=False))
    else:
        print("\n".join(_as_text(found)))
    return 0


def _lists(table: Table, frequency: str | None) -> Lists:
    """Read the lists, and the frequencies where there are any."""
    people = None if frequency is None else table.counts(frequency)
    names = [name for name in table.names if name != frequency]
    columns = [[_flag(table, name, *cell) for cell in table.cells(name)] for name in names]
    rows = [list(row) for row in zip(*columns, strict=True)]
    return capture_lists(names, rows, people)


def _flag(table: Table, name: str, line: int, text: str) -> float:
    """Return 0 or 1."""
    if text in {"0", "1", "0.0", "1.0"}:
        return float(text)
    raise table.wrong(
        line,
        name,
        f"{text!r} is neither 0 nor 1. Each column is a list; if this one counts people, name it "
        "with --frequency",
    )


def _estimate(lists: Lists) -> Found:
    """Estimate by all models that this number of lists allows."""
    pairs = combinations(range(len(lists.names)), 2)
    chapman = tuple(chapman_of_pair(lists, *pair, LEVEL) for pair in pairs)
    if len(lists.names) < FEWEST:
        return Found(lists, None, (), chapman)
    shapes = people_differ.heterogeneity(lists, LEVEL)
    if len(lists.names) <= MOST:
        return Found(lists, multiple_systems(lists, LEVEL), shapes, chapman)
    systems, told = searched(lists, LEVEL)
    return Found(lists, systems, shapes, chapman, told)


def _as_json(found: Found) -> dict[str, object]:
    systems = found.systems
    return {
        "lists": found.lists.names,
        "n": found.lists.n,
        "level": LEVEL,
        "spread": systems and systems.spread,
        "spread_existing": systems and systems.spread_existing,
        "searched": found.searched and _searched(found.searched),
        "models": [_model(model) for model in systems.models] if systems else [],
        "heterogeneity": [_model(model) for model in found.shapes],
        "pairs": [_pair(pair) for pair in found.pairs],
        "assumptions": found.assumptions,
        "cautions": told(found.cautions),
    }


def _searched(told: Searched) -> dict[str, object]:
    average = told.average
    return {
        "fitted": told.fitted,
        "complete": told.complete,
        "window": told.window,
        "average": average and {
            "estimate": average.value, "low": average.low, "high": average.high
        },
    }  # fmt: skip


def _model(model: Model) -> dict[str, object]:
    estimate = model.estimate
    return {
        "name": model.name,
        "estimate": estimate and estimate.value,
        "se": model.se,
        "low": estimate and estimate.low,
        "high": estimate and estimate.high,
        "deviance": model.deviance,
        "df": model.df,
        "aic": model.aic,
        "bic": model.bic,
        "exists": model.exists,
        "reason": model.reason,
    }


def _pair(pair: Chapman) -> dict[str, object]:
    return {
        "lists": pair.names,
        "first": pair.first,
        "second": pair.second,
        "both": pair.both,
        "estimate": pair.estimate.value,
        "se": pair.se,
        "low": pair.estimate.low,
        "high": pair.estimate.high,
    }


def _as_text(found: Found) -> list[str]:
    """Return the lines: assumptions, the spread, the models, the pairs, the doubts."""
    names = ", ".join(f"{place} = {name}" for place, name in enumerate(found.lists.names, 1))
    lines = [f"{found.lists.n:,} people on {len(found.lists.names)} lists: {names}", ""]
    lines += ["What must hold:", *(f"- {sentence}" for sentence in found.assumptions), ""]
    if found.systems:
        lines += _spread(found.systems, found.searched)
        lines += _averaged(found.searched) if found.searched else []
        what = "Models found" if found.searched else "All models of dependence between the lists"
        lines += ["", f"{what}, by {'BIC' if found.searched else 'AIC'}:"]
        lines += _models(found.systems.models)
        lines += ["", "Models in which people differ in how likely they are to be listed:"]
        lines += _models(found.shapes)
    lines += ["", "Chapman's estimate from each pair of lists, taken to be independent:"]
    lines += _pairs(found.pairs)
    if found.cautions:
        lines += ["", *listed("Cautions:", told(found.cautions))]
    return lines


def _averaged(told: Searched) -> list[str]:
    if told.average is None:
        return []
    one = told.average
    return [f"Averaged by BIC: {one.value:,.0f} ({one.low:,.0f} to {one.high:,.0f})"]


def _spread(systems: MultipleSystems, told: Searched | None) -> list[str]:
    count = f"{told.fitted if told else len(systems.models):,} models"
    if systems.spread is None:
        return [f"None of the {count} gives a number."]
    low, high = systems.spread
    lines = [f"Spread over {count}: {low:,.0f} to {high:,.0f}"]
    existing = systems.spread_existing
    if existing and existing != systems.spread:
        whole = sum(model.exists for model in systems.models)
        low, high = existing
        lines.append(f"Over the {whole:,} whose estimate exists: {low:,.0f} to {high:,.0f}")
    return lines


def _models(models: Sequence[Model]) -> list[str]:
    """Return a table of models, and below it why some have no estimate."""
    width = max(len("model"), *(len(model.name) for model in models))
    lines = [f"{'model':<{width}} {HEAD} {'deviance':>10} {'df':>3} {'AIC':>9} {'BIC':>9}  note"]
    notes: dict[str, int] = {}
    for model in models:
        note = notes.setdefault(model.reason, len(notes) + 1) if model.reason else ""
        figures = _figures(model.estimate, model.se)
        fit = f"{model.deviance:>10.3f} {model.df:>3} {model.aic:>9.2f} {model.bic:>9.2f}"
        lines.append(f"{model.name:<{width}} {figures} {fit}  {note}".rstrip())
    return lines + [f"Note {number}: {reason}." for reason, number in notes.items()]


def _pairs(pairs: Sequence[Chapman]) -> list[str]:
    titles = [f"{pair.names[0]} and {pair.names[1]}" for pair in pairs]
    width = max(map(len, titles))
    lines = [f"{'lists':<{width}} {HEAD} {'on both':>8}"]
    for title, pair in zip(titles, pairs, strict=True):
        figures = _figures(pair.estimate, pair.se)
        lines.append(f"{title:<{width}} {figures} {pair.both:>8,}")
    return lines


def _figures(estimate: Estimate | None, se: float | None) -> str:
    """Return a size, its standard error and its interval in columns, a dash where there is none."""
    size = (estimate.value, se, estimate.low, estimate.high) if estimate else (None,) * 4
    return " ".join(f"{'-' if value is None else f'{value:,.1f}':>12}" for value in size)
