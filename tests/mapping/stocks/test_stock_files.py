"""Stock files: both layouts are read as they stand, and every bad file gets its sentence."""

import csv
import struct
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from openpyxl import Workbook

from homelands.command.example import stocks
from homelands.forms.datafiles import stock_files
from homelands.forms.datafiles.stock_files import StockFileError, StockRow
from homelands.forms.tables import archives

if not settings.configured:
    settings.configure(USE_I18N=False)

GHANA_2019 = Path(stocks.__file__).parent / "ghana_stock_2019.csv"
DESTINATIONS_2020 = Path(__file__).parents[2] / "published/data/undesa_2020.csv"
NAME = "Region, development group, country or area"
CSV = """Year,Dest,Ghana,Côte d'Ivoire,Other South
2015,United Kingdom,100,..,5
2019,United Kingdom,120,7,5
2019,Caribbean,3,0,0
2019,Atlantis,9,9,9
"""


def write_csv(tmp_path: Path, text: str | bytes, name: str = "stock_2019.csv") -> Path:
    file = tmp_path / name
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


def write_workbook(tmp_path: Path, rows: list[list[Any]], sheet: str = "Table 1") -> Path:
    workbook = Workbook()
    workbook.active.title = "Table of contents"
    page = workbook.create_sheet(sheet)
    for row in rows:
        page.append(row)
    file = tmp_path / "stock.xlsx"
    workbook.save(file)
    return file


def by_origin(*rows: list[Any]) -> list[list[Any]]:
    """The layout of the origin-by-destination workbooks, with two years instead of seven."""
    stock = "International migrant stock at mid-year, "
    start: list[Any] = [None] * 7
    return [
        [None, "International Migrant Stock 2020: Destination and origin"],
        [None, "Table 1: International migrant stock by sex, destination and origin"],
        [None, "Suggested citation: United Nations (2020). International Migrant Stock 2020."],
        [],
        [*start, stock + "both sexes combined", None, stock + "males", None, stock + "females"],
        [
            "Index",
            NAME + " of destination",
            "Notes of destination",
            "Location code of destination",
            "Type of data of destination",
            NAME + " of origin",
            "Location code of origin",
            *(2015, 2020) * 3,
        ],
        *rows,
    ]


def by_destination(*rows: list[Any]) -> list[list[Any]]:
    """The layout of the workbooks by sex and destination, without a line of sexes."""
    return [
        ["International Migrant Stock 2020: Destination"],
        ["Index", NAME, "Notes", "Location code", "Type of data", *(2015, 2020) * 3],
        *rows,
    ]


def refusal(file: Path) -> str:
    with pytest.raises(StockFileError) as caught:
        list(stock_files.read(file).rows)
    return str(caught.value)


def test_clean_csv(tmp_path: Path) -> None:
    table = stock_files.read(write_csv(tmp_path, CSV))

    assert list(table.rows) == [
        StockRow("GHA", "GBR", 2015, "both", 100),
        StockRow("GHA", "GBR", 2019, "both", 120),
        StockRow("CIV", "GBR", 2019, "both", 7),
    ]
    assert table.edition == "International Migrant Stock 2019"
    assert table.skipped == {"Other South": 2, "Caribbean": 1, "Atlantis": 1}
    assert table.unrecognised == {"Atlantis": 1}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_csv_that_a_spreadsheet_saved(tmp_path: Path, encoding: str, separator: str) -> None:
    file = write_csv(tmp_path, CSV.replace(",", separator).encode(encoding))
    assert StockRow("CIV", "GBR", 2019, "both", 7) in list(stock_files.read(file).rows)


def test_blank_lines_count(tmp_path: Path) -> None:
    text = "Year,Dest,Ghana\n\n\n2019,Italy,many\n"
    assert "Line 4, column “Ghana”" in refusal(write_csv(tmp_path, text))


def test_subtotals_of_a_clean_csv_come_apart_from_its_countries(tmp_path: Path) -> None:
    table = stock_files.read(write_csv(tmp_path, CSV))
    list(table.rows)

    assert table.subtotals == [
        StockRow("GHA", "", 2019, "both", 3, subtotal_of="Caribbean"),
        StockRow("CIV", "", 2019, "both", 0, subtotal_of="Caribbean"),
    ]


