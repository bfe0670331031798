"""The command tells what it can do, and nothing of the framework behind it."""

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from homelands.command.cli import COMMANDS


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "homelands", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("arguments", [(), ("--help",), ("-h",), ("help",)])
def test_help_has_a_line_for_each_of_our_commands_and_no_other(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stderr) == (0, "")
    rows = [line.split(maxsplit=1) for line in done.stdout.splitlines() if line.startswith("  ")]
    assert dict(rows) == {**COMMANDS, "--version": "says which version this is"}


def test_version_is_ours() -> None:
    assert run("--version").stdout == f"homelands {version('homelands')}\n"


def test_every_command_of_ours_is_in_the_list() -> None:
    import homelands.command

    folder = Path(homelands.command.__file__).parent / "management" / "commands"
    own = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    assert own <= set(COMMANDS)
