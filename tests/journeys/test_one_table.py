"""One questionnaire, many collectors, one table: mended, published, answered, taken out.

More than 250 questions in two languages. A respondent answers on the web and goes on in another
browser, a device fetches the form and sends answers with a file, a spreadsheet brings new
respondents together with those that the device had sent. No respondent is there twice.
"""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import openpyxl
import polars
import pyreadstat
import pytest
from django.utils import timezone
from lxml import etree

from homelands.forms.datafiles.exporting.ddi import NAMESPACE
from homelands.forms.xforms import Answers, Form, parse
from tests.journeys.conftest import PATIENCE, Site, follow, homelands, shell, sign_in
from tests.surveys.collection.collect_client import Collect, over_http
from tests.surveys.datasets import make_files
from tests.surveys.questionnaires import large_form

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

STUDY = "One table"
MANAGER = "manager@example.org"
DEVICES, NEW = 3, 4
GRANT = f"""
from django.utils import timezone
from homelands.foundation.access.context import acting
from homelands.foundation.actions import accounts
from homelands.foundation.actors import Actor, Reach
from homelands.foundation.models import User
from homelands.foundation.roles import Role
by = Actor.system("tests")
with acting(by):
    user = User.objects.get(login={MANAGER!r})
    accounts.grant(user, reach=Reach(Role.SURVEY_MANAGER), at=timezone.now(), by=by)
"""
HELD = f"""
import json
from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.surveys.collection.models import Submission
from homelands.surveys.questionnaires.models import Attachment, Response
with acting(Actor.system("tests")):
    rows = Response.objects.filter(study__name={STUDY!r}).order_by("completed_at")
    sent = Submission.objects.filter(study__name={STUDY!r})
    print(json.dumps({{
        "responses": list(rows.values("instance_id", "label", "answers", "revision")),
        "open": rows.filter(completed_at=None).count(),
        "states": sorted(sent.values_list("state", flat=True)),
        "files": list(Attachment.objects.filter(response__in=rows).values_list("name", flat=True)),
    }}, default=str))
"""


@dataclass
class Survey:
    """The published questionnaire, and what is known of the respondents so far."""

    site: Site
    form: Form
    mended: Path
    page: str
    collector: str
    sent: dict[str, dict[str, str]]
    """The answers that have to be there, by the id of the respondent."""


