"""Pages whose cost must not grow with the register: `python -m bench.register [people …]`.

One client asks for each page of a deployment that holds more people each time, all in one run.
Copies of people have no names (see bench/crowd.py), at every size alike.
"""

import sys

from bench.crowd import fill
from bench.deployment import busy, folder, postmaster, running, sign_in
from bench.load import measure

EXAMPLE = 2000
SIZES = (EXAMPLE, 100_000, 1_000_000)
PAGES = (
    ("my data", "/my/data/", "member@example.org"),
    ("desk: today", "/desk/", "officer@example.org"),
    ("desk: people of one country", "/desk/people/", "officer@example.org"),
    ("desk: people everywhere", "/desk/people/", "manager@example.org"),
    ("the same, who would come online", "/desk/people/?modality=virtual", "manager@example.org"),
)
_EACH = 40


def main() -> None:
    print("| people | page | p50 ms | p95 ms | ms of the database's processor |")
    print("|---|---|---|---|---|")
    for people in map(int, sys.argv[1:] or SIZES):
        with folder() as home, running(home, EXAMPLE) as deployment:
            if people > EXAMPLE:
                fill(f"postgresql://homelands_owner@/homelands?host={home / 'postgres'}", people)
            for name, path, login in PAGES:
                cookie = sign_in(deployment.port, login)
                measure(deployment.port, path, clients=1, each=5, cookie=cookie)
                before = busy(postmaster(home))
                times = measure(deployment.port, path, clients=1, each=_EACH, cookie=cookie)
                each = (busy(postmaster(home)) - before) * 1000 / (_EACH + 1)
                print(f"| {people:,} | {name} | {times.p50:.0f} | {times.p95:.0f} | {each:.1f} |")


if __name__ == "__main__":
    main()
