"""`homelands estimate`, `sample` and `protect`: which module calculates, and how it fails."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

from homelands.ui.sentences import why
from homelands.ui.sentences.standalone import in_english

_MODULES = {
    ("estimate", "rds"): "shares from a respondent-driven sample",
    ("estimate", "means"): "means and medians of a weighted sample, by domain too",
    ("estimate", "shares"): "shares of answers of a weighted sample, by domain too",
    ("estimate", "cross-table"): "two characteristics together, with a test of independence",
    ("estimate", "regression"): "linear and logistic regression on a weighted sample",
    ("estimate", "contrast"): "how two groups, destinations or waves differ",
    ("estimate", "modes"): "destinations compared with the mode of collection held fixed",
    ("estimate", "venues"): "shares and means of people met at venues, weighted by their visits",
    ("estimate", "frames"): "shares and means of samples from several frames that overlap",
    ("estimate", "pooled"): "shares over several destinations, each by its stock",
    ("estimate", "weights"): "weights that meet known totals",
    ("estimate", "propensity"): "weights for a sample that nobody drew, from a reference sample",
    ("estimate", "size"): "the size of a population from overlapping lists",
    ("estimate", "multiplier"): "the size of a population from a count and a share",
    ("estimate", "scale-up"): "the size of a group from whom a sample of everybody knows",
    ("protect", ""): "a table of counts in which nobody can be made out",
    ("protect", "percentages"): "the percentages of a safe table that give no count away",
    ("protect", "rounded"): "a table of counts rounded by chance, the same at every time",
    ("protect", "noisy"): "a table of counts with noise that a ledger pays for",
    ("protect", "amounts"): "a table of amounts of which no contributor can be worked out",
    ("sample", "size"): "how many interviews a share or a difference needs",
    ("sample", "trial"): "what a plan of recruitment would meet on simulated networks",
}

_ASKED = {"estimate": "estimated", "sample": "planned", "protect": "protected"}


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}\n")


def calculate(words: Sequence[str]) -> int:
    """Run one calculation; what is wrong with its input is one sentence, and the exit is 2."""
    command, *rest = words
    kinds = [kind for name, kind in _MODULES if name == command]
    kind = rest.pop(0) if rest and rest[0] in kinds else ""
    if kind not in kinds:
        return _offer(command, rest)
    name = f"homelands {command} {kind}".rstrip()
    more = "" if kind else _others(command)
    parser = _Parser(
        name,
        description=f"Calculates {_MODULES[command, kind]}.",
        epilog=more,
        formatter_class=argparse.RawDescriptionHelpFormatter if more else argparse.HelpFormatter,
    )
    module = import_module(f"homelands.command.calculations.{_module(command, kind)}")
    module.add_arguments(parser)
    try:
        with in_english():
            return int(module.run(parser.parse_args(rest)))
    except ValueError as error:
        with in_english():
            print(f"{name}: {why(error)}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # whoever read has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _module(command: str, kind: str) -> str:
    """Return the name of the module that calculates: a folder for each command."""
    return f"{command}.{(kind or 'counts').replace('-', '_')}"


def _others(command: str) -> str:
    """Return the kinds of a command that also goes without one, each with what it calculates."""
    kinds = [(kind, what) for (name, kind), what in _MODULES.items() if name == command and kind]
    lines = [f"  homelands {command} {kind:11} {what}" for kind, what in kinds]
    return "\n".join(["other kinds, each with a --help of its own:", *lines])


def _offer(command: str, rest: Sequence[str]) -> int:
    """Say which kinds there are: to whoever asked, or in answer to another word."""
    asked = not rest or rest[0] in {"-h", "--help"}
    lines = [f"  homelands {a} {b:11} {what}" for (a, b), what in _MODULES.items() if a == command]
    print(
        "\n".join([f"What is to be {_ASKED[command]}?", *lines]),
        file=sys.stdout if asked else sys.stderr,
    )
    return 0 if asked and rest else 2
