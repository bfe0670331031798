"""Writes answers as files: plain functions over records that stream, and no Django.

`layout` says which columns a data set has and how each is read from a record; each writer
(`csv_file`, `workbook`, `sav`, `dta`, `parquet`, `ddi`) takes a `Dataset` and a path. Only `sav`
and `dta` hold the table in memory, packed column by column, because their format needs it whole.
"""

from .columns import Column, Options, Record, Written
from .dataset import Dataset
from .formats import FORMATS, Format, write
from .variable import Variable, Wording

__all__ = [
    "FORMATS",
    "Column",
    "Dataset",
    "Format",
    "Options",
    "Record",
    "Variable",
    "Wording",
    "Written",
    "write",
]