def test_workbook_by_destination_and_origin(tmp_path: Path) -> None:
    ghana = [2, "  United Kingdom*", 3, 826, "B R", "  Ghana", 288, 10, 12, 4, "..", 6, None]
    rows = by_origin(
        [1, "WORLD", None, 900, "", "Ghana", 288, 1, 1, 1, 1, 1, 1],
        ghana,
        [3, "  United Kingdom*", 3, 826, "B R", "Others", 2003, 5, 5, 5, 5, 5, 5],
        [4, "  United Kingdom*", 3, 826, "B R", "Kosovo", 412, 5, 5, 5, 5, 5, 5],
        [None, "Notes: footnotes below the table"],
    )
    table = stock_files.read(write_workbook(tmp_path, rows))

    assert list(table.rows) == [
        StockRow("GHA", "GBR", 2015, "both", 10, "B R"),
        StockRow("GHA", "GBR", 2020, "both", 12, "B R"),
        StockRow("GHA", "GBR", 2015, "male", 4, "B R"),
        StockRow("GHA", "GBR", 2015, "female", 6, "B R"),
    ]
    assert table.edition == "International Migrant Stock 2020"
    assert table.title == "Table 1: International migrant stock by sex, destination and origin"
    assert table.source == "United Nations (2020). International Migrant Stock 2020."
    assert table.skipped == {"WORLD": 1, "Others": 1, "Kosovo": 1}
    assert table.unrecognised == {"Kosovo": 1}


def test_workbook_by_destination_has_all_origins_together(tmp_path: Path) -> None:
    rows = by_destination(
        [1, "Micronesia", None, 954, "", 1, 1, 1, 1, 1, 1],
        [2, "Micronesia (Fed. States of)", None, 583, "B", 30, 40, 10, 15, 20, 25],
    )
    table = stock_files.read(write_workbook(tmp_path, rows))

    assert list(table.rows) == [
        StockRow(None, "FSM", 2015, "both", 30, "B"),
        StockRow(None, "FSM", 2020, "both", 40, "B"),
        StockRow(None, "FSM", 2015, "male", 10, "B"),
        StockRow(None, "FSM", 2020, "male", 15, "B"),
        StockRow(None, "FSM", 2015, "female", 20, "B"),
        StockRow(None, "FSM", 2020, "female", 25, "B"),
    ]
    assert table.skipped == {"Micronesia": 1}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (b"", "is empty"),
        ("name,email\nAma,ama@example.org\n", "“Year,Dest,”"),
        ("\ufeffYear,Dest,Total\n2019,Italy,1\n", "No column"),
        ("Year,Dest,Ghana,Ghana\n", "more than one column"),
        ("Year,Dest,Ghana\n2019,Italy,many\n", "Line 2, column “Ghana”, says “many”"),
        ("Year,Dest,Ghana\n2019,Italy,-4\n", "“-4”"),
        ("Year,Dest,Ghana\n2019,Italy,1.5\n", "“1.5”"),
        ("Year,Dest,Ghana\n19,Italy,4\n", "Line 2 begins with “19”"),
        ("Year,Dest,Ghana\n2019,Italy\n", "Line 2 has 2 columns where the header has 3"),
        ("Year,Dest,Ghana\n2019,Italy,4\n2019,Italy,4\n", "Line 3 repeats “Italy” for 2019"),
        ('Year,Dest,Ghana\n2019,"Italy,4\n', "quotation marks"),
        (bytes(range(256)), "“stock_2019.csv”: The file is neither text nor a workbook"),
        (b"\xd0\xcf\x11\xe0rest", "is broken"),
        (b"PK\x03\x04rest", "is broken"),
    ],
)
def test_a_bad_file_gets_a_sentence(tmp_path: Path, text: str | bytes, sentence: str) -> None:
    assert sentence in refusal(write_csv(tmp_path, text))


