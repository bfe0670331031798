"""Measures a deployment at 2,000 and at 100,000 people (or --people) and prints Markdown tables."""

import argparse
import gzip
import http.client
import re
from pathlib import Path

from bench.deployment import Deployment, folder, running, sign_in
from bench.load import measure

PAGES = (
    ("front page", "/", ""),
    ("where we are", "/where/", ""),
    ("findings", "/findings/", ""),
    ("take part", "/take-part/", ""),
    ("opportunities", "/opportunities/", ""),
    ("my data", "/my/data/", "member@example.org"),
    ("desk: today", "/desk/", "officer@example.org"),
    ("desk: people", "/desk/people/", "officer@example.org"),
)
BUDGETS = (("/", 60), ("/where/", 80), ("/take-part/", 45), ("/findings/", 60), ("/register/", 60))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, nargs="+", default=[2000, 100_000])
    for people in parser.parse_args().people:
        with folder() as home:
            _report(home, people)


def _report(home: Path, people: int) -> None:
    print(f"\n## {people:,} people\n")
    with running(home, people) as first:
        print(f"First start, from an empty folder to the first answer: {first.seconds:.1f} s\n")
        print("| page | p50 ms | p95 ms | pages/s | failed |\n|---|---|---|---|---|")
        for name, path, login in PAGES:
            cookie = sign_in(first.port, login) if login else ""
            times = measure(first.port, path, cookie=cookie)
            print(
                f"| {name} | {times.p50:.0f} | {times.p95:.0f} | {times.rate:.0f} |"
                f" {times.failed} |"
            )
        _weigh(first)
    with running(home, people) as second:
        print(f"\nSecond start: {second.seconds:.1f} s")


def _weigh(deployment: Deployment) -> None:
    print("\n| page | first visit, kB gzipped | budget | requests |\n|---|---|---|---|")
    for path, budget in BUDGETS:
        page = _get(deployment.port, path)
        parts = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', page.decode()))
        weight = len(gzip.compress(page)) + sum(
            len(gzip.compress(_get(deployment.port, part))) for part in parts
        )
        print(f"| {path} | {weight / 1024:.1f} | {budget} | {len(parts) + 1} |")


def _get(port: int, path: str) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path)
    return connection.getresponse().read()


if __name__ == "__main__":
    main()
