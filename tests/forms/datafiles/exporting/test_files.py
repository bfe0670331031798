"""Every format opens in its own program's library and holds the same table."""

import csv
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pyreadstat
import pytest

from homelands.forms.datafiles.exporting import (
    FORMATS,
    Column,
    Dataset,
    Options,
    Record,
    Variable,
    write,
)
from homelands.forms.datafiles.exporting.columns import DAY, INTEGER, NotWritable
from homelands.forms.datafiles.exporting.layout import Layout, nested, wide
from homelands.forms.datafiles.exporting.names import SPSS, STATA, shortened
from homelands.ui import formulas

FACTS = (
    Column("respondent", "Respondent", INTEGER),
    Column("completed_on", "Completed on", DAY),
)
VARIABLES = [
    Variable("age", "كم عمرك؟", ("/data/about/age",), "integer"),
    Variable(
        "works",
        "هل تعمل؟",
        ("/data/you/works", "/data/about/works"),
        "select_one",
        (("yes", "نعم"), ("no", "لا")),
    ),
    Variable(
        "job", "المهنة", ("/data/job",), "select_one", (("2221", "ممرضون"), ("2211", "أطباء"))
    ),
    Variable(
        "languages",
        "اللغات",
        ("/data/languages",),
        "select_multiple",
        (("en", "الإنجليزية"), ("fr", "الفرنسية")),
    ),
    Variable("since", "منذ متى؟", ("/data/since",), "date"),
    Variable("comment", "تعليق", ("/data/comment",), "text", sensitive=True),
    Variable("member/age", "عمره", ("/data/member/age",), "integer", repeat="/data/member"),
]
ROUNDS = {"/data/member": 2}
RECORDS = [
    Record(
        (1, "2026-11-23"),
        {
            "/data/about/age": "34",
            "/data/about/works": "yes",
            "/data/job": "2221",
            "/data/languages": "en fr",
            "/data/since": "2019-03-05",
            "/data/comment": "نص عربي, مع فاصلة",
            "/data/member": "2",
            "/data/member[1]/age": "3",
            "/data/member[2]/age": "5",
        },
    ),
    Record((2, None), {"/data/you/works": "no", "/data/languages": "fr"}),
]
#: What every format must hold: names as in CSV, values as they are meant.
TABLE = [
    {
        "respondent": 1,
        "completed_on": "2026-11-23",
        "age": 34,
        "works": "yes",
        "job": "2221",
        "languages": "en fr",
        "languages/en": 1,
        "languages/fr": 1,
        "since": "2019-03-05",
        "comment": "نص عربي, مع فاصلة",
        "member[1]/age": 3,
        "member[2]/age": 5,
    },
    {"respondent": 2, "works": "no", "languages": "fr", "languages/en": 0, "languages/fr": 1},
]


def dataset(
    format_: str,
    records: list[Record] = RECORDS,
    variables: list[Variable] = VARIABLES,
    options: Options = Options(text=True),  # noqa: B008 (frozen)
    **more: Any,
) -> Dataset:
    return Dataset("دراسة", layout(format_, variables, options), records, **more)


def layout(format_: str, variables: list[Variable], options: Options) -> Layout:
    if FORMATS[format_].nested:
        return nested(FACTS, variables, options)
    return wide(FACTS, variables, ROUNDS, options, FORMATS[format_].typed)


def written(tmp_path: Path, format_: str, **more: Any) -> Path:
    target = tmp_path / f"data.{format_}"
    write(target, dataset(format_, **more), format_)
    assert list(tmp_path.iterdir()) == [target]
    return target


def plain(row: dict[str, Any]) -> dict[str, Any]:
    """Drops what is missing; what is a number or a day is compared as one."""
    kept = {name: value for name, value in row.items() if value not in (None, "")}
    return {name: _same(value) for name, value in kept.items()}


def _same(value: Any) -> Any:
    if isinstance(value, datetime):
        value = value.date()
    text = str(int(value)) if isinstance(value, bool | float) else str(value)
    return int(text) if text.isdigit() else text


EXPECTED = [plain(row) for row in TABLE]


def rows_of_csv(target: Path) -> list[dict[str, Any]]:
    with target.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_csv_holds_the_table(tmp_path: Path) -> None:
    assert [plain(row) for row in rows_of_csv(written(tmp_path, "csv"))] == EXPECTED


