"""Secrets in files under version control are found. Those here are put together while it runs."""

import subprocess
from pathlib import Path

import pytest

from tests.gates import secrets

LINES = {
    "a private key": "-----BEGIN " + "RSA PRIVATE KEY-----",
    "a key of Amazon": "key = AKIA" + "ABCDEFGHIJKLMNOP",
    "a key of Google": "AIza" + "a" * 35,
    "a token of GitHub": "ghp_" + "a" * 36,
    "a token of GitLab": "glpat-" + "a" * 20,
    "a token of Slack": "xoxb-" + "1" * 12,
    "a key of a payment service": "sk_live_" + "a" * 24,
    "a token of a package index": "pypi-" + "A" * 60,
    "a password in an address": "postgresql://owner:" + "Tr0ub4dor@db.example.org/homelands",
    "secrets of a deployment": '"blind": "' + "A" * 43 + '="',
}


@pytest.mark.parametrize("what", LINES)
def test_each_kind_is_found_and_not_repeated(tmp_path: Path, what: str) -> None:
    file = tmp_path / "notes.txt"
    file.write_text(f"first\n{LINES[what]}\n")
    assert list(secrets.secrets(file, tmp_path)) == [
        f"notes.txt, line 2: {what}. Take it out, and revoke it."
    ]
    file.write_text(f"{LINES[what]}  # no secret: an example\n")
    assert list(secrets.secrets(file, tmp_path)) == []


def test_every_kind_is_tried() -> None:
    assert set(LINES) == set(secrets.PATTERNS)


@pytest.mark.parametrize(
    "line",
    [
        "postgresql://homelands_owner@/homelands?host=/tmp",
        "postgresql://{user}:{password}@host/name",
        "https://example.org:8000/a@b",
        "-----BEGIN PUBLIC KEY-----",
    ],
)
def test_what_is_no_secret_is_left_alone(tmp_path: Path, line: str) -> None:
    file = tmp_path / "notes.txt"
    file.write_text(line)
    assert list(secrets.secrets(file, tmp_path)) == []


def test_files_under_version_control_are_looked_at_and_no_others(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("a")
    (tmp_path / "stray").write_text("b")
    for command in (["init", "-q"], ["add", "kept"]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    assert secrets.tracked(tmp_path) == [tmp_path / "kept"]


def test_a_tree_that_cannot_be_looked_at_is_no_pass(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="could not list the files"):
        secrets.tracked(tmp_path)
