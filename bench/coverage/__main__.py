"""Simulates studies in six populations and prints how often each interval holds the truth."""

import argparse
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from bench.coverage.populations import ROWS
from bench.coverage.study import Floats, Job, compile_at_once, run
from bench.coverage.table import Line, failures, line, markdown, put

MANY = 50  # studies a row, from which compiling pays


def main(arguments: list[str] | None = None) -> int:
    asked = _arguments(arguments)
    lines: list[Line] = []
    began = time.monotonic()
    for row, found in zip(ROWS, _rows(asked), strict=True):
        lines.append(line(row, found))
        print(f"{time.monotonic() - began:6.0f} s  {row.name}", file=sys.stderr)
    text = markdown(lines, asked.samples, asked.replicates, asked.seed)
    print(text)
    if asked.out:
        put(text, asked.out)
    wrong = failures(lines)
    print("\n".join(wrong), file=sys.stderr)
    return 1 if asked.check and wrong else 0


def _arguments(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.coverage", description=__doc__)
    parser.add_argument("--samples", type=int, default=400, help="studies a row")
    parser.add_argument("--replicates", type=int, default=400, help="replicates a bootstrap")
    parser.add_argument("--workers", type=int, default=2, help="processes; change no figure")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, help="a page with the markers of the table")
    parser.add_argument("--check", action="store_true", help="fail where a limit is not met")
    asked = parser.parse_args(arguments)
    if asked.samples < 2 or asked.replicates < 2 or asked.workers < 1:
        parser.error("two samples, two replicates and one worker are the least")
    return asked


def _rows(asked: argparse.Namespace) -> Iterator[Floats]:
    """Yield the outcomes (S, fields) of each row, from as many processes as asked for."""
    many = asked.samples >= MANY
    jobs = [
        [Job(row, sample, asked.replicates, asked.seed) for sample in range(asked.samples)]
        for row in range(len(ROWS))
    ]
    if asked.workers == 1:
        if many:
            compile_at_once()
        yield from (np.array([run(job) for job in row]) for row in jobs)
        return
    # Started afresh, not forked: a fork would share the state of the compiler's threads.
    prepare = compile_at_once if many else None
    with ProcessPoolExecutor(asked.workers, get_context("spawn"), initializer=prepare) as pool:
        for row in jobs:
            yield np.array(list(pool.map(run, row, chunksize=5)))


if __name__ == "__main__":
    sys.exit(main())