def test_a_workbook_holds_the_table_and_a_sheet_of_rounds(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written(tmp_path, "xlsx", mark="Taken by Ama"))
    header, *rows = book["data"].iter_rows(values_only=True)
    found = [plain(dict(zip(header, row, strict=True))) for row in rows]
    outside = [{k: v for k, v in row.items() if "[" not in k} for row in EXPECTED]
    assert found == outside
    assert list(book["member"].iter_rows(values_only=True)) == [
        ("respondent", "round", "member/age"),
        (1, "1", 3),
        (1, "2", 5),
    ]
    assert ("data", "works", "هل تعمل؟", "code", "yes", "نعم") in list(
        book["columns"].iter_rows(values_only=True)
    )
    assert "Taken by Ama" in [cell.value for cell in book["about"]["B"]]


@pytest.mark.parametrize(
    ("format_", "read"), [("sav", pyreadstat.read_sav), ("dta", pyreadstat.read_dta)]
)
def test_statistics_programs_read_values_and_arabic_labels(
    tmp_path: Path, format_: str, read: Any
) -> None:
    frame, meta = read(str(written(tmp_path, format_)), output_format="polars")
    names = {"languages_en": "languages/en", "languages_fr": "languages/fr"}
    names |= {f"member_{n}_age": f"member[{n}]/age" for n in (1, 2)}
    frame = frame.rename(names)
    rows = [plain(row) for row in frame.to_dicts()]
    assert rows == EXPECTED
    assert meta.column_names_to_labels["age"] == "كم عمرك؟"
    # Stata labels numbers only.
    words = {"yes": "نعم", "no": "لا"} if format_ == "sav" else None
    assert meta.variable_value_labels.get("works") == words
    assert meta.variable_value_labels["job"] == {2221: "ممرضون", 2211: "أطباء"}


def test_parquet_holds_types_and_labels(tmp_path: Path) -> None:
    target = written(tmp_path, "parquet", mark="Taken by Ama")
    frame = pl.read_parquet(target)
    assert [plain(row) for row in frame.to_dicts()] == EXPECTED
    assert frame.schema["since"] == pl.Date
    assert frame.schema["languages/en"] == pl.Boolean
    assert pl.read_parquet_metadata(target)["mark"] == "Taken by Ama"


def test_parquet_says_what_codes_mean(tmp_path: Path) -> None:
    from pyarrow import parquet

    field = parquet.read_schema(written(tmp_path, "parquet")).field("works")
    assert json.loads(field.metadata[b"codes"]) == {"yes": "نعم", "no": "لا"}


@pytest.mark.parametrize("format_", FORMATS)
def test_a_study_without_answers_gives_a_file_with_its_columns(
    tmp_path: Path, format_: str
) -> None:
    target = written(tmp_path, format_, records=[])
    columns = {
        "csv": lambda: target.read_text(encoding="utf-8-sig").strip().split(","),
        "xlsx": lambda: [cell.value for cell in openpyxl.load_workbook(target)["data"][1]],
        "sav": lambda: pyreadstat.read_sav(str(target), output_format="polars")[1].column_names,
        "dta": lambda: pyreadstat.read_dta(str(target), output_format="polars")[1].column_names,
        "parquet": lambda: pl.read_parquet(target).columns,
    }[format_]()
    assert columns[:4] == ["respondent", "completed_on", "age", "works"]


def test_labels_stand_in_the_cells_when_they_are_wanted(tmp_path: Path) -> None:
    row = rows_of_csv(written(tmp_path, "csv", options=Options(labels=True)))[0]
    assert (row["works"], row["languages"]) == ("نعم", "الإنجليزية; الفرنسية")


def test_hxl_tags_stand_below_the_names(tmp_path: Path) -> None:
    tagged = [Variable("age", "Age", ("/data/about/age",), "integer", hxl="#respondee+age")]
    options = Options(hxl=True)
    tags = rows_of_csv(written(tmp_path, "csv", variables=tagged, options=options))[0]
    assert tags == {"respondent": "", "completed_on": "", "age": "#respondee+age"}


