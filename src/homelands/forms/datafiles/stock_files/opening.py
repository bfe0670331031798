"""Looks at a file before it is parsed, so that a hostile or broken one costs nothing."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from django.utils.translation import gettext as _

from .table import StockFileError

Item = TypeVar("Item")
LARGEST = 200 * 1024 * 1024
# Sheets of figures shrink 5 to 30 times; a bomb shrinks a thousand times.
STEEPEST = 150
SMALL_PART = 1024 * 1024
ZIP = b"PK\x03\x04"
OLD_EXCEL = b"\xd0\xcf\x11\xe0"


def is_workbook(file: Path) -> bool:
    """Return whether the file is a sound ZIP container, so a workbook, and not text."""
    if not file.is_file():
        raise StockFileError(_("There is no file “%(name)s”.") % {"name": file.name})
    _check_size(file)
    with file.open("rb") as stream:
        start = stream.read(4)
    if start == OLD_EXCEL:
        raise StockFileError(
            _("“%(name)s” is in the old Excel format. Save it as .xlsx and try again.")
            % {"name": file.name}
        )
    if start == ZIP:
        _check_zip(file)
        return True
    _check_text(file)
    return False


def damaged(file: Path) -> StockFileError:
    """Return the refusal of a workbook whose content cannot be read."""
    return StockFileError(
        _(
            "The workbook “%(name)s” is damaged or was only partly copied. Download it again"
            " and retry."
        )
        % {"name": file.name}
    )


def unbroken(items: Iterator[Item], file: Path) -> Iterator[Item]:
    """Yield the items; when reading them breaks, refuse the file as damaged."""
    while True:
        try:
            item = next(items)
        except StopIteration:
            return
        # A parser meets a broken file in too many ways to list them.
        except Exception as error:
            raise damaged(file) from error
        yield item


def _check_size(file: Path) -> None:
    size = file.stat().st_size
    if size == 0:
        raise StockFileError(_("The file “%(name)s” is empty.") % {"name": file.name})
    if size > LARGEST:
        raise _too_large(file)


def _check_zip(file: Path) -> None:
    try:
        with zipfile.ZipFile(file) as container:
            parts = container.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise damaged(file) from error
    # The sizes in the directory bind: reading stops at them, whatever the data hold.
    if sum(part.file_size for part in parts) > LARGEST or any(map(_is_bomb, parts)):
        raise _too_large(file)
    if not any(part.filename == "xl/workbook.xml" for part in parts):
        raise StockFileError(
            _("“%(name)s” is an archive but not an Excel workbook. Give the .xlsx file itself.")
            % {"name": file.name}
        )


def _is_bomb(part: zipfile.ZipInfo) -> bool:
    steep = part.file_size > STEEPEST * max(part.compress_size, 1)
    return steep and part.file_size > SMALL_PART


def _check_text(file: Path) -> None:
    with file.open("rb") as stream:
        for number, line in enumerate(stream, 1):
            if b"\0" in line:
                raise StockFileError(
                    _(
                        "“%(name)s” is neither a CSV file in UTF-8 nor an Excel workbook."
                        " Save the table as .csv (UTF-8) or .xlsx."
                    )
                    % {"name": file.name}
                )
            try:
                line.decode("utf-8")
            except UnicodeDecodeError as error:
                raise StockFileError(
                    _("Line %(line)d of “%(name)s” is not in UTF-8. Save the file as CSV UTF-8.")
                    % {"line": number, "name": file.name}
                ) from error


def _too_large(file: Path) -> StockFileError:
    return StockFileError(
        _(
            "“%(name)s” unpacks to more than a stock file can hold (%(limit)d MB), or is"
            " packed suspiciously tight. It was not opened."
        )
        % {"name": file.name, "limit": LARGEST // (1024 * 1024)}
    )
