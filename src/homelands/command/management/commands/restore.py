"""`homelands restore FILE`: puts a backup in the place of an empty database."""

import subprocess
import tarfile
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from homelands.command.runtime.database import give_rights, tool


class Command(BaseCommand):
    help = "Restores a backup. The database must be empty, so that nothing is overwritten."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        source: Path = options["file"]
        if connection.introspection.table_names():
            raise CommandError(
                "The database is not empty. Restore into a new one: another HOMELANDS_HOME, "
                "or another DATABASE_URL.",
                returncode=2,
            )
        with tempfile.TemporaryDirectory() as folder:
            self._unpack(source, Path(folder))
            self._load(Path(folder) / "database.dump")
            files = Path(folder) / "files"
            if files.exists():
                files.rename(settings.HOME / "files")
        give_rights(settings.HOMELANDS_OWNER_URL)
        self.stdout.write("Restored. Check it: homelands verify-history")

    def _unpack(self, source: Path, folder: Path) -> None:
        try:
            with tarfile.open(source) as archive:
                archive.extractall(folder, filter="data")
        except (OSError, tarfile.TarError) as error:
            raise CommandError(f"{source} is not a backup: {error}", returncode=2) from error

    def _load(self, dump: Path) -> None:
        command = [tool("pg_restore"), "--no-owner", "--no-privileges", "--exit-on-error"]
        subprocess.run(
            [*command, f"--dbname={settings.HOMELANDS_OWNER_URL}", str(dump)], check=True
        )
