"""Lists that come in files: CSV, XML and GeoJSON, looked up and offered as choices."""

import pytest

from homelands.forms.xforms import Answers, Choice, FormError, parse
from homelands.forms.xforms.reading import files

from .sample import NOW, wrap, xform

TOWNS = "name,label,region,postal code\nacc,Accra,ga,10 A\ntem,Tema,ga,20 B\nkum,Kumasi,as,30 C\n"
PLACES = """{"type": "FeatureCollection", "features": [
{"type": "Feature", "id": "p1", "geometry": {"type": "Point", "coordinates": [-0.2, 5.56]},
 "properties": {"title": "Market", "open": true, "stalls": 12.5, "note": null}},
{"type": "Feature", "geometry": {"type": "LineString", "coordinates": [[1, 2], [3, 4.5]]},
 "properties": {"id": "p2", "title": "Road"}},
{"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [0, 1], [0, 0]]]},
 "properties": {"id": "p3", "title": "Field"}}]}"""
TEAMS = "<root><item><code>x</code><title>Team X</title></item></root>"
FILES = {
    "towns.csv": TOWNS.encode(),
    "places.geojson": PLACES.encode(),
    "teams.xml": TEAMS.encode(),
}
FORM = """
| survey |
| | type | name | label | choice_filter | calculation | appearance | parameters |
| | text | region | Region | | | | |
| | select_one_from_file towns.csv | town | Town | region = ${region} | | | |
| | select_one_from_file places.geojson | place | Place | | | | |
| | select_multiple_from_file teams.xml | team | Team | | | | value=code, label=title |
| | calculate | post | | | pulldata('towns', 'postal code', 'name', ${town}) | | |
| | calculate | where | | | instance('places')/root/item[id = ${place}]/geometry | | |
| | select_one found | found | Found | | | minimal search('towns', 'matches', 'region', ${region}) | |
| | select_one found | some | Some | | | search('towns', 'contains', 'label,name', 'um', 'region', 'as') | |
| choices |
| | list_name | name | label |
| | found | name | label |
| | found | 99 | Elsewhere |
| settings |
| | form_title | form_id |
| | Files | files |
"""  # noqa: E501  (a table)
_XML = xform(FORM)


def given(held: dict[str, bytes] | None = None, **values: str) -> Answers:
    form = parse(_XML, FILES if held is None else held)
    return Answers(form, {f"/data/{name}": text for name, text in values.items()}, NOW)


def offered(answers: Answers, name: str) -> tuple[Choice, ...]:
    return answers.choices(answers.form.questions[f"/data/{name}"])


def test_choices_come_from_files() -> None:
    answers = given(region="ga")
    assert offered(answers, "town") == (Choice("acc", "Accra"), Choice("tem", "Tema"))
    assert offered(answers, "place") == (
        Choice("p1", "Market"),
        Choice("p2", "Road"),
        Choice("p3", "Field"),
    )
    assert offered(answers, "team") == (Choice("x", "Team X"),)
    assert answers.form.missing_files == ()


def test_search_looks_choices_up_behind_those_that_are_fixed() -> None:
    answers = given(region="ga", found="kum")
    assert offered(answers, "found") == (
        Choice("99", "Elsewhere"),
        Choice("acc", "Accra"),
        Choice("tem", "Tema"),
    )
    assert offered(answers, "some") == (Choice("99", "Elsewhere"), Choice("kum", "Kumasi"))
    assert [(fault.path, fault.code) for fault in answers.check_all()] == [
        ("/data/found", "choice")
    ]
    assert answers.choice_name("/data/found", "kum") == "Kumasi"
    assert answers.choice_name("/data/found", "99") == "Elsewhere"
    assert given(region="ga", found="99").check_all() == []


def test_values_are_pulled_from_files() -> None:
    answers = given(region="ga", town="tem", place="p1")
    assert (answers.value("/data/post"), answers.value("/data/where")) == ("20 B", "5.56 -0.2 0 0")
    assert given(town="nowhere").value("/data/post") == ""
    assert given(place="p2").value("/data/where") == "2 1 0 0;4.5 3 0 0"
    assert given(place="p3").value("/data/where") == "0 0 0 0;1 0 0 0;0 0 0 0"