@pytest.fixture(scope="module")
def survey(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Survey:
    """A faulty form is reported and mended; what comes out of that is published."""
    folder = tmp_path_factory.mktemp("one-table")
    faulty, mended = folder / "large.md", folder / "large.xlsx"
    source = large_form.xlsform().decode().replace("| integer | age |", "| interger | age |")
    faulty.write_text(source.replace("label::العربية (ar)", "label::العربية(ar)", 1))
    code, told = homelands(site, "forms", "check", str(faulty), "--format", "json")
    problems = json.loads(told)["problems"]
    assert (code, [one["code"] for one in problems]) == (1, ["type_spelling", "language_spelling"])
    assert all(one["repairable"] for one in problems)
    homelands(site, "forms", "check", str(faulty), "--repair", str(mended))
    code, told = homelands(site, "forms", "check", str(mended), "--format", "json")
    report = json.loads(told)
    assert (code, report["problems"], report["unsupported"]) == (0, [], [])
    assert report["languages"] == ["English (en)", "العربية (ar)"]
    words = ("forms", "publish", str(mended), "--study", STUDY, "--destination", "GBR")
    collector = json.loads(homelands(site, *words)[1])
    web, openrosa = (urlsplit(collector[name]).path for name in ("web", "openrosa"))
    shell(site, GRANT)
    return Survey(site, parse(large_form.xform()), mended, web, f"{site.url}{openrosa}", {})


@pytest.fixture
def opened(browser: Any, site: Site) -> Iterator[Any]:
    """Opens browsers that know nothing of each other."""
    contexts: list[Any] = []

    def open_(language: str = "en", **options: Any) -> Any:
        screen = {"width": 360, "height": 740}
        made = browser.new_context(
            base_url=site.url, viewport=screen, locale=language, timezone_id="UTC",
            accept_downloads=True, **options,
        )  # fmt: skip
        made.set_default_timeout(PATIENCE)
        contexts.append(made)
        return made.new_page()

    yield open_
    for one in contexts:
        one.close()


def held(site: Site) -> Any:
    return json.loads(shell(site, HELD).splitlines()[-1])


def preview(survey: Survey, opened: Any) -> None:
    assert sum(one.kind != "note" for one in survey.form.questions.values()) >= 250
    desk = opened()
    sign_in(desk, MANAGER)
    desk.goto(f"/desk/studies/{survey.page.strip('/').split('/')[-1]}/")
    follow(desk.locator('a[href^="/desk/questionnaires/"]').first)
    address = desk.url.partition("?")[0]
    for language, direction, place in (("en", "ltr", "English"), ("ar", "rtl", "العربية")):
        for number, page in enumerate(survey.form.pages, 1):
            assert desk.goto(f"{address}?page={number}&language={language}").status == 200
            shown = desk.locator(f'main div[lang="{language}"]').first
            assert shown.get_attribute("dir") == direction
            words = shown.inner_text()
            for question in page.questions:
                label = question.label(survey.form.language(language))
                assert label in words, (place, question.path)


def answer_on_the_web(survey: Survey, opened: Any) -> None:
    given = large_form.answers(7)
    first = opened(java_script_enabled=False)
    first.goto(survey.page)
    if first.locator("select[name=destination]").count():
        first.locator("select[name=destination]").select_option("GBR")
    follow(first.locator("main form button").last)
    follow(first.locator("main a.button").first)
    code = re.findall(r"/answer/([^/]+)/", first.url)[0]
    answer_pages(first, survey.form, given, until="t05")
    other = opened("ar")
    other.goto("/answer/")
    other.fill("main input[name=code]", code)
    follow(other.locator("main form button").last)
    other.wait_for_url("**/t05/")
    answer_pages(other, survey.form, given, until="")
    assert "Respondent 7" in other.inner_text("main")
    follow(other.locator("main form button").last)
    other.wait_for_url("**/sent/")
    (row,) = held(survey.site)["responses"]
    photo = row["answers"]["/data/files/photo"]  # cleaned, and called by the question
    assert re.fullmatch(r"photo-[0-9a-f]+\.jpg", photo)
    # A moment is that of the respondent's zone.
    stored = {"/data/files/photo": photo, "/data/days/flight": "2026-12-24T08:15:00.000+00:00"}
    assert row["answers"] == expected(survey.form, given) | stored
    survey.sent[row["label"]] = row["answers"]


def answer_pages(page: Any, form: Form, given: dict[str, str], until: str) -> None:
    """Answers page after page, those that come up again too, until one or the last look."""
    for _page in range(120):
        name = re.findall(r"/answer/[^/]+/([^/]*)/?", page.url)[0]
        if name == until:
            return
        group, _, number = name.rpartition("-")
        start = f"/data/{group}[{number}]/" if group else f"/data/{name}/"
        for path, text in given.items():
            question = form.question(path)
            if path.startswith(start) and question is not None:
                # Where its own name could be taken for another's, an input is called by the path.
                own = page.locator(f'#questions [name="{path}"]').count()
                put(page, path if own else question.name, question.kind, text)
        if name == "files":
            photo = {"name": "me.jpg", "mimeType": "image/jpeg", "buffer": make_files.jpeg()}
            page.set_input_files("[name=photo]", photo)
        more = given.get(f"/data/{group}[{int(number) + 1}]/name") if group else None
        buttons = '#questions button[name=go][value="add"]'
        pressed = buttons if more else "#questions button:not([name])"
        follow(page.locator(pressed).last)
    raise AssertionError(f"The questionnaire does not end: {page.url}")


def put(page: Any, name: str, kind: str, text: str) -> None:
    """Gives one answer with the input that the page has for it; nothing where it is not asked."""
    parts = {"date": ("year", "month", "day"), "datetime": ("year", "month", "day")}.get(kind)
    if parts:
        day, _, time = text.partition("T")
        for part, number in zip(parts, day.split("-"), strict=True):
            put(page, f"{name}_{part}", "text", str(int(number)))
        if time:
            put(page, f"{name}_time", "text", time)
    elif kind == "geopoint":
        for part, number in zip(("latitude", "longitude"), text.split(), strict=True):
            put(page, f"{name}_{part}", "text", number)
    elif kind == "rank":
        for place, item in enumerate(("pay", "family", "peace")):
            page.select_option(f"[name={name}_{place}]", str(text.split().index(item) + 1))
    else:
        put_one(page, name, text)


def put_one(page: Any, name: str, text: str) -> None:
    inputs = page.locator(f'#questions [name="{name}"]')
    if not inputs.count():
        return
    kind = inputs.first.evaluate("one => one.type")
    if kind == "select-one":
        if inputs.locator(f'option[value="{text}"]').count():  # else another answer brings it up
            inputs.first.select_option(text)
    elif kind in {"radio", "checkbox"}:
        for code in text.split():
            box = page.locator(f'#questions [name="{name}"][value="{code}"]')
            (box if box.count() else inputs.first).check()
    else:
        inputs.first.fill(text)


def expected(form: Form, given: dict[str, str]) -> dict[str, str]:
    return Answers(form, given, timezone.now()).clean()


def answer_by_device(survey: Survey) -> None:
    app = Collect(survey.collector, over_http(chunked=True))
    (listed,) = app.forms()
    form = parse(app.download(listed))  # the client checks the hash
    assert (form.form_id, len(form.questions)) == ("large", len(survey.form.questions))
    assert app.media(listed) == {}
    for number in range(20, 20 + DEVICES):
        name = f"uuid:{uuid4()}"
        given = {**large_form.answers(number, members=number - 18), "/data/files/photo": "1.jpg"}
        files = {"1.jpg": make_files.jpeg()}
        xml = Answers(form, given, timezone.now(), "ar").to_xml(name)
        assert [one.status for one in app.submit(xml, files)] == [201]
        assert [one.status for one in app.submit(xml, files)] == [202]
        survey.sent[name] = expected(form, given)
    edited = f"uuid:{uuid4()}"
    right = {**given, "/data/about/age": "77"}
    xml = Answers(form, right, timezone.now()).to_xml(edited)
    assert [one.status for one in app.submit(correcting(xml, name))] == [201]
    del survey.sent[name]
    survey.sent[edited] = expected(form, right)
    there = held(survey.site)
    assert there["states"] == ["accepted"] * DEVICES + ["replaced"]
    assert len(there["files"]) == 1 + DEVICES
    assert sorted(row["revision"] for row in there["responses"])[-1] == 1


def correcting(xml: bytes, earlier: str) -> bytes:
    """Says in answers which ones they correct, as apps do."""
    root = etree.fromstring(xml)
    own = next(one for one in root.iter() if etree.QName(one).localname == "instanceID")
    said = etree.Element(str(own.tag).replace("instanceID", "deprecatedID"))
    said.text = earlier
    own.addnext(said)
    return bytes(etree.tostring(root))


def bring_a_spreadsheet(survey: Survey, opened: Any, tmp_path: Path) -> None:
    known = {key: answers for key, answers in survey.sent.items() if key.startswith("uuid:")}
    new = {
        f"uuid:{uuid4()}": without_files(
            survey.form,
            # A file that tells of no member brings none; a fresh page would begin with one.
            expected(survey.form, large_form.answers(number, members=0) | {"/data/member": "0"}),
        )
        for number in range(40, 40 + NEW)
    }
    book = tmp_path / "answers.xlsx"
    write_book(book, survey.form, known | new)
    desk = opened()
    desk.set_default_timeout(4 * PATIENCE)  # the page offers every question for each column
    sign_in(desk, MANAGER)
    slug = survey.page.strip("/").split("/")[-1]
    for counted in ([NEW, DEVICES], [0, NEW + DEVICES]):
        desk.goto(f"/desk/studies/{slug}/files/add/")
        desk.set_input_files("input[name=file]", str(book))
        follow(desk.locator("main form button").last)
        follow(desk.locator("main form button").last)
        assert numbers(desk)[:4] == [*counted, 0, 0]
        desk.locator("button[name=bring]").click()
        desk.wait_for_url("**/taken/")
        for _wait in range(240):
            if desk.locator("dl.summary").count():
                break
            desk.wait_for_timeout(500)
            desk.reload()
        assert numbers(desk) == [*counted, 0, 0]
    survey.sent.update(new)


def without_files(form: Form, answers: dict[str, str]) -> dict[str, str]:
    """Leaves out the names of pictures and sounds: a spreadsheet brings none."""
    asked = {path: form.question(path) for path in answers}
    files = {path for path, question in asked.items() if question and question.kind == "upload"}
    return {path: text for path, text in answers.items() if path not in files}


def numbers(page: Any) -> list[int]:
    return [int(text) for text in page.locator("dl.summary dd").all_inner_texts()]


def write_book(target: Path, form: Form, rows: dict[str, dict[str, str]]) -> None:
    """Writes answers as a tool of the field would: a column for each question, and the id."""
    paths = [
        question.path
        for question in form.questions.values()
        if question.kind not in {"note", "upload"} and not question.path.startswith("/data/member/")
    ]
    book = openpyxl.Workbook()
    book.active.append(["instanceID", *(path.removeprefix("/data/") for path in paths)])
    for key, answers in rows.items():
        book.active.append([key, *(answers.get(path, "") for path in paths)])
    book.save(target)


def look_into_the_table(survey: Survey) -> None:
    there = held(survey.site)
    rows = {row["instance_id"] or row["label"]: row["answers"] for row in there["responses"]}
    assert (len(there["responses"]), there["open"]) == (1 + DEVICES + NEW, 0)
    assert rows == survey.sent


def take_out(survey: Survey, folder: Path) -> dict[str, Path]:
    made = {name: folder / f"all.{name}" for name in ("csv", "xlsx", "sav", "dta", "parquet")}
    made["ddi"] = folder / "all.xml"
    for name, path in made.items():
        code, told = homelands(
            survey.site,
            *("forms", "export", STUDY, "--to", name, "--out", str(path), "--with-text"),
        )
        assert code == 0, told
    return made


def plain(value: Any) -> str:
    """Writes a cell as the answer was given, whatever type the program made of it."""
    if value is None or value != value:
        return ""
    return f"{value:g}" if isinstance(value, float) else str(value)


def compare_files(survey: Survey, files: dict[str, Path]) -> None:
    with files["csv"].open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    book = openpyxl.load_workbook(files["xlsx"], read_only=True)
    header, *cells = book.worksheets[0].iter_rows(values_only=True)
    sheet = [dict(zip(header, line, strict=True)) for line in cells]
    short = {  # the statistics programs take shorter names; their labels say which is which
        "sav": pyreadstat.read_sav(str(files["sav"]), output_format="dict"),
        "dta": pyreadstat.read_dta(str(files["dta"]), output_format="dict"),
    }
    frame = polars.read_parquet(files["parquet"])
    want = sorted(
        (answers["/data/about/alias"], answers["/data/about/age"], answers["/data/t07/t07_q6"])
        for answers in survey.sent.values()
    )
    names = ("alias", "age", "t07_q6")
    tables = {
        "csv": rows,
        "xlsx": sheet,
        "parquet": frame.to_dicts(),
        **{kind: rows_of(columns) for kind, (columns, _about) in short.items()},
    }
    for kind, table in tables.items():
        found = sorted(tuple(plain(row[name]) for name in names) for row in table)
        assert found == want, kind


def rows_of(columns: dict[str, list[Any]]) -> list[dict[str, Any]]:
    return [dict(zip(columns, line, strict=True)) for line in zip(*columns.values(), strict=True)]


def compare_rounds(survey: Survey, files: dict[str, Path]) -> None:
    rounds = sorted(
        (answers["/data/about/alias"], number, answers[f"/data/member[{number}]/name"])
        for answers in survey.sent.values()
        for number in range(1, 5)
        if f"/data/member[{number}]/name" in answers
    )
    assert len({number for _who, number, _name in rounds}) == DEVICES + 1
    with files["csv"].open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rounds == sorted(
        (row["alias"], number, row[f"member[{number}]/name"])
        for row in rows
        for number in range(1, 5)
        if row[f"member[{number}]/name"]
    )
    assert "member[5]/name" not in rows[0]
    book = openpyxl.load_workbook(files["xlsx"], read_only=True)
    main, inner = (
        list(book[name].iter_rows(values_only=True)) for name in (book.sheetnames[0], "member")
    )
    alias = main[0].index("alias")
    who = {line[0]: line[alias] for line in main[1:]}
    name = inner[0].index("member/name") if "member/name" in inner[0] else inner[0].index("name")
    assert rounds == sorted((who[line[0]], int(line[1]), line[name]) for line in inner[1:])


def compare_description(survey: Survey, files: dict[str, Path]) -> None:
    root = etree.parse(str(files["ddi"])).getroot()
    named = [one.get("name") for one in root.iter(f"{{{NAMESPACE}}}var")]
    asked = {
        one.name for one in survey.form.questions.values() if one.kind not in {"note", "trigger"}
    }
    assert len(named) == len(set(named))
    assert asked <= set(named)


def test_every_door_leads_into_one_table(survey: Survey, opened: Any, tmp_path: Path) -> None:
    preview(survey, opened)
    answer_on_the_web(survey, opened)
    answer_by_device(survey)
    bring_a_spreadsheet(survey, opened, tmp_path)
    look_into_the_table(survey)
    files = take_out(survey, tmp_path)
    compare_files(survey, files)
    compare_rounds(survey, files)
    compare_description(survey, files)
