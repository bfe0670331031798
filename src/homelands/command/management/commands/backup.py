"""`homelands backup FILE`: the database and the uploaded files in one archive."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from homelands.command.archive import writing
from homelands.command.archive.errors import in_one_sentence
from homelands.command.archive.postgres import Database


class Command(BaseCommand):
    help = (
        "Writes the database and the uploaded files to one archive, reads it back, and puts it in "
        "its place when it is whole. Keep the secrets apart."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        target: Path = options["file"].absolute()
        with in_one_sentence(target):
            database = Database(settings.HOMELANDS_OWNER_URL)
            manifest = writing.write(target, home=settings.HOME, database=database)
            size = target.stat().st_size / 2**20
        self.stdout.write(f"{target}: {size:.1f} MB, {len(manifest.members)} members, checked.")
        self.stdout.write(
            f"Keep {settings.HOME / 'secrets.json'} apart: without it nobody can read"
        )
        self.stdout.write("names and addresses, and with both together anybody can.")
