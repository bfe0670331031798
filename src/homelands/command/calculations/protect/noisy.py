"""`homelands protect noisy`: counts with noise, paid for from a ledger that runs out.

The ledger is a file of JSON: `budget`, and `paid`, the releases with their epsilon; epsilons are
fractions written as text, such as "1/2".
"""

import argparse
import json
from fractions import Fraction
from pathlib import Path

from homelands.command.calculations.columns import BadInput, read_table, write_table
from homelands.command.calculations.lists import parts
from homelands.command.calculations.protect import counts
from homelands.command.calculations.protect.levels import levels
from homelands.command.calculations.text import listed as said
from homelands.command.calculations.text import told
from homelands.science.disclosure.privacy import Ledger, Release, noisy_counts


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("table", metavar="TABLE.csv", help="inner cells, one on each row")
    parser.add_argument("--count", required=True, metavar="COL", help="the column of counts")
    parser.add_argument("--by", required=True, metavar="A,B,C", help="the columns of categories")
    parser.add_argument("--epsilon", required=True, help="what the release costs: 1, 1/2 or 0.5")
    parser.add_argument("--ledger", required=True, metavar="FILE", help="the ledger of the people")
    parser.add_argument("--budget", help="opens a ledger with so much epsilon")
    parser.add_argument("--totals", action="store_true", help="totals too, each with its noise")
    parser.add_argument("--out", required=True, metavar="FILE")


def run(options: argparse.Namespace) -> int:
    """Add the noise, write the table, and keep what was paid."""
    found = levels(parts(options.by), {})
    counts.check(found, options.count)
    system = counts.system_of(read_table(options.table), found, options.count)
    ledger = _ledger(Path(options.ledger), options.budget)
    cells = [
        cell
        for cell, name in enumerate(system.names)
        if options.totals or len(name) == len(found.variables)
    ]
    one_changes = 2 ** len(found.variables) if options.totals else 1
    release = Release(options.out, _fraction(options.epsilon, "--epsilon"), one_changes)
    made = noisy_counts(system.counts[cells], release, ledger)
    _keep(Path(options.ledger), made.ledger)  # paid before anything is shown
    rows = (
        [*found.values(system.names[cell]), count]
        for cell, count in zip(cells, made.counts.tolist(), strict=True)
    )
    write_table(options.out, [*found.columns, options.count], rows)
    lines = [
        f"{len(cells)} counts, each off by at most {made.within} in 19 of 20 draws: {options.out}",
        f"Of the budget {made.ledger.left} is left.",
        *said("Cautions", told(made.cautions)),
    ]
    print("\n".join(lines))
    return 0


def _ledger(path: Path, budget: str | None) -> Ledger:
    """Read a ledger, or open one."""
    if not path.exists():
        if budget is None:
            raise BadInput(f"{path} is no ledger yet: open it with --budget.")
        return Ledger(_fraction(budget, "--budget"))
    if budget is not None:
        raise BadInput(f"{path} is open already: its budget cannot be raised.")
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        paid = tuple(
            Release(str(one["what"]), Fraction(one["epsilon"]), int(one["sensitivity"]))
            for one in held["paid"]
        )
        return Ledger(Fraction(held["budget"]), paid)
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}.") from None
    except (ValueError, KeyError, TypeError):
        raise BadInput(f"{path} is no ledger: it holds a budget and what was paid.") from None


def _keep(path: Path, ledger: Ledger) -> None:
    paid = [
        {"what": one.what, "epsilon": str(one.epsilon), "sensitivity": one.sensitivity}
        for one in ledger.paid
    ]
    text = json.dumps({"budget": str(ledger.budget), "paid": paid}, indent=2)
    try:
        path.write_text(f"{text}\n", encoding="utf-8")
    except OSError as error:
        raise BadInput(f"{path} cannot be written: {error.strerror}.") from None


def _fraction(text: str, name: str) -> Fraction:
    try:
        return Fraction(text)
    except (ValueError, ZeroDivisionError):
        raise BadInput(f"{name} is a number such as 1, 1/2 or 0.5, not {text!r}.") from None
