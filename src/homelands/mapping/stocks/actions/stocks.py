"""Stock figures are imported: a whole file, or nothing of it."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import connection
from django.utils.translation import gettext_lazy as _

from homelands.forms.datafiles import stock_files
from homelands.forms.datafiles.stock_files import StockRow, StockTable
from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.foundation.errors import Refusal
from homelands.foundation.rules import check_system
from homelands.mapping.stocks.models import StockEdition
from homelands.mapping.stocks.queries import stocks

PUBLISHER = "United Nations Department of Economic and Social Affairs, Population Division"
LICENCE = "CC BY 3.0 IGO"

_COPY = (
    "COPY stocks_stockfigure"
    " (edition_id, origin, destination, subtotal_of, year, sex, value) FROM STDIN"
)


class AlreadyImported(Refusal):
    """The same file again: there is nothing to do."""

    code = "already_imported"


class NoFigures(Refusal):
    code = "no_figures"
    sentence = _("The file holds no figure above zero, so nothing was imported.")


@dataclass(frozen=True)
class Stated:
    """What the person who imports says about the file; empty where the file says it itself."""

    edition: str = ""
    source: str = ""
    publisher: str = PUBLISHER
    licence: str = LICENCE


@action(who=check_system)
def import_file(
    file: Path, *, at: datetime, by: Actor, stated: Stated | None = None
) -> StockEdition:
    """Imports a file of migrant stock figures, all of it or nothing."""
    table = stock_files.read(file)
    digest = _digest(file)
    _check_new(digest)
    said = stated or Stated()
    edition = StockEdition(
        title=(table.title or _title(said, table))[:300],
        edition=(said.edition or table.edition)[:200],
        source=said.source or table.source,
        publisher=said.publisher,
        licence=said.licence,
        imported_at=at,
        sha256=digest,
    )
    edition.save(force_insert=True)
    if not _copy(edition, table):
        raise NoFigures()
    edition.left_out = _left_out(table)
    edition.save(update_fields=["left_out"])
    return edition


def _title(said: Stated, table: StockTable) -> str:
    return said.edition or table.edition or "International Migrant Stock"


def _left_out(table: StockTable) -> dict[str, dict[str, int]]:
    """Returns by name how many lines were left out: sums of countries, and unknown names."""
    kept = {row.subtotal_of for row in table.subtotals}
    sums = {
        name: lines
        for name, lines in table.skipped.items()
        if name not in kept and name not in table.unrecognised
    }
    return {"sums": sums, "unknown": dict(table.unrecognised)}


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _check_new(digest: str) -> None:
    known = stocks.by_sha256(digest)
    if known is not None:
        raise AlreadyImported(
            _("This file was imported on %(day)s as “%(edition)s”. Nothing was changed.")
            % {"day": known.imported_at.date().isoformat(), "edition": str(known)}
        )


def _copy(edition: StockEdition, table: StockTable) -> int:
    """Streams the figures above zero into the table; returns how many there were."""
    count = 0
    with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        for row in _all(table):
            if row.value > 0:
                copy.write_row(
                    (
                        edition.pk,
                        row.origin or "",
                        row.destination,
                        row.subtotal_of,
                        row.year,
                        row.sex,
                        row.value,
                    )
                )
                count += 1
    return count


def _all(table: StockTable) -> Iterator[StockRow]:
    """Yields the countries' rows, then the subtotals, which are known only after them."""
    yield from table.rows
    yield from table.subtotals
