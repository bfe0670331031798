"""Reads a UN DESA migrant stock file: the clean CSV layout, or the workbooks' own layout.

`read(path)` checks the file and its header and returns a StockTable whose rows are then
read one at a time. Whatever is wrong comes as a StockFileError with one sentence.
"""

import os
from pathlib import Path

from homelands.forms.tables.kinds import WORKBOOKS, kind_of

from . import csv_layout, workbook_layout
from .opening import content_of, named
from .table import StockFileError, StockRow, StockTable

__all__ = ["StockFileError", "StockRow", "StockTable", "read"]


def read(path: str | os.PathLike[str]) -> StockTable:
    """Return the file's table; raise StockFileError when it is not a stock file."""
    file = Path(path)
    with named(file):
        content = content_of(file)
        layout = workbook_layout if kind_of(content) in WORKBOOKS else csv_layout
    table: StockTable = layout.read(file, content)
    return table
