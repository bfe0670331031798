"""`homelands verify-history`: finds and locates changes to what must not change."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from homelands.foundation.queries import history


class Command(BaseCommand):
    help = "Walks every history chain and says where one does not hold."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--heads", action="store_true", help="print the chains' heads")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        if options["heads"]:
            for name, length, digest in history.heads():
                self.stdout.write(f"{name} {length} {digest}")
            return
        found = [broken for table in history.tables() for broken in history.breaks(table)]
        for broken in found:
            place = f"{broken.table}, lane {broken.lane}, place {broken.place}"
            self.stderr.write(f"{place}: {broken.what}")
        if found:
            raise CommandError(f"{len(found)} places where history was changed.", returncode=1)
        self.stdout.write(f"{len(history.tables())} tables: history is whole.")
