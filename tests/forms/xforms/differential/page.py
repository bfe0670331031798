"""Reads the differences that docs/xforms-expressions.md explains."""

import re
from pathlib import Path

PAGE = Path(__file__).parents[4] / "docs" / "xforms-expressions.md"
_ROW = re.compile(r"\| (`+)(?P<expression>.+?)\1 \| (?P<peer>.+?) \| (?P<ours>.+?) \|")


def explained() -> dict[str, tuple[str, str]]:
    """Gives the peer's value and ours of each expression in the tables of the page."""
    found = {}
    for line in PAGE.read_text(encoding="utf-8").split("\n"):
        if match := _ROW.fullmatch(line):
            expression, peer, ours = (
                match[name].replace("\\|", "|") for name in ("expression", "peer", "ours")
            )
            found[expression] = (peer, ours)
    return found
