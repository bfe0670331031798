"""Prints what the statistics cost beside their peers: `python -m bench.science [name …]`."""

import sys
from importlib import import_module

from bench.science import Row

PARTS = ("chains", "weighting", "size", "disclosure")


def main() -> None:
    print("| work | ours, s | peer, s | ratio | peer |\n|---|---|---|---|---|")
    for part in sys.argv[1:] or PARTS:
        for row in import_module(f"bench.science.{part}").rows():
            print(_line(row), flush=True)


def _line(row: Row) -> str:
    if row.peer is None:
        return f"| {row.work} | {row.ours:.3g} | – | – | {row.peer_name or '–'} |"
    times = row.peer / row.ours
    return f"| {row.work} | {row.ours:.3g} | {row.peer:.3g} | {times:.3g} | {row.peer_name} |"


if __name__ == "__main__":
    main()