ATTACKS = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", " =1", "＝1", '=HYPERLINK("http://x","y")']


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_spreadsheet_runs_an_answer(tmp_path: Path, attack: str) -> None:
    records = [Record((1, None), {"/data/comment": attack, "/data/job": attack})]
    row = rows_of_csv(written(tmp_path, "csv", records=records))[0]
    assert (row["comment"], row["job"]) == (f"'{attack}", f"'{attack}")
    (tmp_path / "data.csv").unlink()
    book = openpyxl.load_workbook(written(tmp_path, "xlsx", records=records))
    header, *rows = book["data"].iter_rows()
    cells = dict(zip([cell.value for cell in header], rows[0], strict=True))
    assert cells["comment"].data_type in ("s", "inlineStr")
    assert str(cells["comment"].value).strip() == attack.strip()


def test_a_negative_number_stays_a_number(tmp_path: Path) -> None:
    records = [Record((1, None), {"/data/about/age": "-5", "/data/comment": "-1.5e3"})]
    row = rows_of_csv(written(tmp_path, "csv", records=records))[0]
    assert (row["age"], row["comment"]) == ("-5", "-1.5e3")


@pytest.mark.parametrize("text", ["-1.3 36.8", "-99 1", "-1.28 36.8 0 5.2; -1.3 36.9 0 0"])
def test_places_and_codes_are_no_formulas(tmp_path: Path, text: str) -> None:
    records = [Record((1, None), {"/data/comment": text})]
    assert rows_of_csv(written(tmp_path, "csv", records=records))[0]["comment"] == text


@pytest.mark.parametrize("text", ["=1+1", "'=1+1", "-1.3 36.8", "-x", "'tis", "''-x", "+31 6 12"])
def test_what_was_neutralised_is_read_back_as_it_was(text: str) -> None:
    assert formulas.plain(str(formulas.neutral(text))) == text


def test_what_may_tell_who_somebody_is_is_left_out_or_made_rough(tmp_path: Path) -> None:
    variables = [
        Variable("comment", "C", ("/c",), "text", sensitive=True),
        Variable("photo", "P", ("/p",), "upload", sensitive=True),
        Variable("hour", "H", ("/h",), "time", sensitive=True),
        Variable("began", "B", ("/b",), "datetime", sensitive=True),
        Variable("place", "L", ("/l",), "geopoint", sensitive=True),
    ]
    answers = {
        "/c": "I am Ama",
        "/p": "ama.jpg",
        "/h": "10:11:12",
        "/b": "2026-11-23T10:11:12Z",
        "/l": "51.50735 -0.12776 11 3",
    }
    records = [Record((1, None), answers)]
    options = Options()
    row = rows_of_csv(
        written(tmp_path, "csv", variables=variables, records=records, options=options)
    )[0]
    assert plain(row) == {"respondent": 1, "began": "2026-11-23", "place": "51.5 -0.1"}


def test_a_code_that_no_version_lists_is_kept(tmp_path: Path) -> None:
    records = [
        Record((1, None), {"/data/you/works": "perhaps", "/data/job": "99"}),
        Record((2, None), {"/data/job": "nurse"}),
    ]
    target = written(tmp_path, "sav", records=records)
    frame, meta = pyreadstat.read_sav(str(target), output_format="polars")
    assert frame["works"].to_list() == ["perhaps", ""]
    assert frame["job"].to_list() == [99, 2222]
    assert meta.variable_value_labels["job"][2222] == "nurse"


@pytest.mark.parametrize(
    ("format_", "read"), [("sav", pyreadstat.read_sav), ("dta", pyreadstat.read_dta)]
)
def test_codes_are_kept_in_statistics_programs(tmp_path: Path, format_: str, read: Any) -> None:
    words = (("0", "No"), ("1", "Yes"), ("-99", "Refused"))
    mixed = (("1", "Primary"), ("5", "Tertiary"), ("other", "Other"))
    variables = [
        Variable("remit", "R", ("/r",), "select_one", words),
        Variable("edu", "E", ("/e",), "select_one", mixed),
    ]
    answers = [{"/r": "0", "/e": "5"}, {"/r": "1", "/e": "other"}, {"/r": "-99"}]
    records = [Record((n, None), one) for n, one in enumerate(answers)]
    target = written(tmp_path, format_, variables=variables, records=records)
    frame, meta = read(str(target), output_format="polars")
    assert frame["remit"].to_list() == [0, 1, -99]
    assert meta.variable_value_labels["remit"] == {0: "No", 1: "Yes", -99: "Refused"}
    assert frame["edu"].to_list() == ["5", "other", ""]


