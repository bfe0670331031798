"""`homelands import-stock FILE`: reads a file of migrant stock figures, all of it or nothing."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from homelands.foundation.actors import Actor
from homelands.foundation.errors import Refusal
from homelands.mapping.stocks.actions import stocks
from homelands.mapping.stocks.actions.stocks import LICENCE, AlreadyImported, Stated
from homelands.mapping.stocks.models import StockEdition


class Command(BaseCommand):
    help = "Imports UN DESA's International Migrant Stock: the clean CSV or a workbook (.xlsx)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--edition", default="", help="where the file does not say it")
        parser.add_argument("--source", default="", help="how to cite the file")
        parser.add_argument("--licence", default=LICENCE, help=f"default: {LICENCE}")

    def handle(self, *args: Any, **options: Any) -> None:
        stated = Stated(
            edition=options["edition"], source=options["source"], licence=options["licence"]
        )
        try:
            edition = stocks.import_file(
                options["file"], stated=stated, at=timezone.now(), by=Actor.system("import-stock")
            )
        except AlreadyImported as refusal:
            self.stdout.write(str(refusal))
        except Refusal as refusal:
            raise CommandError(f"{refusal} Nothing was imported.", returncode=2) from refusal
        else:
            self._report(edition)

    def _report(self, edition: StockEdition) -> None:
        figures = edition.figures.filter(subtotal_of="").count()
        subtotals = edition.figures.exclude(subtotal_of="")
        regions = sorted(set(subtotals.values_list("subtotal_of", flat=True)))
        self.stdout.write(f"{edition}: {figures} figures above zero. Licence: {edition.licence}.")
        if regions:
            self.stdout.write(
                f"{subtotals.count()} figures are regional subtotals, kept apart and not counted"
                f" twice: {', '.join(regions)}."
            )
        sums, unknown = edition.left_out["sums"], edition.left_out["unknown"]
        if sums:
            self.stdout.write(
                f"Left out, because they add countries up: {', '.join(sorted(sums))}."
            )
        for name, lines in sorted(unknown.items()):
            self.stdout.write(f"Left out, because the name is not known: {name} ({lines} lines).")
