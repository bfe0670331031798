"""Opens a file as a table, by what it holds: a header, and lines of texts below it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from homelands.forms.tables import child_process

from .kinds import STATISTICS, TEXT, WORKBOOKS, kind_of
from .missing import MISSING, known
from .problems import Unreadable
from .texts import Line, decoded, lines

_READER = "homelands.forms.tables.reading"
#: As many rows as a spreadsheet can have.
_ALL = 2**20


@dataclass(frozen=True)
class Most:
    """How much of a file is taken at once."""

    bytes: int = 2**31
    rows: int = 2**31
    columns: int = 2**14


@dataclass(frozen=True)
class Sheet:
    """All lines of a text or of one sheet that hold something, as they stand.

    `labels` are the words for the codes of each column, where the file has them; `encoding` is
    what a text was read as where it was not written in UTF-8. In a `ragged` one, blank cells at
    the ends of lines are left out.
    """

    name: str
    lines: Iterator[Line]
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    encoding: str = ""
    ragged: bool = False


@dataclass(frozen=True)
class Table:
    """A header without doubles, and rows that are as wide.

    `numbers` are those of the lines that the rows stand in, for blank lines count. They stand
    apart because plain tuples of texts cost the collector of garbage nothing: half of the time.
    """

    header: tuple[str, ...]
    rows: list[tuple[str, ...]]
    numbers: list[int]
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    encoding: str = ""
    left: tuple[str, ...] = ()
    """The sheets of the file that were not taken in."""

    def check(self, names: Iterable[str]) -> None:
        """Refuses a table that has not all of the columns."""
        absent = [name for name in names if name not in self.header]
        if absent:
            held = ", ".join(filter(None, self.header))
            raise Unreadable("no_column", names=", ".join(absent), known=held)

    def column(self, name: str) -> list[str]:
        """Returns the texts of a column."""
        self.check([name])
        place = self.header.index(name)
        return [row[place] for row in self.rows]

    def known(self, name: str, missing: frozenset[str] = MISSING) -> list[str | None]:
        """Returns the texts of a column, with None where nothing was answered."""
        return known(self.column(name), missing)


def read_table(content: bytes, most: Most | None = None) -> Table:
    """Returns the table in a file; an Unreadable says why there is none."""
    most = most or Most()
    return table_of(read_sheet(content, most), most)


def read_tables(content: bytes, most: Most) -> dict[str, Table]:
    """Returns the table of a text, or those of a workbook by their sheets; blank ones are none."""
    if len(content) > most.bytes:
        raise Unreadable("too_large", most=most.bytes // 2**20)
    if kind_of(content) not in WORKBOOKS:
        return {"": read_table(content, most)}
    first, *others = read_sheets(content, most.rows + 2)
    found = {first.name: table_of(first, most)}
    for sheet in others:
        try:
            found[sheet.name] = table_of(sheet, most)
        except Unreadable as fault:
            if fault.code not in ("empty", "no_rows", "header_twice", "width"):
                raise
    return found


def table_of(sheet: Sheet, most: Most) -> Table:
    """Returns the table in the lines of a sheet."""
    first = next(sheet.lines, None)
    if first is None:
        raise Unreadable("empty")
    header = _header(first.cells)
    rows, numbers = [], []
    for line in sheet.lines:
        rows.append(_fitted(line, len(header), ragged=sheet.ragged))
        numbers.append(line.number)
    if not rows:
        raise Unreadable("no_rows")
    if len(rows) > most.rows or len(header) > most.columns:
        size = {"rows": len(rows), "columns": len(header)}
        raise Unreadable("too_many", **size, most=most.rows, widest=most.columns)
    return Table(header, rows, numbers, sheet.labels, sheet.encoding)


def read_sheet(content: bytes, most: Most | None = None) -> Sheet:
    """Returns the lines of a text, or of the first sheet of a workbook."""
    most = most or Most()
    if len(content) > most.bytes:
        raise Unreadable("too_large", most=most.bytes // 2**20)
    kind = kind_of(content)
    if kind != TEXT:
        return read_sheets(content, most.rows + 2, "")[0]
    text = decoded(content)
    return Sheet("", lines(text), encoding=text.encoding)


def read_sheets(content: bytes, most: int = _ALL, wanted: str = "*") -> list[Sheet]:
    """Returns the sheets of a workbook: all, or that of a name, or the first where it is ""."""
    kind = kind_of(content)
    rows = str(min(most, _ALL))
    answer = child_process.answer(_READER, kind, rows, wanted, source=content) or {}
    if not answer.get("sheets"):
        code = answer.get("refused", "statistics" if kind in STATISTICS else "broken")
        raise Unreadable(code, kind=kind)
    labels = answer["labels"]
    return [Sheet(name, _numbered(rows), labels, ragged=True) for name, rows in answer["sheets"]]


def _numbered(rows: list[list[str]]) -> Iterator[Line]:
    return (Line(number, tuple(cells)) for number, cells in enumerate(rows, 1) if any(cells))


def _header(cells: tuple[str, ...]) -> tuple[str, ...]:
    twice = sorted(name for name, times in Counter(filter(None, cells)).items() if times > 1)
    if twice:
        raise Unreadable("header_twice", names=", ".join(twice[:10]))
    return cells


def _fitted(line: Line, width: int, *, ragged: bool) -> tuple[str, ...]:
    """Gives a line the width of the header; what it has beyond must be blank."""
    lacking = width - len(line.cells)
    if not lacking:
        return line.cells
    if any(line.cells[width:]) or (lacking > 0 and not ragged):
        raise Unreadable("width", row=line.number, cells=len(line.cells), columns=width)
    return (*line.cells[:width], *[""] * lacking)