@pytest.mark.parametrize("format_", FORMATS)
def test_names_that_clash_are_told_apart_in_every_format(tmp_path: Path, format_: str) -> None:
    codes = (("en", "English"), ("fr", "French"))
    variables = [
        Variable("respondent", "How many?", ("/data/respondent",), "integer"),
        Variable("completed_on", "School?", ("/data/completed_on",), "date"),
        Variable("export_mark", "Mark?", ("/data/export_mark",), "text"),
        Variable("langs", "L", ("/data/langs",), "select_multiple", codes),
        Variable("langs/en", "English?", ("/data/g/langs/en",), "integer"),
        Variable("round", "Round?", ("/data/member/round",), "integer", repeat="/data/member"),
    ]
    answers = {"/data/respondent": "7", "/data/langs/en": "3", "/data/langs": "fr"}
    answers |= {"/data/g/langs/en": "3", "/data/member[1]/round": "9"}
    records = [Record((1, "2026-11-23"), answers)]
    target = written(tmp_path, format_, variables=variables, records=records, mark="by Ama")
    row = plain(row_of(target, format_))
    assert (row.get("_respondent") or row["respondent_2"], row["respondent"]) == (1, 7)
    assert sorted(int(row[name]) for name in row if name.startswith("langs") and "en" in name) == [
        0,
        3,
    ]


def row_of(target: Path, format_: str) -> dict[str, Any]:
    """Reads the first row of a file, whose names must all differ."""
    if format_ == "csv":
        return rows_of_csv(target)[0]
    if format_ == "xlsx":
        book = openpyxl.load_workbook(target)
        assert [cell.value for cell in book["member"][1]] == ["respondent", "_round", "round"]
        header, row = book["data"].iter_rows(values_only=True)
        assert len({*header}) == len(header)
        return dict(zip(map(str, header), row, strict=True))
    if format_ == "parquet":
        return dict(pl.read_parquet(target).row(0, named=True))
    read = pyreadstat.read_sav if format_ == "sav" else pyreadstat.read_dta
    return dict(read(str(target), output_format="polars")[0].row(0, named=True))


def test_rounds_inside_of_rounds_have_columns_of_their_own() -> None:
    inner = Variable("job", "Job", ("/d/m/j/job",), "text", repeat="/d/m/j")
    made = wide((), [inner], {"/d/m": 2, "/d/m[1]/j": 1, "/d/m[2]/j": 2}, Options(text=True), False)
    assert [one.name for one in made.columns] == [
        "m[1]/j[1]/job",
        "m[2]/j[1]/job",
        "m[2]/j[2]/job",
    ]
    record = Record((), {"/d/m[2]/j[1]/job": "nurse"})
    assert made.row(record) == [None, "nurse", None]


def test_names_are_shortened_each_to_one_of_its_own() -> None:
    long = "the_very_long_name_of_a_question_about_return"
    names = ["age", "Age", "about/age", "عمر", "2nd", "with", f"{long}_a", f"{long}_b", "str5"]
    short = shortened(names, STATA)
    assert short["age"] == "age"
    assert len({name.lower() for name in short.values()}) == len(names)
    assert all(len(name) <= 32 and name[0].isalpha() for name in short.values())
    assert not {"with", "str5"} & set(short.values())
    assert shortened([f"{long}_a"], SPSS)[f"{long}_a"] == f"{long}_a"
    assert shortened(["été", "État"], STATA) == {"été": "ete", "État": "Etat"}


def test_long_labels_and_texts_are_cut_to_what_stata_takes(tmp_path: Path) -> None:
    variables = [Variable("said", "ع" * 200, ("/s",), "text")]
    records = [Record((1, None), {"/s": "ن" * 3000})]
    target = written(tmp_path, "dta", variables=variables, records=records)
    frame, meta = pyreadstat.read_dta(str(target), output_format="polars")
    assert len(meta.column_names_to_labels["said"].encode()) <= 320
    assert meta.column_names_to_labels["said"].endswith("…")
    assert frame["said"][0].endswith("ن…")


