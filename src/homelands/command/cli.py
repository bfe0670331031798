"""The `homelands` command: its own verbs, and Django's."""

import os
import sys

#: Commands that change tables or must see every row; all others run as the app's role.
_AS_OWNER = {"migrate", "sqlmigrate", "backup", "restore", "verify-history", "pgtrigger"}

#: Commands that need no database; of some, it is one verb that needs none.
_WITHOUT_DATABASE = {"makemessages", "compilemessages", "messages", "help", "--help", "version"}
_WITHOUT_DATABASE |= {"forms check", "forms --help"}

#: Commands that calculate on files: no settings, no Django.
_CALCULATIONS = {"estimate", "protect"}


def main() -> None:
    """Runs one command; a mistake in its use is one clear line, never a traceback."""
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    if command in _CALCULATIONS:
        from homelands.command.calculations.commands import calculate

        sys.exit(calculate(sys.argv[1:]))
    if command == "run":
        from homelands.command.runtime.supervisor import run

        sys.exit(run(sys.argv[2:]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "homelands.web.settings")
    if command in _AS_OWNER:
        os.environ["HOMELANDS_DATABASE_ROLE"] = "owner"
    from homelands.command.runtime.database import reach

    if not {command, " ".join(sys.argv[1:3])} & _WITHOUT_DATABASE:
        reach()
    from django.core.management import execute_from_command_line

    execute_from_command_line([sys.argv[0].replace("__main__.py", "homelands"), *sys.argv[1:]])
