"""`homelands forms check …`: one command for all work on form files, verb by verb."""

import sys
from argparse import REMAINDER, ArgumentParser
from importlib import import_module
from typing import Any

from django.core.management.base import BaseCommand

_PLACE = "homelands.command.management.forms"

#: Each verb is a module with add_arguments(parser) and run(options), which returns the exit code.
VERBS = ("check", "publish", "export")


class Command(BaseCommand):
    help = "Works on form files: checks one, publishes one, exports the answers of a study."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("verb", choices=VERBS)
        parser.add_argument("words", nargs=REMAINDER, help="try: homelands forms check --help")

    def handle(self, *args: Any, **options: Any) -> None:
        verb = options["verb"]
        module = import_module(f"{_PLACE}.{verb}")
        parser = ArgumentParser(f"homelands forms {verb}", description=module.__doc__)
        module.add_arguments(parser)
        code = module.run(parser.parse_args(options["words"]))
        if code:
            sys.exit(code)
