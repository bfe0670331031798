"""A reader who works with whole numbers at what `homelands protect` published, and nothing else.

`python -m tests.command.calculations.reader 1000` protects a thousand random publications (one
table, two linked tables, two releases one after the other) and attacks each: from the released
files alone, with zeros known to be shown, in whole numbers. No code of the project is used to
attack.
"""

import argparse
import csv
import io
import sys
import tempfile
from contextlib import redirect_stdout
from pathlib import Path

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from homelands.command.calculations.protect import counts as protect

Cell = tuple[tuple[str, str], ...]


def published(files: list[Path], count: str = "n") -> dict[Cell, int | None]:
    """Return the cells of released files by their codes; None where hidden."""
    cells: dict[Cell, int | None] = {}
    for file in files:
        with file.open(newline="", encoding="utf-8") as opened:
            for row in csv.DictReader(opened):
                status, value = row.pop("status"), row.pop(count)
                name = tuple(sorted((v, c) for v, c in row.items() if c != "Total"))
                seen = None if status == "suppressed" else int(value)
                if cells.get(name) is None:
                    cells[name] = seen
                assert seen is None or cells[name] == seen
    return cells


def recovered(cells: dict[Cell, int | None]) -> dict[Cell, int]:
    """Return the hidden cells that have one count only in all tables that fit what is shown."""
    names = list(cells)
    rows = _sums(names)
    low = np.array([1 if cells[name] is None else cells[name] for name in names], dtype=float)
    high = np.array([np.inf if cells[name] is None else cells[name] for name in names], dtype=float)
    found: list[np.ndarray] = []
    told = {}
    for place, name in enumerate(names):
        if cells[name] is not None or len({int(table[place]) for table in found}) > 1:
            continue
        for sign in (1, -1):
            aim = np.zeros(len(names))
            aim[place] = sign
            solved = milp(
                aim, constraints=LinearConstraint(rows, 0, 0),
                bounds=Bounds(low, np.minimum(high, 10_000)), integrality=np.ones(len(names)),
            )  # fmt: skip
            assert solved.x is not None
            found.append(np.rint(solved.x))
        counts = {int(table[place]) for table in found}
        if len(counts) == 1:
            told[name] = counts.pop()
    return told


def _sums(names: list[Cell]) -> np.ndarray:
    """Return what adds up: a cell is the sum of those that name one variable more."""
    rows = []
    variables = {variable for name in names for variable, _code in name}
    for total, name in enumerate(names):
        for variable in variables - {variable for variable, _code in name}:
            parts = [
                place
                for place, other in enumerate(names)
                if variable in dict(other)
                and set(other) - {(variable, dict(other)[variable])} == set(name)
            ]
            if parts:
                row = np.zeros(len(names))
                row[total], row[parts] = -1, 1
                rows.append(row)
    return np.array(rows)


def trial(seed: int, folder: Path) -> tuple[str, int, dict[Cell, int]]:
    """Protect and attack one random publication: kind, hidden cells, what is told."""
    rng = np.random.default_rng(seed)
    sides = rng.integers(2, 5, size=3)
    scale = rng.choice([2.0, 6.0, 15.0])
    people = rng.poisson(scale * rng.exponential(size=sides)) * (rng.random(sides) > 0.2)
    if not people.any():
        people[0, 0, 0] = 1
    pairs = [("a", "b"), ("a", "c")]
    kind = ("one table", "linked", "released")[seed % 3]
    files = [_written(folder / f"{''.join(by)}.csv", people, by) for by in pairs]
    if kind == "one table":
        out = [_protect(folder, files[:1], pairs[:1], "first")]
    elif kind == "linked":
        out = [_protect(folder, files, pairs, "both")]
    else:
        first = _protect(folder, files[:1], pairs[:1], "first")
        out = [first, _protect(folder, files[1:], pairs[1:], "second", first)]
    cells = published([file for release in out if release for file in release.glob("*.csv")])
    hidden = sum(count is None for count in cells.values())
    return kind, hidden, recovered(cells)


def _written(path: Path, people: np.ndarray, by: tuple[str, ...]) -> Path:
    away = tuple(axis for axis, variable in enumerate("abc") if variable not in by)
    table = people.sum(axis=away)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow([*by, "n"])
        for at in np.ndindex(table.shape):
            writer.writerow([*(f"{v}{i}" for v, i in zip(by, at, strict=True)), table[at]])
    return path


def _protect(
    folder: Path,
    files: list[Path],
    by: list[tuple[str, ...]],
    name: str,
    before: Path | None = None,
) -> Path | None:
    """Run the command; None where it refuses, as it may beside earlier releases."""
    parser = argparse.ArgumentParser()
    protect.add_arguments(parser)
    words = [*map(str, files), "--count", "n", "--release", str(folder / name)]
    for columns in by:
        words += ["--by", ",".join(columns)]
    words += ["--released", str(before)] if before else []
    try:
        with redirect_stdout(io.StringIO()):
            protect.run(parser.parse_args(words))
    except ValueError:
        assert before
        return None
    return folder / name


def main() -> None:
    trials = int(sys.argv[1])
    hidden, told = 0, 0
    for seed in range(trials):
        with tempfile.TemporaryDirectory() as folder:
            kind, of, found = trial(seed, Path(folder))
        hidden, told = hidden + of, told + len(found)
        if found:
            print(f"seed {seed} ({kind}): {found}", flush=True)
        if (seed + 1) % 100 == 0:
            print(f"{seed + 1} trials, {hidden} hidden cells, {told} worked out", flush=True)
    print(f"{trials} trials, {hidden} hidden cells, {told} worked out")


if __name__ == "__main__":
    main()
