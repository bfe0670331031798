"""Compiles the translations that have changed; Babel does it, so gettext need not be installed."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_all(folder: Path) -> int:
    """Compiles every catalogue that is newer than its compiled form; returns how many."""
    count = 0
    for catalogue in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        compiled = catalogue.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= catalogue.stat().st_mtime:
            continue
        with catalogue.open("rb") as source:
            messages = read_po(source)
        draft = compiled.with_suffix(".draft")
        with draft.open("wb") as target:
            write_mo(target, messages)
        draft.replace(compiled)
        count += 1
    return count
