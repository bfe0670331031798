"""What anybody may do, as data files: `python -m tests.attack.matrix --write` makes them anew.

tests/attack compares them to what is so, line by line: whoever changes a right changes them, and
whoever reviews that sees which.
"""

import csv
import io
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

TABLES = Path(__file__).with_name("matrix.csv")
PAGES = Path(__file__).with_name("pages.csv")


def written(lines: Iterable[tuple[str, ...]]) -> str:
    """Returns lines as the text of a data file."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(lines)
    return text.getvalue()


def main(words: list[str]) -> int:
    import tests.database  # noqa: F401 (makes the database of the tests, before Django starts)

    import django

    django.setup()
    from tests.attack import pages, tables
    from tests.attack.world import world

    files: dict[Path, Callable[[Any], Iterable[tuple[str, ...]]]]
    files = {TABLES: tables.matrix, PAGES: pages.matrix}
    with world() as made:
        texts = {path: written(lines(made)) for path, lines in files.items()}
    if "--write" in words:
        for path, text in texts.items():
            path.write_text(text, encoding="utf-8")
    changed = [path.name for path, text in texts.items() if path.read_text("utf-8") != text]
    print("\n".join(f"{name} is not what is so" for name in changed) or "As it is.")
    return 1 if changed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
