"""`homelands backup FILE`: the database and the uploaded files in one archive."""

import subprocess
import tarfile
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from homelands.command.runtime.database import tool


class Command(BaseCommand):
    help = "Writes the database and the uploaded files to one archive. Keep the secrets apart."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        target: Path = options["file"].absolute()
        draft = target.with_suffix(".draft")
        with tempfile.TemporaryDirectory() as folder:
            dump = Path(folder) / "database.dump"
            subprocess.run(
                [
                    tool("pg_dump"),
                    "--format=custom",
                    f"--file={dump}",
                    settings.HOMELANDS_OWNER_URL,
                ],
                check=True,
            )
            with tarfile.open(draft, "w") as archive:
                archive.add(dump, "database.dump")
                files = settings.HOME / "files"
                if files.exists():
                    archive.add(files, "files")
        draft.replace(target)
        self.stdout.write(f"{target}: {target.stat().st_size / 2**20:.1f} MB")
        self.stdout.write(
            f"Keep {settings.HOME / 'secrets.json'} apart: without it nobody can read"
        )
        self.stdout.write("names and addresses, and with both together anybody can.")
