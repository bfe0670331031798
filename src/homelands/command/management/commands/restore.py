"""`homelands restore FILE`: puts a backup in the place of an empty deployment."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from homelands.command.archive import restoring
from homelands.command.archive.errors import Unusable, in_one_sentence
from homelands.command.archive.postgres import Database
from homelands.command.archive.reading import Archive
from homelands.command.runtime.database import give_rights
from homelands.command.runtime.supervisor import alone


class Command(BaseCommand):
    help = (
        "Checks a backup, then restores all of it or nothing. The database must be empty, so that "
        "nothing is overwritten, and the secrets must be those of the backup."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        source: Path = options["file"].absolute()
        home: Path = settings.HOME
        with in_one_sentence(source):
            lock = alone(home)
            if lock is None:
                raise Unusable(f"`homelands run` uses the data in {home}. Stop it first.")
            with lock, Archive(source) as archive:
                database = Database(settings.HOMELANDS_OWNER_URL)
                manifest = restoring.restore(archive, home=home, database=database)
                give_rights(settings.HOMELANDS_OWNER_URL)
                restoring.finish(home)
        self.stdout.write(f"Restored, as it was at {manifest.made_at}.")
        self.stdout.write("Check its history: homelands verify-history")
