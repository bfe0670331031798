"""Looks for known vulnerabilities in the pinned packages; fails when it could not look.

    python -m tests.gates.audit

It ends with 0 when every package was looked up and nothing is known, or what is known stands in
docs/audit-exceptions.toml with a reason and a date that has not passed; with 1 otherwise.
Where there is no network, AUDIT=offline bears with that until the date of the entry
"could-not-look" of that file; continuous integration (CI=true) bears with it and says what is
overdue. Neither reads as a pass.
"""

import json
import os
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
LOCK = ROOT / "requirements.lock"
EXCEPTIONS = ROOT / "docs" / "audit-exceptions.toml"

#: The entry that bears with an audit that could not look.
OFFLINE = "could-not-look"


@dataclass(frozen=True)
class Report:
    """What the audit saw: how many packages, which it could not look up, what is known."""

    looked_at: int
    skipped: tuple[str, ...]
    known: tuple[tuple[str, tuple[str, ...]], ...]  # package, its advisory with other names of it
    trouble: str = ""


def main() -> int:
    """Runs pip-audit, prints the verdict, returns the exit code."""
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(LOCK), "--disable-pip"]
    done = subprocess.run(
        [*command, "--format=json", "--progress-spinner=off"], capture_output=True, text=True
    )
    lines, code = verdict(
        read(done.stdout, done.stderr),
        exceptions(EXCEPTIONS.read_text(encoding="utf-8")),
        today=date.today(),
        is_offline=os.environ.get("AUDIT") == "offline",
        is_ci=os.environ.get("CI") == "true",
    )
    print("\n".join(lines))
    return code


def read(output: str, complaints: str) -> Report:
    """Reads what pip-audit printed; what is no report is an audit that could not look."""
    try:
        packages: list[dict[str, Any]] = json.loads(output)["dependencies"]
    except (ValueError, KeyError, TypeError):
        said = [line for line in complaints.splitlines() if line.strip()]
        return Report(0, (), (), trouble=said[-1].strip() if said else "it gave no report")
    skipped = tuple(package["name"] for package in packages if "skip_reason" in package)
    known = tuple(
        (package["name"], (advisory["id"], *advisory.get("aliases", ())))
        for package in packages
        for advisory in package.get("vulns", ())
    )
    return Report(len(packages) - len(skipped), skipped, known)


def exceptions(text: str) -> dict[str, date]:
    """Reads until when each exception holds; one without a reason or a date is no exception."""
    held: dict[str, date] = {}
    for entry in tomllib.loads(text).get("exception", ()):
        if not (entry.get("id") and entry.get("reason") and isinstance(entry.get("until"), date)):
            raise SystemExit(f"{EXCEPTIONS}: an exception needs id, reason and until: {entry}")
        held[entry["id"]] = entry["until"]
    return held


def verdict(
    report: Report, held: dict[str, date], *, today: date, is_offline: bool, is_ci: bool
) -> tuple[list[str], int]:
    """Returns what to print, and the exit code."""
    lines, open_ = [], 0
    for package, names in report.known:
        until = max((held[name] for name in names if name in held), default=None)
        if until is not None and today <= until:
            lines.append(f"audit: {package} has {names[0]}, borne until {until}.")
        else:
            open_ += 1
            past = f"; its exception ended on {until}" if until else ""
            lines.append(f"audit: FAILED: {package} has a known vulnerability: {names[0]}{past}.")
    if open_:
        return lines, 1
    if report.looked_at and not report.skipped and not report.trouble:
        lines.append(f"audit: {report.looked_at} packages looked up, no other vulnerability known.")
        return lines, 0
    what = _unseen(report)
    until = held.get(OFFLINE)
    if not (is_offline or is_ci):
        hint = "Run it where the network is, or set AUDIT=offline."
        return [*lines, f"audit: FAILED: {what}. {hint}"], 1
    is_overdue = until is None or today > until
    if is_overdue and not is_ci:
        hint = f"{EXCEPTIONS.name} does not bear with that today. Audit where the network is."
        return [*lines, f"audit: FAILED: {what}. {hint}"], 1
    return [*lines, *_loudly(what, until, is_overdue)], 0


def _unseen(report: Report) -> str:
    """Says what the audit could not look at, and why."""
    reason = report.trouble or "the advisory service did not know the packages"
    if report.trouble or not report.looked_at:
        return f"NOTHING WAS AUDITED: {reason}"
    return f"{len(report.skipped)} PACKAGES WERE NOT AUDITED, {', '.join(report.skipped)}: {reason}"


def _loudly(what: str, until: date | None, is_overdue: bool) -> list[str]:
    term = f"OVERDUE since {until}" if is_overdue else f"borne until {until}"
    return [
        "*" * 79,
        f"* audit: {what}.",
        f"* This is NOT a pass. It is {term} ({EXCEPTIONS.name}):",
        "* `make check` must run once where the network is.",
        "*" * 79,
    ]


if __name__ == "__main__":
    sys.exit(main())
