"""The formats in which answers leave: what each is called, and what writes it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from . import csv_file, parquet, statistics, workbook
from .columns import Written
from .dataset import Dataset


@dataclass(frozen=True)
class Format:
    """A format: its ending, its media type, its writer, and whether it knows types.

    `nested` formats have a sheet of their own for each repeated group.
    """

    name: str
    media: str
    write: Callable[[Path, Dataset], Written]
    typed: bool = True
    nested: bool = False


FORMATS = {
    one.name: one
    for one in (
        Format("csv", "text/csv; charset=utf-8", csv_file.write, typed=False),
        Format(
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            workbook.write,
            typed=False,
            nested=True,
        ),
        Format("sav", "application/x-spss-sav", statistics.write_sav),
        Format("dta", "application/x-stata-dta", statistics.write_dta),
        Format("parquet", "application/vnd.apache.parquet", parquet.write),
    )
}

#: The description of the data without the data.
DDI = "ddi"
DDI_MEDIA = "application/xml"


def write(path: Path, dataset: Dataset, format_: str) -> Written:
    """Writes a data set in one of the formats."""
    return FORMATS[format_].write(path, dataset)
