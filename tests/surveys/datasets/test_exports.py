"""A data file is asked for, agreed to, made as the officer who asked, taken, and deleted."""

import csv
import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import etree

from homelands.forms.datafiles.exporting.ddi import NAMESPACE
from homelands.foundation.errors import NotAllowed
from homelands.foundation.models import AuditEvent
from homelands.foundation.roles import Role
from homelands.foundation.rules import ReasonMissing
from homelands.surveys.datasets.actions import exports
from homelands.surveys.datasets.actions.exports import Wish
from homelands.surveys.datasets.models import ExportRequest
from homelands.surveys.datasets.queries import exports as export_queries
from homelands.surveys.datasets.rules.exports import ALONE
from homelands.surveys.datasets.tasks import exports as tasks
from homelands.surveys.questionnaires.models import Response, Study
from tests import make, make_data, make_surveys

pytestmark = pytest.mark.django_db

ASKED = {"format": "csv", "language": "en"}
NAMED = Wish("csv", "en", anonymous=False, text=True)
WHY = "To call back those who asked for it"


@pytest.fixture
def study() -> Study:
    return make_data.twice()


def answers_of(study: Study) -> dict[str, str]:
    names = {"age": "34", "works": "yes", "job": "Nurse in Leeds", "occupation": "2211"}
    return {make_surveys_path(study, name): text for name, text in names.items()}


def make_surveys_path(study: Study, name: str) -> str:
    """The path of a question in the first version."""
    from homelands.surveys.questionnaires.queries import questionnaires

    first = questionnaires.of(study).last()
    assert first is not None
    return next(p for p in questionnaires.form_of(first).questions if p.endswith(f"/{name}"))


def signed_in(role: Role = Role.SURVEY_MANAGER, country: str = "") -> Client:
    client = Client()
    client.force_login(make.user(role, country=country))
    return client


