"""Changes the rules by one small mistake at a time, and lists the changes that no test notices.

`make mutants`, or `make mutants ARGS="money roles"` for the modules whose paths hold these words.
"""

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.mutants.changes import changes
from tests.mutants.equivalent import EQUIVALENT, Equivalent
from tests.mutants.judging import Judged, Target, judge
from tests.mutants.targets import TARGETS

SOURCES, TESTS = Path("src"), Path("tests")


def main(words: Sequence[str]) -> int:
    """Judges the modules whose path holds one of the words, or all; returns 1 for a survivor."""
    began = time.monotonic()
    targets = [
        one for one in modules() if not words or any(word in str(one.path) for word in words)
    ]
    judged = list(judge(targets, workers=os.cpu_count() or 1))
    lived = [one for one in judged if not one.noticed]
    excused = {one for one in EQUIVALENT if any(_is(one, each) for each in lived)}
    survivors = [one for one in lived if not any(_is(each, one) for each in excused)]
    wrong = [*map(_sentence, survivors), *_not_judged(targets, judged)]
    wrong += _stale([one for one in EQUIVALENT if one not in excused], targets)
    print(*sorted(wrong), sep="\n")
    print(
        f"{len(judged)} changes of {len(targets)} modules: {len(judged) - len(lived)} noticed,"
        f" {len(lived) - len(survivors)} make no difference, {len(survivors)} not noticed;"
        f" {(time.monotonic() - began) / 60:.1f} minutes."
    )
    return 1 if wrong else 0


def modules() -> list[Target]:
    """Returns the modules of the table; refuses a row that names no module or no test."""
    found = {}
    for pattern, tests in TARGETS.items():
        paths = sorted(Path(SOURCES, "homelands").glob(pattern))
        missing = [str(test) for test in tests if not Path(TESTS, test).exists()]
        if not paths or missing:
            raise SystemExit(f"tests/mutants/targets.py: not there: {missing or pattern}")
        for path in paths:
            found[path] = _target(path, [Path(TESTS, test) for test in tests])
    return [target for path, target in found.items() if changes(path.read_bytes())]


def _target(path: Path, tests: Sequence[Path]) -> Target:
    """Returns a module with its tests: of a folder of them first the one of the module's name."""
    parts = path.relative_to(SOURCES).with_suffix("").parts
    name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    own = [folder / f"test_{path.stem}.py" for folder in tests]
    return Target(name, path, tuple(map(str, [*filter(Path.exists, own), *tests])))


def _is(one: Equivalent, judged: Judged) -> bool:
    change = judged.change
    said = (one.beside, one.words) == (change.beside, change.words)
    return said and str(judged.path).endswith(one.path)


def _sentence(one: Judged) -> str:
    change = one.change
    return f"{one.path}:{change.line}: {change.words}   in: {change.beside}"


def _not_judged(targets: Sequence[Target], judged: Sequence[Judged]) -> list[str]:
    """Says of which modules the tests fail as they are, or import nothing."""
    there = {one.path for one in judged}
    return [
        f"{one.path}: its tests fail without any change, or do not import it: {one.tests}"
        for one in targets
        if one.path not in there
    ]


def _stale(listed: Sequence[Equivalent], targets: Sequence[Target]) -> list[str]:
    """Says which rows of the list are noticed after all, or no longer there."""
    return [
        f"tests/mutants/equivalent.py: is noticed, or gone: {one.path}: {one.words}"
        for one in listed
        if any(str(target.path).endswith(one.path) for target in targets)
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
