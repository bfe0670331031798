"""Writes docs/states/: a page for each record that moves through states, read from its table."""

import os
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "states"


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, text in pages().items():
        (FOLDER / f"{name}.md").write_text(text, encoding="utf-8")


def pages() -> dict[str, str]:
    """Returns each page's text by its name."""
    from homelands.programmes.needs import rules as needs
    from homelands.programmes.payments import rules as payments
    from homelands.programmes.placements import rules as placements
    from homelands.programmes.selection.rules import applications, matches

    tables = {
        "need": ("needs/rules.py", needs.NEED),
        "application": ("selection/rules/applications.py", applications.APPLICATION),
        "match": ("selection/rules/matches.py", matches.MATCH),
        "placement": ("placements/rules.py", placements.PLACEMENT),
        "payment": ("payments/rules.py", payments.PAYMENT),
    }
    return {name: _page(name, place, table) for name, (place, table) in tables.items()}


def _page(name: str, place: str, table: Any) -> str:
    steps = [
        (before, verb, after) for before, verbs in table.items() for verb, after in verbs.items()
    ]
    ends = [state for state, verbs in table.items() if not verbs]
    lines = [
        f"# The states of a {name}" if name != "application" else "# The states of an application",
        f"Made by `make map` from `{name.upper()}` in `programmes/{place}`; do not edit.",
        "",
        "```mermaid",
        "stateDiagram-v2",
        f"    [*] --> {next(iter(table)).value}",
        *(f"    {before.value} --> {after.value}: {verb}" for before, verb, after in steps),
        *(f"    {state.value} --> [*]" for state in ends),
        "```",
        "",
        "| from | verb | to |",
        "|---|---|---|",
        *(f"| {before.value} | {verb} | {after.value} |" for before, verb, after in steps),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "homelands.web.settings")
    import django

    django.setup()
    main()
