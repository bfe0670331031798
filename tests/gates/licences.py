"""Checks the licence of every pinned package against docs/licences.toml; needs no network.

    python -m tests.gates.licences

A package passes when all the licences it declares are allowed, or when somebody has read its
licence and written it down there. What is unknown fails.
"""

import re
import sys
import tomllib
from collections.abc import Callable, Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
LOCK = ROOT / "requirements.lock"
LIST = ROOT / "docs" / "licences.toml"

_PINNED = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^\]]*\])?==", re.MULTILINE)
_LONGEST_NAME = 60  # some packages give the text of the licence instead of its name


def main() -> int:
    """Prints what does not pass; returns the exit code."""
    rules = tomllib.loads(LIST.read_text(encoding="utf-8"))
    names = pinned(LOCK.read_text(encoding="utf-8"))
    wrong = faults(names, rules, declared)
    for line in wrong:
        print(f"licences: FAILED: {line}")
    if not wrong:
        print(f"licences: {len(names)} packages, all allowed or reviewed.")
    return 1 if wrong else 0


def pinned(lock: str) -> list[str]:
    """Returns the packages of a lock file."""
    return sorted(set(_PINNED.findall(lock)))


def declared(name: str) -> list[str] | None:
    """Returns the licences that an installed package declares; None if it is not installed."""
    try:
        about = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return None
    if expression := about.get("License-Expression"):
        return [expression]
    classified = [
        line.rpartition(" :: ")[2]
        for line in about.get_all("Classifier") or []
        if line.startswith("License ::") and line != "License :: OSI Approved"
    ]
    text = (about.get("License") or "").strip()
    named = [text] if text and len(text) <= _LONGEST_NAME and "\n" not in text else []
    return classified or named


def faults(
    names: list[str], rules: Mapping[str, Any], look: Callable[[str], list[str] | None]
) -> list[str]:
    """Returns a sentence for each package that does not pass, and for each needless review."""
    allowed, reviewed = set(rules["allowed"]), rules["reviewed"]
    found = []
    for name in names:
        if name in reviewed:
            continue
        licences = look(name)
        if licences is None:
            found.append(f"{name} is not installed here, and nobody has written its licence down.")
        elif not licences:
            found.append(f"{name} declares no licence: read it, and write it into {LIST.name}.")
        elif unknown := [one for one in licences if not is_allowed(one, allowed)]:
            found.append(f"{name} is under {unknown[0]}, which {LIST.name} does not allow.")
    gone = sorted(set(reviewed) - set(names))
    return [*found, *(f"{name} is in {LIST.name} but no longer pinned." for name in gone)]


def is_allowed(expression: str, allowed: set[str]) -> bool:
    """Says whether an expression is allowed: each part of AND, or one part of OR."""
    if expression in allowed:
        return True
    if "(" in expression:
        return False  # none so far: somebody reads it
    if " OR " in expression:
        return any(is_allowed(part, allowed) for part in expression.split(" OR "))
    if " AND " in expression:
        return all(is_allowed(part, allowed) for part in expression.split(" AND "))
    return False


if __name__ == "__main__":
    sys.exit(main())
