"""A table is read by what its file holds, with the numbers of its lines, or refused in words."""

import io
import zipfile
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from homelands.forms.tables import Most, Table, Unreadable, archives, read_sheets, read_table
from homelands.forms.tables.workbooks import letters

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
FILES = Path(__file__).parent / "files"

#: What the two workbooks beside this file hold; each was saved by a program of its kind.
ANSWERS = [
    ("01", "Côte d'Or", "12", "1990-05-01", "0.5", "1"),
    ("02", "الرباط", "1", "2001-12-31", "2.25", "0"),
]


def rows(text: str | bytes) -> list[tuple[str, ...]]:
    return read_table(text if isinstance(text, bytes) else text.encode()).rows


def refusal(content: str | bytes, most: Most | None = None) -> str:
    with pytest.raises(Unreadable) as caught:
        read_table(content if isinstance(content, bytes) else content.encode(), most)
    return str(caught.value)


def xlsx(*sheets: Iterable[Iterable[Any]]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for number, lines in enumerate(sheets, 1):
        page = book.create_sheet(f"Sheet {number}")
        for line in lines:
            page.append(list(line))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def sheet_of(cells: str, start: str = "") -> bytes:
    """A workbook whose sheet is written by hand."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx([["a"]]))) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
            sheet = (
                f'{start}<worksheet xmlns="{namespace}"><sheetData>{cells}</sheetData></worksheet>'
            )
            new.writestr(name, sheet if name.endswith("sheet1.xml") else old.read(name))
    return target.getvalue()


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_separator_and_any_end_of_line(separator: str, end: str) -> None:
    text = f'a;"b,c|d"{end}1;"2{end}3"{end}'.replace(";", separator)
    found = read_table(text.encode())
    assert (found.header, found.rows) == (("a", "b,c|d"), [("1", f"2{end}3")])


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", "UTF-16"),
        ("cp1252", "Windows-1252"),
    ],
)
def test_encodings_of_the_west(encoding: str, said: str) -> None:
    text = "ville,note\nSaint-Étienne,“œuvre” – 5 €\nNîmes,\nLogroño,¿qué?\n"
    found = read_table(text.encode(encoding))
    assert (found.rows[0], found.encoding) == (("Saint-Étienne", "“œuvre” – 5 €"), said)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("id,y\n1,é\n", "cp1252"),
        ("id,المدينة\n1,الرباط\n2,فاس\n", "cp1256"),
        ("id,y\n1,لا\n2,نعم\n", "cp1256"),
        ("id,город\n1,Москва\n2,Санкт-Петербург\n", "cp1251"),
        ("id,miasto\n1,Łódź\n2,Świętochłowice\n", "cp1250"),
        ("id,πόλη\n1,Αθήνα\n2,Θεσσαλονίκη\n", "cp1253"),
        ("id,y\n" + "1,ascii\n" * 5000 + "2,Orléans\n", "cp1252"),
    ],
)
def test_the_letters_tell_an_encoding_of_windows(text: str, encoding: str) -> None:
    found = read_table(text.encode(encoding))
    assert [",".join(row) for row in (found.header, *found.rows)] == text.split("\n")[:-1]
    assert found.encoding == f"Windows-{encoding[2:]}"


def test_signs_that_end_lines_elsewhere_stand_inside_of_cells() -> None:
    assert rows("id,note\n1,first\u2028second\n2,a\x0bb\x85c\n") == [
        ("1", "first\u2028second"),
        ("2", "a\x0bb\x85c"),
    ]


def test_blank_lines_count_and_long_cells_are_numbered_by_their_first_line() -> None:
    found = read_table(b'a,b\n1,2\n\n , \n3,"4\n5"\n6,7\n')
    assert (found.rows, found.numbers) == ([("1", "2"), ("3", "4\n5"), ("6", "7")], [2, 5, 7])


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "The file is empty."),
        ("\n \n", "The file is empty."),
        ("a,b\n", "no rows below its header"),
        ('a,b\n1,2\n\n3,"4\n5,6\n', "line 4 cannot be read. Check its quotation marks."),
        ('a,b\n1,"2"3\n', "line 2 cannot be read"),
        ("a,b,a\n1,2,3\n", "more than once: a"),
        ("a,b\n\n1\n", "Row 3 has 1 cells, but the header has 2"),
        ("a,b\n1,2,3\n", "Row 2 has 3 cells, but the header has 2"),
        (b"a,b\n1,\0\n", "neither text nor a workbook"),
        ("a,b\n1,\0\n".encode("utf-16"), "neither text nor a workbook"),
        (bytes(range(128, 256)), "not text in UTF-8"),
        (b"%PDF-1.7", "looks like PDF"),
        (b"<html><table>", "is a web page"),
        (b"<data/>", "looks like XML"),
        (b"PK\x03\x04 broken", "is broken"),
        (b"\xd0\xcf\x11\xe0 broken", "is broken"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "a password"),
        (b"$FL2 nothing", "cannot be opened as .sav"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(content: str | bytes, words: str) -> None:
    assert words in refusal(content)


def test_a_table_may_be_too_large() -> None:
    assert "3 rows and 2 columns; at most 2 rows" in refusal("a,b\n1,2\n3,4\n5,6\n", Most(rows=2))
    assert "at most 9 rows and 1 columns" in refusal("a,b\n1,2\n", Most(rows=9, columns=1))
    assert "more than 1 MB" in refusal(b"a" * (2**20 + 1), Most(bytes=2**20))


@pytest.mark.parametrize("name", ["excel_1997.xls", "calc.ods"])
def test_workbooks_of_other_programs(name: str) -> None:
    found = read_table((FILES / name).read_bytes())
    assert found.header == ("id", "city", "known", "born", "share", "member")
    assert found.rows[:2] == ANSWERS


def test_values_are_written_as_answers() -> None:
    values: list[Any] = [1, 2.0, 0.1, 9007199254740991, True, " x ", None]
    times = [date(2026, 1, 2), datetime(2026, 1, 2, 3, 4, 5), time(6, 7), timedelta(hours=30)]
    found = read_table(xlsx([[f"c{n}" for n in range(11)], [*values, *times]]))
    whole = ["1", "2", "0.1", "9007199254740991", "1", "x", ""]
    assert found.rows == [
        (*whole, "2026-01-02", "2026-01-02T03:04:05", "06:07:00", "30:00:00"),
    ]


def test_a_formula_is_its_result_and_a_failed_one_is_blank() -> None:
    cells = (
        '<row r="2"><c r="B2" t="inlineStr"><is><t>a</t></is></c>'
        '<c r="C2" t="inlineStr"><is><t>b</t></is></c></row>'
        '<row r="5"><c r="B5"><f>1+1</f><v>2</v></c><c r="C5" t="e"><v>#REF!</v></c></row>'
    )
    found = read_table(sheet_of(cells))
    assert (found.header, found.rows, found.numbers) == (("", "a", "b"), [("", "2", "")], [5])


def test_short_rows_of_a_workbook_end_in_blanks() -> None:
    assert read_table(xlsx([["a", "b"], [1], [None, 2]])).rows == [("1", ""), ("", "2")]


def test_the_first_sheet_is_the_table_and_the_others_have_names() -> None:
    content = xlsx([["a"], [1]], [["b"], [2], [3]])
    assert read_table(content).header == ("a",)
    assert [sheet.name for sheet in read_sheets(content)] == ["Sheet 1", "Sheet 2"]
    (second,) = read_sheets(content, 2, "Sheet 2")
    assert [line.cells for line in second.lines] == [("b",), ("2",)]


def test_a_workbook_that_asks_for_all_memory_ends_its_reader_only() -> None:
    near, far = (f'<row><c r="{place}"><v>1</v></c></row>' for place in ("A1", "XFD1048576"))
    assert "is broken" in refusal(sheet_of(near + far))


def test_entities_are_refused() -> None:
    start = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    cells = '<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row>'
    assert "is broken" in refusal(sheet_of(cells, start))


def test_bombs_are_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    target = io.BytesIO(sheet_of(""))
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet2.xml", b"0" * 40_000_000)
    assert "would unpack to 38 MB" in refusal(target.getvalue())
    monkeypatch.setattr(archives, "MOST_PARTS", 3)
    assert "It was not opened" in refusal(sheet_of(""))


def test_a_column_is_asked_for_by_name() -> None:
    table = Table(("a", ""), [("1", "x"), ("NA", "y")], [2, 3])
    assert (table.column("a"), table.known("a")) == (["1", "NA"], ["1", None])
    assert table.known("a", frozenset({"1"})) == [None, "NA"]
    with pytest.raises(Unreadable, match="has no column b. Its columns are: a."):
        table.column("b")


@pytest.mark.parametrize(("column", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (16383, "XFD")])
def test_columns_are_called_as_spreadsheets_call_them(column: int, name: str) -> None:
    assert letters(column) == name