def test_missing_files_are_named_and_offer_nothing() -> None:
    answers = given({}, region="ga")
    assert answers.form.missing_files == ("towns.csv", "places.geojson", "teams.xml")
    assert (offered(answers, "town"), answers.value("/data/post")) == ((), "")


def test_choices_that_nobody_knows_are_not_judged() -> None:
    assert given({}, region="ga", town="acc", found="kum", team="x y").check_all() == []


def test_a_file_that_only_a_calculation_names_is_read() -> None:
    model = """<instance><data id="f"><n/></data></instance>
    <bind nodeset="/data/n" calculate="pulldata('towns', 'label', 'name', 'acc')"/>"""
    form = parse(wrap(model), FILES)
    assert Answers(form, {}, NOW).value("/data/n") == "Accra"
    assert parse(wrap(model)).missing_files == ("towns.csv",)


def test_a_list_that_the_form_does_not_have_is_empty_and_reported() -> None:
    model = """<instance><data id="f"><q/><n/></data></instance>
    <bind nodeset="/data/n" calculate="count(instance('gone')/root/item)"/>"""
    form = parse(wrap(model))
    assert form.unsupported == (("gone", "list that the form does not have"),)
    assert Answers(form, {}, NOW).value("/data/n") == "0"


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("towns.csv", b"a\0b", "towns.csv: The file is neither text nor a workbook."),
        ("towns.csv", b'a,b\n"' + b"x" * 200_000, "towns.csv: The file is no CSV: line 2 "),
        ("places.geojson", b"[1]", "The file places.geojson is no GeoJSON collection of features."),
        ("places.geojson", b"{", "The file places.geojson is no GeoJSON collection of features."),
        ("teams.xml", b"<a", "The file teams.xml is not well-formed XML in UTF-8: "),
        ("teams.xml", b"<!DOCTYPE a><a/>", "The file teams.xml contains a document type decl"),
        ("towns.csv", b"x" * 10_000_001, "The file towns.csv is larger than 10 MB."),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(name: str, content: bytes, sentence: str) -> None:
    with pytest.raises(FormError) as raised:
        parse(_XML, FILES | {name: content})
    assert str(raised.value).startswith(sentence)


def test_a_file_of_too_many_cells_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_CELLS", 11)
    with pytest.raises(FormError) as raised:
        parse(_XML, FILES)
    assert str(raised.value) == "The file towns.csv has more than 11 cells."


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
def test_a_file_that_excel_saved_is_read(encoding: str) -> None:
    text = "name\tlabel\tregion\nyam\tYamoussoukro, Côte d’Ivoire\tga\n"
    answers = given(FILES | {"towns.csv": text.encode(encoding)}, region="ga", town="yam")
    assert offered(answers, "town") == (Choice("yam", "Yamoussoukro, Côte d’Ivoire"),)


def test_a_file_with_semicolons_and_odd_headings_is_read() -> None:
    text = "\ufeffname;label;region;postal code;2nd\nacc;Accra, old;ga;10 A\n;;;;\n"
    answers = given(FILES | {"towns.csv": text.encode()}, region="ga", town="acc")
    assert offered(answers, "town") == (Choice("acc", "Accra, old"),)
    assert answers.value("/data/post") == "10 A"


OUTSIDE = """
| survey |
| | type | name | label | choice_filter |
| | text | region | Region | |
| | select_one_external town | town | Town | region=${region} |
| | select_one yn | yn | Yes? | |
| choices |
| | list_name | name | label |
| | yn | y | Yes |
| external_choices |
| | list_name | name | label | region |
| | town | acc | Accra | ga |
| | town | kum | Kumasi | as |
| | other | x | X | ga |
| settings |
| | form_title | form_id |
| | Outside | outside |
"""


def test_outside_choices_come_from_one_file_for_all_lists() -> None:
    rows = "list_name,name,label,region\ntown,acc,Accra,ga\ntown,kum,Kumasi,as\nother,x,X,ga\n"
    form = parse(xform(OUTSIDE), {"itemsets.csv": rows.encode()})
    answers = Answers(form, {"/data/region": "ga", "/data/town": "acc"}, NOW)
    assert (form.questions["/data/town"].kind, answers.check_all()) == ("select_one", [])
    assert offered(answers, "town") == (Choice("acc", "Accra"),)
    assert parse(xform(OUTSIDE)).missing_files == ("itemsets.csv",)
