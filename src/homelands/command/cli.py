"""The `homelands` command: its own verbs, and behind them those of the framework."""

import os
import sys
from importlib.metadata import version

#: Our commands, with what each does: what `homelands --help` shows.
COMMANDS = {
    "run": "starts a whole deployment: database, web server and workers",
    "demo": "makes a synthetic country in an empty deployment",
    "officers": "opens an officer's account and prints a link to enter it",
    "migrate": "makes and changes the tables",
    "backup": "writes the database and the files to one archive",
    "restore": "puts a backup in the place of an empty database",
    "verify-history": "finds changes to what must not change",
    "rotate-keys": "makes a new key and encrypts everything under it",
    "import-stock": "takes in official stock figures",
    "import-responses": "takes in a respondent-driven sample collected elsewhere",
    "forms": "checks, publishes and exports questionnaires and their answers",
    "estimate": "estimates from a file, without a database: shares, means, sizes, weights",
    "sample": "says how many interviews a study needs, and tries it on simulated networks",
    "protect": "makes a table in which nobody can be made out",
    "messages": "collects what is to be translated",
}

#: Commands that change tables or must see every row; all others run as the app's role.
_AS_OWNER = {
    "migrate",
    "sqlmigrate",
    "backup",
    "restore",
    "verify-history",
    "rotate-keys",
    "pgtrigger",
}

#: Commands that need no database; of some, it is one verb that needs none.
_WITHOUT_DATABASE = {"makemessages", "compilemessages", "messages", "forms check", "forms --help"}

#: Commands that calculate on files: no settings, no database.
_CALCULATIONS = {"estimate", "sample", "protect"}


def main() -> None:
    """Runs one command; a mistake in its use is one clear line, never a traceback."""
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    if command in {"--help", "-h"} or sys.argv[1:] in ([], ["help"]):
        sys.stdout.write(_help())
    elif command in {"--version", "version"}:
        sys.stdout.write(f"homelands {version('homelands')}\n")
    elif command in _CALCULATIONS:
        from homelands.command.calculations.commands import calculate

        sys.exit(calculate(sys.argv[1:]))
    elif command == "run":
        from homelands.command.runtime.supervisor import run

        sys.exit(run(sys.argv[2:]))
    else:
        _manage(command)


def _help() -> str:
    lines = [f"  {name:<18}{what}" for name, what in COMMANDS.items()]
    head = "usage: homelands COMMAND …   (homelands COMMAND --help explains it)"
    return "\n".join([head, "", *lines, "", "  --version         says which version this is", ""])


def _manage(command: str) -> None:
    """Runs a command that knows the deployment."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "homelands.web.settings")
    if command in _AS_OWNER:
        os.environ["HOMELANDS_DATABASE_ROLE"] = "owner"
    if not {command, " ".join(sys.argv[1:3])} & _WITHOUT_DATABASE:
        from homelands.command.runtime.database import reach

        reach()
    from django.core.management import execute_from_command_line

    execute_from_command_line([sys.argv[0].replace("__main__.py", "homelands"), *sys.argv[1:]])