def test_a_table_that_is_too_wide_is_refused(tmp_path: Path) -> None:
    many = [Variable(f"q{n}", "Q", (f"/q{n}",), "integer") for n in range(16_400)]
    with pytest.raises(NotWritable, match="too_wide"):
        write(tmp_path / "never.xlsx", dataset("xlsx", variables=many), "xlsx")


def test_rare_answers_are_named_in_the_notes_when_all_is_written(tmp_path: Path) -> None:
    many = [
        Record((n, None), {"/data/about/works": "yes", "/data/languages": "en"}) for n in range(12)
    ]
    records = [*many, Record((13, None), {"/data/about/works": "no", "/data/languages": "en fr"})]
    made = dataset("xlsx", records=records, warning="Few: %(names)s.")
    written_ = write(tmp_path / "a.xlsx", made, "xlsx")
    assert written_.rare == ["works=no", "languages/fr"]
    about = openpyxl.load_workbook(tmp_path / "a.xlsx")["about"]
    assert "Few: works=no, languages/fr." in [cell.value for cell in about["B"]]


@pytest.mark.parametrize("format_", ["csv", "parquet"])
def test_an_answer_is_rare_until_ten_gave_it(tmp_path: Path, format_: str) -> None:
    """Also in a long file, in which the writers stop looking at what many gave."""
    given = [("yes", "en", 2_000), ("no", "en fr", 9), ("no", "en", 1), ("maybe", "fr en", 3)]
    records = [
        Record((1, None), {"/data/about/works": works, "/data/languages": languages})
        for works, languages, times in given
        for _ in range(times)
    ]
    less = [*records[:-4], *records[-3:]]
    assert write(tmp_path / "a", dataset(format_, records=records), format_).rare == []
    assert write(tmp_path / "b", dataset(format_, records=less), format_).rare == ["works=no"]
    labelled = dataset(format_, records=less, options=Options(labels=True))
    assert write(tmp_path / "c", labelled, format_).rare == ["works=لا"]


def test_a_workbook_has_days_as_days_and_says_what_it_cut(tmp_path: Path) -> None:
    variables = [
        Variable("since", "S", ("/s",), "date"),
        Variable("said", "W", ("/w",), "text"),
        Variable("fits", "F", ("/f",), "text"),
    ]
    answers = {"/s": "2019-03-05", "/w": "😀" * 20_000, "/f": "a" * 32_767}
    records = [Record((1, "1899-12-31"), answers), Record((2, None), {"/s": "soon"})]
    words = "Cut: %(names)s."
    made = Dataset("T", layout("xlsx", variables, Options(text=True)), records, shortened=words)
    target = tmp_path / "data.xlsx"
    assert write(target, made, "xlsx").cut == ["said"]
    book = openpyxl.load_workbook(target)
    header, first, second = book["data"].iter_rows()
    cells = dict(zip([cell.value for cell in header], first, strict=True))
    assert cells["since"].is_date
    assert cells["since"].value.date() == date(2019, 3, 5)
    # Spreadsheets know no day before 1900, and count its first two months wrongly.
    assert cells["completed_on"].value == "1899-12-31"
    assert second[2].value == "soon"
    said = str(cells["said"].value)
    assert len(said.encode("utf-16-le")) // 2 <= 32_767
    assert said.endswith("😀…")
    assert cells["fits"].value == "a" * 32_767
    assert "Cut: said." in [cell.value for cell in book["about"]["B"]]


@pytest.mark.parametrize("format_", ["sav", "dta"])
def test_a_statistics_program_says_what_was_cut(tmp_path: Path, format_: str) -> None:
    variables = [Variable("said", "W", ("/w",), "text"), Variable("short", "S", ("/s",), "text")]
    records = [Record((1, None), {"/w": "ن" * 17_000, "/s": "b"})]
    made = dataset(format_, records, variables, shortened="Cut: %(names)s.")
    target = tmp_path / f"data.{format_}"
    assert write(target, made, format_).cut == ["said"]
    if format_ == "sav":
        assert "Cut: said." in "".join(
            pyreadstat.read_sav(str(target), output_format="polars")[1].notes
        )
