"""Keeps a deployment busy and breaks it every 20 to 40 s; then compares what it promised.

    python -m bench.chaos [MINUTES=15] [--seed N] [--json FILE] [--only WORD ...]

Nobody's clock but the deployment's is moved, and no disk but its own is filled. The exit code is 1
where a promise was broken.
"""

import argparse
import json
import os
import signal
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random, SystemRandom
from typing import Any

from bench.chaos.clock import Clock
from bench.chaos.compare import Finding, compare
from bench.chaos.faults import BETWEEN, Fault, Faults
from bench.chaos.post import Post
from bench.chaos.records import Records
from bench.chaos.site import Site, disk_of_its_own
from bench.chaos.traffic import Traffic
from bench.deployment import folder

#: The longest silence that is promised, in seconds.
PROMISED = 15
STREAMS = ("public pages", "desk", "submissions")
#: Seconds that letters and jobs have, at most, to be done when all is well again.
_SETTLES = 600


@dataclass(frozen=True)
class Plan:
    """For how long, by which dice, and which faults."""

    minutes: float
    chance: Random
    only: list[str]
    own_disk: bool


def main() -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # and all is taken down
    options = _options()
    seed = SystemRandom().randrange(10**6) if options.seed is None else options.seed
    print(f"Seed {seed}, {options.minutes:g} minutes, load of the machine {os.getloadavg()[0]:.1f}")
    with folder() as home, disk_of_its_own(home) as own_disk:
        plan = Plan(options.minutes, Random(seed), options.only, own_disk)  # noqa: S311
        result = _run(home, plan)
    _print(result)
    if options.json:
        options.json.write_text(json.dumps({"seed": seed, **result}, indent=1, default=str))
    return 1 if result["broken"] else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.chaos")
    parser.add_argument("minutes", type=float, nargs="?", default=15)
    parser.add_argument("--seed", type=int)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--only", nargs="+", default=[""], help="faults with a word in their name")
    return parser.parse_args()


def _run(home: Path, plan: Plan) -> dict[str, Any]:
    chance = plan.chance
    clock, records = Clock(home), Records()
    post = Post(Random(chance.random()))  # noqa: S311
    site = Site(home, clock, post.port)
    try:
        site.until_it_answers()
        made = _prepared(site)
        own = Random(chance.random())  # noqa: S311
        traffic = Traffic(site.port, made, records, post, own, clock)
        running = traffic.start()
        time.sleep(5)
        loads: list[float] = []
        faults = _break(Faults(site, clock, post, chance, plan.own_disk), plan, loads)
        end = time.monotonic()
        running.stop()
        post.moody = False
        site.until_it_answers()
        settled = _settle(site, clock, made)
        state = json.loads(
            _checked(site.command("-m", "bench.chaos.inside", "state", made["study"]))
        )
        history = site.command("-m", "homelands", "verify-history")
    finally:
        site.stop()
        _save_log(home)
    findings = [*compare(records, state, post), _history(history.returncode, history.stdout)]
    rows = _silences(faults, records, end)
    too_long = [row for row in rows if max(row[stream] for stream in STREAMS) > PROMISED]
    return {
        "minutes": plan.minutes,
        "load": [min(loads), sum(loads) / len(loads), max(loads)],
        "starts": site.starts,
        "clock_ahead": clock.ahead,
        "settled": settled,
        "moods": dict(post.moods),
        "answers": {kind: dict(said) for kind, said in records.answers.items()},
        "faults": rows,
        "findings": [asdict(finding) for finding in findings],
        "broken": bool(too_long) or any(finding.wrong for finding in findings),
    }


def _prepared(site: Site) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(_checked(site.command("-m", "bench.chaos.inside", "prepare")))
    return made


def _checked(done: Any) -> str:
    if done.returncode:
        raise RuntimeError(done.stderr)
    text: str = done.stdout
    return text


def _break(faults: Faults, plan: Plan, loads: list[float]) -> list[Fault]:
    """Does one fault after another, and leaves the deployment alone for the end."""
    done: list[Fault] = []
    until = time.monotonic() + plan.minutes * 60
    for name in faults.deck(plan.only):
        wait = plan.chance.uniform(*BETWEEN)
        if time.monotonic() + wait + BETWEEN[1] > until:
            break
        time.sleep(wait)
        done.append(faults.do(name))
        loads.append(os.getloadavg()[0])
        at = time.strftime("%H:%M:%S")
        print(f"  {at} load {loads[-1]:.1f} {name}{'' if done[-1].found else ': not found'}")
        sys.stdout.flush()
    time.sleep(BETWEEN[1])
    return done


def _settle(site: Site, clock: Clock, made: dict[str, Any]) -> float:
    """Waits until no job is left to do; returns how many seconds it took.

    For letters that wait for their next try the clock is set forward once more.
    """
    began = time.monotonic()
    while time.monotonic() - began < _SETTLES:
        done = site.command("-m", "bench.chaos.inside", "state", made["study"])
        jobs = json.loads(done.stdout)["jobs"] if not done.returncode else {"? todo": 1}
        if not any(name.endswith((" todo", " doing")) for name in jobs):
            break
        if not any(name.endswith(" doing") for name in jobs):
            clock.forward(600)
        time.sleep(5)
    return time.monotonic() - began


def _history(code: int, said: str) -> Finding:
    lines = said.strip().splitlines()
    last = lines[-1] if lines else ""
    return Finding("verify-history", 1, [said] if code else [], last)


def _silences(faults: list[Fault], records: Records, end: float) -> list[dict[str, Any]]:
    rows = []
    for fault, after in zip(faults, [*faults[1:], None], strict=True):
        until = after.began if after else end
        row: dict[str, Any] = {"fault": fault.name, "found": fault.found}
        for stream in STREAMS:
            counts_from = fault.ended if fault.ended > fault.began else 0.0
            row[stream] = records.silence(stream, fault.began, until, counts_from)
        rows.append(row)
    return rows


def _save_log(home: Path) -> None:
    if kept := os.environ.get("CHAOS_LOG"):
        Path(kept).write_text((home / "log").read_text())


def _print(result: dict[str, Any]) -> None:
    low, mean, high = result["load"]
    print(
        f"\nLoad {low:.1f} to {high:.1f}, {mean:.1f} on average; {result['starts']} starts; clock"
    )
    print(f"set forward by {result['clock_ahead']} s in all; settled in {result['settled']:.0f} s.")
    print("\n| promise | acknowledged | broken | |\n|---|---|---|---|")
    for finding in result["findings"]:
        wrong = len(finding["wrong"])
        print(f"| {finding['what']} | {finding['acknowledged']:,} | {wrong} | {finding['said']} |")
    print("\n| fault | times | longest silence, s: pages | desk | submissions |")
    print("|---|---|---|---|---|")
    for name in sorted({row["fault"] for row in result["faults"]}):
        rows = [row for row in result["faults"] if row["fault"] == name]
        longest = " | ".join(f"{max(row[stream] for row in rows):.1f}" for stream in STREAMS)
        print(f"| {name} | {len(rows)} | {longest} |")
    print("\n| clients | answers |\n|---|---|")
    for kind, said in sorted(result["answers"].items()):
        print(f"| {kind} | {', '.join(f'{n:,} x {what}' for what, n in sorted(said.items()))} |")
    print(f"\nThe mail server: {result['moods']}")
    for finding in result["findings"]:
        for line in finding["wrong"][:5]:
            print(f"BROKEN {finding['what']}: {line}")


if __name__ == "__main__":
    sys.exit(main())