def test_an_absent_file_is_named(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.csv") == "There is no file “none.csv”."


def test_a_bad_cell_of_a_workbook_is_given_its_place(tmp_path: Path) -> None:
    row = [2, "Italy", None, 380, "B", "Ghana", 288, 10, "a few", 4, 4, 6, 6]

    assert refusal(write_workbook(tmp_path, by_origin(row))) == (
        "Sheet “Table 1”, row 7, column I says “a few”, which is not a whole number of"
        " persons. Correct the cell, or write “..” where there is no figure."
    )


def test_a_pair_of_countries_may_stand_once(tmp_path: Path) -> None:
    row = [2, "Italy", None, 380, "B", "Ghana", 288, 10, 11, 4, 4, 6, 6]

    assert "row 8 repeats the countries of row 7" in refusal(
        write_workbook(tmp_path, by_origin(row, row))
    )


def test_another_workbook_is_no_stock_file(tmp_path: Path) -> None:
    shares = by_destination([1, "Italy", None, 380, "B", 0.5])
    shares.insert(1, [None] * 5 + ["International migrant stock as a percentage of the total"])

    assert "not a migrant stock workbook" in refusal(write_workbook(tmp_path, shares, "Table 3"))
    assert "not a migrant stock workbook" in refusal(write_workbook(tmp_path, [["name", 1]]))


def test_a_truncated_workbook_is_damaged(tmp_path: Path) -> None:
    file = write_workbook(tmp_path, by_destination())
    file.write_bytes(file.read_bytes()[:-200])

    assert "is broken" in refusal(file)


def test_a_zip_bomb_is_not_opened(tmp_path: Path) -> None:
    file = write_workbook(tmp_path, by_destination())
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as container:
        container.writestr("xl/worksheets/sheet3.xml", b"0" * 4_000_000)

    assert "It was not opened" in refusal(file)


def test_the_sum_of_the_parts_is_capped(tmp_path: Path, monkeypatch: Any) -> None:
    file = write_workbook(tmp_path, by_destination())
    monkeypatch.setattr(archives, "MOST_UNPACKED", file.stat().st_size + 10)

    assert "It was not opened" in refusal(file)


def test_a_part_that_hides_its_size_is_damaged(tmp_path: Path) -> None:
    row = [2, "Italy", None, 380, "B", 10, 11, 4, 4, 6, 6]
    file = write_workbook(tmp_path, by_destination(*[row] * 50))
    content = bytearray(file.read_bytes())
    entry = content.rindex(b"PK\x01\x02", 0, content.rindex(b"xl/worksheets/sheet2.xml"))
    struct.pack_into("<L", content, entry + 24, 400)
    file.write_bytes(content)

    assert "is broken" in refusal(file)


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    file = write_workbook(tmp_path, by_destination())
    hostile = tmp_path / "hostile.xlsx"
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(hostile, "w") as new:
        for part in old.namelist():
            text = old.read(part).decode()
            sheet = part.startswith("xl/worksheets/")
            new.writestr(
                part, laughs + text.replace("<sheetData", "&b;<sheetData") if sheet else text
            )

    assert "is broken" in refusal(hostile)


def test_an_archive_without_a_workbook_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "stock.zip"
    with zipfile.ZipFile(file, "w") as container:
        container.writestr("stock.csv", CSV)

    assert "it looks like ZIP" in refusal(file)


def test_the_published_figures_of_2019() -> None:
    """Ghana's countries sum to 970,714; two subtotals in the file would make it 971,006."""
    table = stock_files.read(GHANA_2019)
    ghana = {
        row.destination: row.value for row in table.rows if row.origin == "GHA" and row.year == 2019
    }

    assert (ghana["NGA"], ghana["USA"], ghana["GBR"]) == (233_002, 173_952, 140_920)
    assert sum(ghana.values()) == 970_714
    assert sum(ghana.values()) + 99 + 193 == 971_006  # Caribbean and South America again
    assert table.skipped == {"Caribbean": 7, "South America": 7}
    assert table.unrecognised == {}


def test_the_published_figures_of_2020_sum_to_their_own_world_total(tmp_path: Path) -> None:
    with DESTINATIONS_2020.open(newline="", encoding="utf-8") as file:
        listed = [
            [place, one["name"], None, int(one["code"]), one["data"]]
            + [figure(one[sex]) for sex in ("both", "male", "female") for _ in (2015, 2020)]
            for place, one in enumerate(csv.DictReader(file), start=1)
        ]
    table = stock_files.read(write_workbook(tmp_path, by_destination(*listed)))
    world = sum(row.value for row in table.rows if (row.sex, row.year) == ("both", 2020))

    assert world == 280_598_105
    assert table.edition == "International Migrant Stock 2020"
    assert table.unrecognised == {}


def figure(text: str) -> int | str:
    return int(text) if text.isdigit() else text
