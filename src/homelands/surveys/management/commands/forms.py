"""`homelands forms`: checks and publishes questionnaires, and takes answers out."""

from argparse import ArgumentParser
from importlib import import_module
from typing import Any

from django.core.management.base import BaseCommand, CommandError

#: The verbs, each a module with `add_arguments` and `run`, read when it is needed.
VERBS = {
    "check": "homelands.surveys.management.forms.check",
    "publish": "homelands.surveys.management.forms.publish",
    "export": "homelands.surveys.management.forms.export",
}


class Command(BaseCommand):
    help = "Works on questionnaires and their answers."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        for verb, module in VERBS.items():
            try:
                import_module(module).add_arguments(verbs.add_parser(verb))
            except ModuleNotFoundError:
                continue

    def handle(self, *args: Any, **options: Any) -> None:
        code = import_module(VERBS[options["verb"]]).run(options)
        if code:
            raise CommandError("", returncode=code)
