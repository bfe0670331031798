"""Opens a stock file by the one reader of tables; its refusals get the file's name."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.utils.translation import gettext as _

from homelands.forms.tables import Unreadable, sentence

from .table import StockFileError

#: A larger file is none of UN DESA's.
LARGEST = 200 * 2**20


def content_of(file: Path) -> bytes:
    """Return what the file holds."""
    if not file.is_file():
        raise StockFileError(_("There is no file “%(name)s”.") % {"name": file.name})
    if file.stat().st_size > LARGEST:
        raise Unreadable("too_large", most=LARGEST // 2**20)
    return file.read_bytes()


@contextmanager
def named(file: Path) -> Iterator[None]:
    """Refuse what the reader refuses, with the name of the file."""
    try:
        yield
    except Unreadable as fault:
        raise StockFileError(
            _("“%(name)s”: %(fault)s") % {"name": file.name, "fault": sentence(fault)}
        ) from fault