def rows_of(content: bytes) -> list[dict[str, Any]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def taken(study: Study, client: Client, **asked: Any) -> list[dict[str, Any]]:
    """Asks for a file and downloads it, through the pages."""
    shown = client.post(f"/desk/studies/{study.slug}/exports/request/", {**ASKED, **asked})
    assert shown.status_code == 302, shown.content.decode()
    answer = client.post(f"{shown.headers['Location']}download/")
    assert answer.status_code == 200, answer.content.decode()
    return rows_of(b"".join(answer.streaming_content))


def test_both_versions_stand_in_one_file_without_loss(study: Study) -> None:
    make_data.answered(study, answers_of(study))
    latest = make_surveys.path(study, "age")
    make_data.answered(study, {latest: "41", make_surveys.path(study, "returns"): "no"})
    rows = taken(study, signed_in())
    assert sorted((row["age"], row["occupation"], row["returns"]) for row in rows) == [
        ("34", "2211", ""),
        ("41", "", "no"),
    ]


def test_anonymised_says_no_text_no_time_and_no_number_of_a_respondent(study: Study) -> None:
    (held,) = make_data.answered(study, answers_of(study))
    (row,) = taken(study, signed_in())
    assert "job" not in row
    assert (row["respondent"], row["completed_on"]) == ("1", "2026-11-23")
    assert held.label not in str(row)
    assert "Leeds" not in str(row)


def test_running_numbers_come_in_another_order_in_each_file(study: Study) -> None:
    for age in range(20, 60):
        make_data.answered(study, {make_surveys.path(study, "age"): str(age)})
    client = signed_in()
    orders = [[row["age"] for row in taken(study, client)] for _ in range(2)]
    assert sorted(orders[0]) == sorted(orders[1]) == [str(age) for age in range(20, 60)]
    assert orders[0] != orders[1]


def test_recruiters_are_named_by_their_running_number() -> None:
    study = make_data.twice(design=Study.Design.RDS)
    (seed,) = make_data.answered(study, {make_surveys.path(study, "age"): "50"}, degree=9)
    make_data.answered(study, {make_surveys.path(study, "age"): "20"}, times=3, recruiter=seed)
    rows = taken(study, signed_in())
    (number,) = [row["respondent"] for row in rows if row["age"] == "50"]
    assert [row["recruiter"] for row in rows if row["age"] == "20"] == [number] * 3
    assert [row["degree"] for row in rows if row["age"] == "50"] == ["9.0"]


def test_an_officer_of_one_country_takes_out_its_answers_and_no_others(study: Study) -> None:
    make_data.answered(study, answers_of(study), destination="GBR")
    make_data.answered(study, answers_of(study), times=2, destination="ITA")
    assert len(taken(study, signed_in(country="GBR"))) == 1
    assert len(taken(study, signed_in(country="ITA"))) == 2
    refused = signed_in(country="FRA").get(f"/desk/studies/{study.slug}/exports/request/")
    assert refused.status_code == 403


def test_who_reads_no_answers_takes_only_the_description(study: Study) -> None:
    make_data.answered(study, answers_of(study), times=12)
    client = signed_in(Role.MINISTRY_OFFICER)
    url = f"/desk/studies/{study.slug}/exports/request/"
    assert b"survey managers" in client.post(url, ASKED).content
    shown = client.post(url, {**ASKED, "format": "ddi"})
    answer = client.post(f"{shown.headers['Location']}download/")
    root = etree.fromstring(b"".join(answer.streaming_content))
    assert root.tag == f"{{{NAMESPACE}}}codeBook"


def test_a_description_is_a_release_and_tells_of_nobody_who_came_since(study: Study) -> None:
    client = signed_in(Role.MINISTRY_OFFICER)
    url = f"/desk/studies/{study.slug}/exports/request/"

    def cases() -> str:
        shown = client.post(url, {**ASKED, "format": "ddi"})
        answer = client.post(f"{shown.headers['Location']}download/")
        root = etree.fromstring(b"".join(answer.streaming_content))
        return str(root.findtext(f".//{{{NAMESPACE}}}caseQnty"))

    make_data.answered(study, answers_of(study), times=12)
    assert cases() == "12"
    make_data.answered(study, answers_of(study), times=3)
    assert cases() == "12"
    make_data.answered(study, answers_of(study), times=9)
    assert cases() == "24"


def test_a_study_without_answers_gives_an_empty_file(study: Study) -> None:
    assert taken(study, signed_in()) == []


def test_without_anonymising_a_reason_is_needed(study: Study) -> None:
    make_data.answered(study, answers_of(study))
    wish = Wish("csv", "en", anonymous=False)
    with pytest.raises(ReasonMissing):
        exports.request(study, wish=wish, at=make.NOW, by=make.officer(role=Role.SURVEY_MANAGER))
    page = signed_in().post(
        f"/desk/studies/{study.slug}/exports/request/", {**ASKED, "named": "on"}
    )
    assert b"Say why the data are needed" in page.content


def test_a_named_file_carries_who_took_it_and_lasts_two_days(study: Study) -> None:
    (held,) = make_data.answered(study, answers_of(study))
    user = make.user(Role.SURVEY_MANAGER)
    client = Client()
    client.force_login(user)
    asked = {"named": "on", "text": "on", "why": "To call back"}
    shown = client.post(f"/desk/studies/{study.slug}/exports/request/", {**ASKED, **asked})
    export = _only(study)
    assert export.expires_at == export.made_at + timedelta(days=2)
    answer = client.post(f"{shown.headers['Location']}download/")
    (row,) = rows_of(b"".join(answer.streaming_content))
    assert row["respondent"] == held.label
    assert row["job"] == "Nurse in Leeds"
    assert f"Taken by {user.name} on" in row["export_mark"]
    assert "officer" in answer.headers["Content-Disposition"]
    with make.as_(make.SYSTEM):
        about = AuditEvent.objects.filter(subject_id=str(export.pk))
        codes = set(about.values_list("code", flat=True))
    assert codes == {
        "datasets.exports.request",
        "datasets.exports.make",
        "datasets.exports.download",
    }


def _only(study: Study) -> ExportRequest:
    with make.as_(make.SYSTEM):
        return ExportRequest.objects.get(study=study)


def test_the_audit_trail_has_the_reason_that_was_typed(study: Study) -> None:
    client = signed_in()
    url = f"/desk/studies/{study.slug}/exports/request/"
    client.post(url, {**ASKED, "named": "on", "why": f" {WHY} "})
    with make.as_(make.SYSTEM):
        (event,) = AuditEvent.objects.filter(code="datasets.exports.request")
    assert (event.why.strip(), _only(study).why) == (WHY, WHY)


def test_above_the_limit_a_second_officer_agrees(study: Study) -> None:
    make_data.answered(study, answers_of(study), times=ALONE + 1)
    asks, agrees = make.user(Role.SURVEY_MANAGER), make.user(Role.DATA_PROTECTION_OFFICER)
    export = exports.request(study, wish=NAMED, at=timezone.now(), by=make.actor(asks), why=WHY)
    assert export.state == ExportRequest.State.WAITING
    client = Client()
    client.force_login(asks)
    url = f"/desk/exports/{export.pk}/"
    assert b"A second officer has to agree" in client.get(url).content
    assert client.post(f"{url}approve/").status_code == 403
    assert client.post(f"{url}download/").status_code == 409
    other = Client()
    other.force_login(agrees)
    assert other.post(f"{url}approve/").status_code == 302
    tasks.make_export(export=str(export.pk))
    assert b"Download the file" in client.get(url).content
    answer = client.post(f"{url}download/")
    assert len(rows_of(b"".join(answer.streaming_content))) == ALONE + 1
    # Who agreed does not get the file: it was asked for by somebody else, for a reason.
    assert other.post(f"{url}download/").status_code == 403


def test_a_second_officer_refuses_with_a_reason(study: Study) -> None:
    make_data.answered(study, answers_of(study), times=ALONE + 1)
    asks = make.user(Role.SURVEY_MANAGER)
    export = exports.request(study, wish=NAMED, at=timezone.now(), by=make.actor(asks), why=WHY)
    other = signed_in(Role.ME_OFFICER)
    url = f"/desk/exports/{export.pk}/"
    assert other.post(f"{url}refuse/", {"why": ""}).status_code == 200
    assert other.post(f"{url}refuse/", {"why": "Ask for consent first"}).status_code == 302
    client = Client()
    client.force_login(asks)
    assert b"Ask for consent first" in client.get(url).content


def test_other_officers_do_not_see_the_request(study: Study) -> None:
    asks = make.officer("GBR", Role.SURVEY_MANAGER)
    export = exports.request(study, wish=Wish("csv", "en"), at=make.NOW, by=asks)
    assert signed_in(country="GBR").get(f"/desk/exports/{export.pk}/").status_code == 404
    with make.as_(make.officer("GBR", Role.SURVEY_MANAGER)):
        assert list(export_queries.listed(study)) == []
    with make.as_(asks):
        assert list(export_queries.listed(study)) == [export]


def test_a_file_is_deleted_when_its_time_is_over(study: Study) -> None:
    client = signed_in()
    taken(study, client)
    export = _only(study)
    path = Path(default_storage.path(f"exports/{export.pk}.csv"))
    assert path.exists()
    assert export.expires_at is not None
    tasks.expire_exports(int(export.expires_at.timestamp()) + 1)
    assert not path.exists()
    assert client.post(f"/desk/exports/{export.pk}/download/").status_code == 409
    assert b"expired" in client.get(f"/desk/exports/{export.pk}/").content


def test_a_member_takes_nothing_out(study: Study) -> None:
    with pytest.raises(NotAllowed):
        exports.request(study, wish=Wish("csv", "en"), at=make.NOW, by=make.member(make.person()))


def test_the_list_takes_as_many_queries_for_many_files(study: Study) -> None:
    user = make.user(Role.SURVEY_MANAGER)
    client = Client()
    client.force_login(user)
    url = f"/desk/studies/{study.slug}/exports/"
    counts = []
    for _ in range(2):
        for _ in range(3):
            wish = Wish("csv", "en")
            exports.request(study, wish=wish, at=make.NOW, by=make.actor(user))
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_rare_answers_are_named_as_a_warning(study: Study) -> None:
    make_data.answered(study, answers_of(study), times=12)
    make_data.answered(study, {make_surveys.path(study, "works"): "no"}, times=2)
    client = signed_in()
    taken(study, client)
    export = _only(study)
    assert export.rare == ["works=no"]
    assert "works=no" in client.get(f"/desk/exports/{export.pk}/").content.decode()


def run(*arguments: str) -> int:
    try:
        call_command("forms", "export", *arguments)
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def test_the_command_writes_every_format(study: Study, tmp_path: Path, capsys: Any) -> None:
    make_data.answered(study, answers_of(study))
    for format_ in ("csv", "xlsx", "sav", "dta", "parquet", "ddi"):
        out = tmp_path / f"a.{format_}"
        assert run(study.slug, "--to", format_, "--out", str(out), "--language", "ar") == 0
        assert out.stat().st_size > 100
    assert "1 responses are in" in capsys.readouterr().out
    text = (tmp_path / "a.ddi").read_text(encoding="utf-8")
    assert "كم سنك؟" in text


def test_the_command_says_in_one_sentence_what_is_wrong(
    study: Study, tmp_path: Path, capsys: Any
) -> None:
    assert run("no-such-study", "--to", "csv", "--out", str(tmp_path / "a.csv")) == 2
    assert capsys.readouterr().err == "There is no study “no-such-study”.\n"
    missing = tmp_path / "no" / "a.csv"
    assert run(study.name, "--to", "csv", "--out", str(missing)) == 2
    assert capsys.readouterr().err == f"{missing}: No such file or directory.\n"
    assert list(tmp_path.iterdir()) == []


def test_the_description_follows_the_order_of_the_standard(study: Study, tmp_path: Path) -> None:
    make_data.answered(study, answers_of(study), times=12)
    out = tmp_path / "a.xml"
    with make.as_(make.SYSTEM):
        export_queries.write(study, export_queries.Wanted("ddi", "en", "key"), out)
    root = etree.parse(str(out)).getroot()
    space = {"d": NAMESPACE}
    assert [etree.QName(one).localname for one in root] == ["stdyDscr", "fileDscr", "dataDscr"]
    (citation,) = root.xpath("d:stdyDscr/d:citation/d:titlStmt/d:titl", namespaces=space)
    assert citation.text == study.name
    order = "labl qstn universe sumStat txt catgry concept varFormat".split()
    identities = set()
    for variable in root.iterfind("d:dataDscr/d:var", space):
        names = [etree.QName(one).localname for one in variable]
        assert names == sorted(names, key=order.index)
        assert names.count("varFormat") == names.count("labl") == 1
        identities.add(variable.get("ID"))
        assert variable.get("files") == root.find("d:fileDscr", space).get("ID")
    assert len(identities) == len(root.findall("d:dataDscr/d:var", space))
    (job,) = root.xpath("//d:var[@name='occupation']/d:catgry[d:catValu='2211']", namespaces=space)
    assert job.findtext("d:labl", namespaces=space) == "Doctors"


def test_drafts_are_not_taken_out(study: Study) -> None:
    make_data.answered(study, answers_of(study), completed_at=None)
    with make.as_(make.SYSTEM):
        assert Response.objects.filter(study=study).count() == 1
    assert taken(study, signed_in()) == []
