"""Files of answers: opened, their columns guessed, their rows checked, each respondent once."""

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import polars
import pyreadstat
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from homelands.forms.datafiles.exporting import Options
from homelands.forms.datafiles.incoming import rows
from homelands.forms.datafiles.incoming.columns import Target, guessed
from homelands.forms.datafiles.incoming.opening import opened
from homelands.forms.datafiles.incoming.rows import Asked, Question
from homelands.forms.tables import BadTable
from homelands.foundation.access.context import acting
from homelands.foundation.errors import Refusal
from homelands.foundation.roles import Role
from homelands.surveys.collection.models import Submission
from homelands.surveys.datasets.models import ImportFile
from homelands.surveys.datasets.queries import exports, imports
from homelands.surveys.datasets.queries.exports import Wanted
from homelands.surveys.datasets.tasks import imports as tasks
from homelands.surveys.questionnaires.models import Response, Study
from tests import make, make_surveys
from tests.make_collection import published

pytestmark = pytest.mark.django_db

ODK = """SubmissionDate,about-age,about-works,about-job,training-since,training-languages,KEY
2026-11-01T10:00:00Z,34,yes,Nurse,2019-03-05T00:00:00.000Z,en fr,uuid:{0}1
2026-11-01T11:00:00Z,17,no,,,,uuid:{0}2
2026-11-02T11:00:00Z,41,no,,,,uuid:{0}3
""".format("0b4d3a3e-0000-4000-8000-00000000000")

