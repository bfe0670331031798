"""Looks for secrets in the files that are under version control; needs no network.

    python -m tests.gates.secrets

A line that is meant, such as an example, says so with "no secret" and a reason on the same line.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
MEANT = re.compile(r"no secret[ :(]+\S")

PATTERNS = {
    "a private key": re.compile(r"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----"),
    "a key of Amazon": re.compile(r"\b(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{16}\b"),
    "a key of Google": re.compile(r"\bAIza[A-Za-z0-9_-]{35}\b"),
    "a token of GitHub": re.compile(r"\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{40,})\b"),
    "a token of GitLab": re.compile(r"\bglpat-[A-Za-z0-9_-]{20,}\b"),
    "a token of Slack": re.compile(r"\bxox[abprs]-[A-Za-z0-9-]{10,}\b"),
    "a key of a payment service": re.compile(r"\b[rs]k_live_[A-Za-z0-9]{16,}\b"),
    "a token of a package index": re.compile(r"\bpypi-[A-Za-z0-9_-]{50,}\b"),
    "a password in an address": re.compile(
        r"\b[a-z][a-z0-9+.-]*://[^\s/:@\"'<>{}$%()]+:[^\s/:@\"'<>{}$()]{3,}@[^\s\"'<>@]"
    ),
    "secrets of a deployment": re.compile(
        r"""["'](?:session|blind)["']\s*:\s*["'][A-Za-z0-9+/=_-]{40,}["']"""
    ),
}


def main() -> int:
    """Prints each place where a secret seems to stand; returns the exit code."""
    found = [line for path in tracked(ROOT) for line in secrets(path, ROOT)]
    for line in found:
        print(f"secrets: FAILED: {line}")
    if not found:
        print("secrets: none in the files under version control.")
    return 1 if found else 0


def tracked(root: Path) -> list[Path]:
    """Returns the files under version control; a tree without it cannot be looked at."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, text=True)
    if done.returncode or not done.stdout:
        raise SystemExit(f"secrets: FAILED: could not list the files of {root}: {done.stderr}")
    return [root / name for name in done.stdout.split("\0") if name]


def secrets(path: Path, root: Path) -> Iterator[str]:
    """Yields the place of each secret of a file, without the secret."""
    if not path.is_file():  # deleted, and not committed yet
        return
    text = path.read_bytes().decode("utf-8", errors="replace")
    for number, line in enumerate(text.splitlines(), 1):
        for what, pattern in PATTERNS.items():
            if pattern.search(line) and not MEANT.search(line):
                place = f"{path.relative_to(root)}, line {number}"
                yield f"{place}: {what}. Take it out, and revoke it."


if __name__ == "__main__":
    sys.exit(main())
