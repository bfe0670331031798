"""The one reader of tables: CSV, XLSX, XLS, ODS, SPSS and Stata, by what a file holds.

`read_table` returns a header and its lines, `read_sheets` the sheets of a workbook, `lines` those
of a text; an `Unreadable` says by a code with facts why there is none. What stands for "no answer"
is `MISSING` unless the caller says otherwise; `respondents` reads a sample with its recruitment.
"""

from .archives import check_archive
from .missing import MISSING, known, missing_in
from .numbers import count, degree, number
from .problems import Unreadable, sentence
from .respondents import SEED, BadTable, Columns, Row, chain, read
from .table import Most, Sheet, Table, read_sheet, read_sheets, read_table, read_tables
from .texts import Line, Text, decoded, lines

__all__ = [
    "MISSING",
    "SEED",
    "BadTable",
    "Columns",
    "Line",
    "Most",
    "Row",
    "Sheet",
    "Table",
    "Text",
    "Unreadable",
    "chain",
    "check_archive",
    "count",
    "decoded",
    "degree",
    "known",
    "lines",
    "missing_in",
    "number",
    "read",
    "read_sheet",
    "read_sheets",
    "read_table",
    "read_tables",
    "sentence",
]
