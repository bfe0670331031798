"""`homelands verify-history`: finds and locates changes to what must not change."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from homelands.foundation.queries import history
from homelands.foundation.queries.history import Break, Head

_ON_THE_SCREEN = "-"


class Command(BaseCommand):
    help = (
        "Walks every history chain and says where one does not hold. Keep the heads on another "
        "machine: compared with them, rows are found that were deleted together with their heads."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--heads",
            metavar="FILE",
            nargs="?",
            const=_ON_THE_SCREEN,
            help="write the chains' heads to a file, or show them",
        )
        parser.add_argument(
            "--against", metavar="FILE", type=Path, help="compare with heads that were kept"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        kept = _read(options["against"]) if options["against"] else []
        with transaction.atomic():
            if not options["heads"] or options["against"]:
                self._verify(kept, options["against"])
            if options["heads"]:
                self._keep(options["heads"])

    def _verify(self, kept: list[Head], source: Path | None) -> None:
        tables = history.tables()
        found = [broken for table in tables for broken in history.breaks(table)]
        found += [broken for broken in history.differences(kept) if not _is_told(broken, found)]
        for broken in found:
            place = f"{broken.table}, lane {broken.lane}, place {broken.place}"
            self.stderr.write(f"{place}: {broken.what}")
        if found:
            raise CommandError(f"{len(found)} places where history was changed.", returncode=1)
        self.stdout.write(f"{len(tables)} tables: history is whole.")
        if source:
            self.stdout.write(f"{len(kept)} heads of {source}: history goes on from them.")

    def _keep(self, target: str) -> None:
        lines = [f"{head.name} {head.place} {head.digest}" for head in history.heads()]
        if target == _ON_THE_SCREEN:
            self.stdout.write("\n".join(lines))
            return
        draft = Path(f"{target}.draft")
        try:
            draft.write_text("".join(f"{line}\n" for line in lines))
            draft.replace(target)
        except OSError as error:
            raise CommandError(f"{target}: {error.strerror}. Choose another place.", returncode=2)  # noqa: B904
        self.stdout.write(f"{len(lines)} heads in {target}. Keep them on another machine.")


def _is_told(broken: Break, found: list[Break]) -> bool:
    return any(one.table == broken.table and one.what == broken.what for one in found)


def _read(path: Path) -> list[Head]:
    """Reads kept heads; refuses what is none."""
    try:
        rows = [line.split() for line in path.read_text().splitlines() if line.strip()]
        heads = [Head(name, int(place), digest) for name, place, digest in rows]
        if not heads or any(not head.table or head.lane < 0 for head in heads):
            raise ValueError("no heads")
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}. Give the file of kept heads.", returncode=2)  # noqa: B904
    except ValueError as error:
        raise CommandError(
            f"{path} holds no heads: give a file written by verify-history --heads.", returncode=2
        ) from error
    return heads
