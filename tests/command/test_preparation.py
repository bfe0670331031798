"""What is prepared before a deployment starts."""

from pathlib import Path

from homelands.command.runtime.preparation import close


def test_letters_are_closed_to_other_users_of_the_machine(tmp_path: Path) -> None:
    folder = tmp_path / "home" / "mail"
    close(folder)
    assert folder.stat().st_mode & 0o777 == 0o700
    folder.chmod(0o755)
    close(folder)
    assert folder.stat().st_mode & 0o777 == 0o700