KOBO = """How old are you?;Do you work?;What is your job?;Which languages do you speak?/French;\
Which languages do you speak?/English;_uuid;country
34;Yes;Nurse;1;1;abc;Italy
29;نعم;Doctor;0;1;def;ITA
"""


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The studies of these tests are open whenever they run."""
    monkeypatch.setattr(make, "TODAY", make.TODAY.replace(year=2020))


@pytest.fixture
def study() -> Study:
    return make_surveys.asked()


def signed_in(country: str = "") -> Client:
    client = Client()
    client.force_login(make.user(Role.SURVEY_MANAGER, country=country))
    return client


def brought(desk: Client, study: Study, name: str, content: bytes, **more: Any) -> dict[str, int]:
    """Takes a file through the pages as an officer does, and runs the task."""
    file = SimpleUploadedFile(name, content)
    url = f"/desk/studies/{study.slug}/files/add/"
    page = desk.post(url, {"file": file, "destination": "ITA", **more}, follow=True)
    with acting(make.SYSTEM):
        held = ImportFile.objects.order_by("-uploaded_at").first()
    assert held is not None, page.content.decode()
    meant = dict(page.context["form"].initial)
    assert "What would become" in desk.post(f"/desk/imports/{held.pk}/", meant).content.decode()
    page = desk.post(f"/desk/imports/{held.pk}/", {**meant, "bring": "yes"}, follow=True)
    assert "being taken in" in page.content.decode()
    tasks.bring(file=str(held.pk))
    tasks.bring(file=str(held.pk))
    assert "The file is taken in." in desk.get(f"/desk/imports/{held.pk}/taken/").content.decode()
    with acting(make.SYSTEM):
        held.refresh_from_db()
    assert bytes(held.content) == b""
    return dict(held.counted)


def responses(study: Study) -> list[dict[str, str]]:
    with acting(make.SYSTEM):
        rows = Response.objects.filter(study=study).order_by("instance_id")
        return [{p.rpartition("/")[2]: v for p, v in row.answers.items()} for row in rows]


def test_an_export_of_odk_comes_in_once(study: Study) -> None:
    desk = signed_in()
    assert brought(desk, study, "odk.csv", ODK.encode()) == {"accepted": 2, "review": 1}
    assert responses(study)[0] == {
        "age": "34",
        "works": "yes",
        "job": "Nurse",
        "since": "2019-03-05",
        "languages": "en fr",
    }
    with acting(make.SYSTEM):
        (waits,) = Submission.objects.filter(state=Submission.State.REVIEW)
    assert [one["message"] for one in waits.reasons] == ["Adults only."]
    assert brought(desk, study, "odk.csv", ODK.encode()) == {"known": 3}
    assert len(responses(study)) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1256"])
def test_a_label_export_of_kobo_with_a_column_for_each_choice(study: Study, encoding: str) -> None:
    assert brought(signed_in(), study, "kobo.csv", KOBO.encode(encoding)) == {"accepted": 2}
    first, second = responses(study)
    assert first["works"] == second["works"] == "yes"
    assert sorted(first["languages"].split()) == ["en", "fr"]
    with acting(make.SYSTEM):
        assert set(Response.objects.values_list("destination", flat=True)) == {"ITA"}


def test_an_encoding_that_was_guessed_is_said_on_the_page(study: Study) -> None:
    file = SimpleUploadedFile("a.csv", "age;works;job\n34;yes;Infirmière\n".encode("cp1252"))
    page = signed_in().post(
        f"/desk/studies/{study.slug}/files/add/", {"file": file, "destination": "ITA"}, follow=True
    )
    assert "It was read as Windows-1252: look whether accents" in page.content.decode()
    assert "Infirmière" in page.content.decode()


def test_rows_are_numbered_as_in_the_file() -> None:
    table = opened(b"a,b\n\n1,2\n\n\n3,4\n")
    found = rows.read(Asked("f", "1", "/f", {}), table, {})
    assert [row.number for row in found] == [3, 6]


def test_a_code_that_looks_missing_is_an_answer() -> None:
    asked = Asked("f", "1", "/f", {"home": Question("/f/home", "select_one", ("NA", "ZA"))})
    table = opened(b"home,y\nNA,NA\nZA,1\n.,2\n")
    found = [row.values for row in rows.read(asked, table, {"home": "home", "y": ""})]
    assert found == [{"/f/home": "NA"}, {"/f/home": "ZA"}, {}]


def test_other_answers_of_the_same_id_are_set_apart(study: Study) -> None:
    desk = signed_in()
    brought(desk, study, "odk.csv", ODK.encode())
    other = ODK.replace("34,yes,Nurse", "35,yes,Nurse")
    assert brought(desk, study, "odk.csv", other.encode()) == {"quarantined": 1, "known": 2}
    assert responses(study)[0]["age"] == "34"


def test_what_columns_mean_is_remembered(study: Study) -> None:
    desk = signed_in()
    content = b"years;work;nr\n34;no;7\n"
    file = SimpleUploadedFile("own.csv", content)
    page = desk.post(
        f"/desk/studies/{study.slug}/files/add/", {"file": file, "destination": "ITA"}, follow=True
    )
    assert page.context["form"].initial == {"column0": "", "column1": "", "column2": ""}
    meant = {"column0": "age", "column1": "works", "column2": "*id"}
    desk.post(page.redirect_chain[-1][0], meant)
    assert brought(desk, study, "own.csv", content.replace(b"34", b"44")) == {"accepted": 1}
    assert responses(study) == [{"age": "44", "works": "no"}]


def test_rows_without_an_id_come_in_once_each(study: Study) -> None:
    desk = signed_in()
    content = b"age,works\n34,no\n34,no\n"
    assert brought(desk, study, "plain.csv", content) == {"accepted": 2}
    assert brought(desk, study, "plain.csv", content) == {"known": 2}


def _xlsx() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["age", "works", "note"])
    sheet.append([34.0, "no", None])
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def _statistics(tmp_path: Path, kind: str) -> bytes:
    frame = polars.DataFrame({"age": [34.0], "works": [2.0]})
    path = tmp_path / f"a.{kind}"
    writer = {"sav": pyreadstat.write_sav, "dta": pyreadstat.write_dta}[kind]
    writer(frame, str(path), variable_value_labels={"works": {1: "Yes", 2: "No"}})
    return path.read_bytes()


@pytest.mark.parametrize("kind", ["xlsx", "sav", "dta"])
def test_every_kind_of_file_comes_in_with_its_labels(
    study: Study, kind: str, tmp_path: Path
) -> None:
    content = _xlsx() if kind == "xlsx" else _statistics(tmp_path, kind)
    assert brought(signed_in(), study, f"a.{kind}", content) == {"accepted": 1}
    assert responses(study) == [{"age": "34", "works": "no"}]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.pdf", b"%PDF", "looks like PDF"),
        ("a.csv", b"", "is empty"),
        ("a.csv", b"age,works\n", "no rows below its header"),
        ("a.csv", b"\xff\xfa\x00", "UTF-8"),
        ("a.csv", b"age,age\n1,2\n", "more than once: age"),
        ("a.xlsx", b"PK\x03\x04rest", "broken"),
        ("a.sav", b"$FL2 nothing", "cannot be opened as .sav"),
        ("a.dta", b"<stata_dta>" + b"\x00" * 50, "cannot be opened as .dta"),
        ("a.dta", b"\x00" * 50, "neither text nor a workbook"),
        ("a.csv", ("a\n" + "1\n" * 20_001).encode(), "at most 20000 rows"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(name: str, content: bytes, words: str) -> None:
    with pytest.raises(Refusal, match=words):
        opened(content)


def test_nothing_is_kept_of_a_refused_file(study: Study) -> None:
    file = SimpleUploadedFile("a.csv", b"age,age\n1,2\n")
    page = signed_in().post(
        f"/desk/studies/{study.slug}/files/add/", {"file": file, "destination": ""}
    )
    assert "more than once: age" in page.content.decode()
    with acting(make.SYSTEM):
        assert not ImportFile.objects.exists()


def test_only_who_uploaded_a_file_sees_it(study: Study) -> None:
    file = SimpleUploadedFile("a.csv", b"age,works\n34,no\n")
    page = signed_in().post(
        f"/desk/studies/{study.slug}/files/add/", {"file": file, "destination": "ITA"}
    )
    assert page.status_code == 302
    assert signed_in("ITA").get(page["Location"]).status_code == 404


def test_columns_are_guessed_by_name_path_and_label(study: Study) -> None:
    held = imports.targets(study, "ar")
    header = ["about/age", "هل تعمل؟", "data.about.job", "languages_fr", "x", "meta/instanceID"]
    assert guessed(header, held) == {
        "about/age": "age",
        "هل تعمل؟": "works",
        "data.about.job": "job",
        "languages_fr": "languages/fr",
        "x": "",
        "meta/instanceID": "*id",
    }


def test_a_question_is_found_before_a_choice_of_another() -> None:
    skills = Target("skills", "Skills", "/data/skills", "select_multiple", (("other", "Other"),))
    other = Target("skills_other", "Which?", "/data/skills_other", "text")
    header = ["skills", "skills_other", "skills/other"]
    assert list(guessed(header, [skills, other]).values()) == [
        "skills",
        "skills_other",
        "skills/other",
    ]


def test_a_broken_table_is_no_crash() -> None:
    with pytest.raises(BadTable):
        opened(b'a,b\n"1,2\n3,4')


#: What ODK Central and Kobo give of one form: respondents, and the members of their households.
CENTRAL = """SubmissionDate,start,end,grp-name,grp-langs,grp-langs/en,grp-langs/fr,place-Latitude,\
place-Longitude,place-Altitude,place-Accuracy,KEY,Status
2026-11-29T07:21:00.000Z,2026-11-29T08:00:00.000+01:00,2026-11-29T08:20:00.000+01:00,Zoë,en fr,1,1,\
52.37,4.9,0,5.2,uuid:11111111-1111-4111-8111-111111111110,
2026-11-29T07:21:00.000Z,2026-11-29T08:00:00.000+01:00,2026-11-29T08:20:00.000+01:00,Béa,,0,0,\
-1.28,36.8,,,uuid:11111111-1111-4111-8111-111111111112,
"""
CENTRAL_HH = """hname,hage,hl,hl/en,hl/fr,PARENT_KEY,KEY
Kid,7,en fr,1,1,{0},{0}/hh[1]
Wife,33,,0,0,{0},{0}/hh[2]
""".format("uuid:11111111-1111-4111-8111-111111111110")

HOUSEHOLD = b"""| survey |
| | type | name | label |
| | start | start | |
| | end | end | |
| | begin_group | grp | About you |
| | text | name | What is your name? |
| | select_multiple lang | langs | Which languages? |
| | end_group | | |
| | geopoint | place | Where? |
| | begin_repeat | hh | Household member |
| | text | hname | Member name |
| | integer | hage | Member age |
| | select_multiple lang | hl | Member languages |
| | end_repeat | | |
| choices |
| | list_name | name | label |
| | lang | en | English |
| | lang | fr | French |
| settings |
| | form_title | form_id | version |
| | Import | imp | 1 |
"""

HOUSEHOLD_ANSWERS = {
    "name": "Zoë",
    "langs": "en fr",
    "place": "52.37 4.9 0 5.2",
    "hh[1]/hname": "Kid",
    "hh[1]/hage": "7",
    "hh[1]/hl": "en fr",
    "hh[2]/hname": "Wife",
    "hh[2]/hage": "33",
}


@pytest.fixture
def household() -> Study:
    made = make_surveys.study()
    with acting(make.SYSTEM):
        published(made, HOUSEHOLD, "imp", "1")
    return made


def first_of(study: Study) -> dict[str, str]:
    """What the first respondent answered, by the path below the root and its group."""
    with acting(make.SYSTEM):
        row = Response.objects.filter(study=study).order_by("instance_id").first()
    assert row is not None
    assert row.started_at.isoformat() == "2026-11-29T07:00:00+00:00"
    return {
        path.removeprefix("/imp/").removeprefix("data/").removeprefix("grp/"): text
        for path, text in ((p.removeprefix("/"), t) for p, t in row.answers.items())
        if "start" not in path and "end" not in path
    }


def zipped(**files: bytes) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in files.items():
            archive.writestr(f"{name.replace('_', '-')}.csv", content)
    return held.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_the_zip_of_central_brings_members_as_rounds(household: Study, encoding: str) -> None:
    file = zipped(imp=CENTRAL.encode(encoding), imp_hh=CENTRAL_HH.encode(encoding))
    assert brought(signed_in(), household, "central.zip", file) == {"accepted": 2}
    assert first_of(household) == HOUSEHOLD_ANSWERS


def test_the_members_alone_are_no_respondents() -> None:
    with pytest.raises(BadTable, match="rounds of a repeated group"):
        opened(CENTRAL_HH.encode())


def test_members_of_nobody_are_refused() -> None:
    stray = CENTRAL_HH.replace("111110", "111119").encode()
    with pytest.raises(BadTable, match="belong to nobody"):
        opened(zipped(imp=CENTRAL.encode(), imp_hh=stray))


def test_the_sheets_of_kobo_bring_members_as_rounds(household: Study) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "imp"
    sheet.append(["start", "What is your name?", "Which languages?/English"])
    for place, words in enumerate(["Which languages?/French", "_Where?_latitude"], 4):
        sheet.cell(1, place, words)
    for place, words in enumerate(["_Where?_longitude", "_Where?_precision", "_uuid", "_index"], 6):
        sheet.cell(1, place, words)
    key = "11111111-1111-4111-8111-111111111110"
    sheet.append(["2026-11-29T08:00:00.000+01:00", "Zoë", 1, 1, 52.37, 4.9, 5.2, key, 1])
    members = book.create_sheet("hh")
    members.append(["Member name", "Member age", "Member languages", "_index", "_parent_index"])
    members.append(["Kid", 7, "English French", 1, 1])
    members.append(["Wife", 33, None, 2, 1])
    book.create_sheet("notes").append(["seen", "by"])
    book["notes"].append(["twice", "Ama"])
    held = BytesIO()
    book.save(held)
    assert opened(held.getvalue()).left == ("notes",)
    assert brought(signed_in(), household, "kobo.xlsx", held.getvalue()) == {"accepted": 1}
    assert first_of(household) == HOUSEHOLD_ANSWERS


@pytest.mark.parametrize("format_", ["csv", "xlsx"])
def test_what_was_exported_comes_in_again(household: Study, tmp_path: Path, format_: str) -> None:
    file = zipped(imp=CENTRAL.encode(), imp_hh=CENTRAL_HH.encode())
    brought(signed_in(), household, "central.zip", file)
    before = first_of(household)
    target = tmp_path / f"data.{format_}"
    wanted = Wanted(format_, "en", "key", Options(text=True, anonymous=False))
    with acting(make.SYSTEM):
        exports.write(household, wanted, target)
        other = make_surveys.study()
        published(other, HOUSEHOLD, "imp", "1")
    brought(signed_in(), other, f"ours.{format_}", target.read_bytes())
    with acting(make.SYSTEM):
        answers = [row.answers for row in Response.objects.filter(study=other)]
    found = [
        {p.split("/", 2)[2].removeprefix("grp/"): t for p, t in one.items()} for one in answers
    ]
    assert {**before} in [
        {p: t for p, t in one.items() if p not in ("start", "end")} for one in found
    ]


def test_a_row_without_an_answer_is_nobody(study: Study) -> None:
    content = b"age;works;nr\n34;no;7\n;;8\n"
    assert brought(signed_in(), study, "own.csv", content) == {"accepted": 1, "blank": 1}
