"""The protocol of field apps: what a device is given, and the answer to everything it sends."""

import re
from collections import Counter
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from homelands.forms.odk.openrosa.batches import MOST_BYTES
from homelands.surveys.collection.actions import submissions
from homelands.surveys.collection.models import Submission, SubmissionFile
from homelands.surveys.collection.rules.submissions import KnownAlready
from homelands.surveys.questionnaires.actions import collectors
from homelands.surveys.questionnaires.models import Attachment, Response
from tests import make, make_collection, make_surveys
from tests.make_collection import RIGHT, answers, collector, device, held
from tests.surveys.collection.collect_client import Collect, Reply, multipart

pytestmark = pytest.mark.django_db

State = Submission.State


def post(
    app: Collect, xml: bytes, files: dict[str, bytes] | None = None, more: bool = False
) -> Reply:
    kind, body = multipart(xml, files or {}, more)
    return app.ask("POST", f"{app.base}/submission", {"Content-Type": kind}, body)


def responses() -> list[Response]:
    with make.as_(make.SYSTEM):
        return list(Response.objects.order_by("changed_at"))


def new_id() -> str:
    return f"uuid:{uuid4()}"


def test_a_device_finds_the_form_and_downloads_the_bytes_that_were_published() -> None:
    team = collector()
    app = device(team)
    (form,) = app.forms()
    assert (form.form_id, form.version, form.name) == ("small", "1", "Small survey")
    assert form.manifest == ""
    assert app.download(form) == bytes(team.study.questionnaires.get().xform)
    assert app.media(form) == {}


def test_every_answer_has_the_headers_and_the_unknown_token_is_forbidden() -> None:
    app = device(collector())
    stranger = Collect(f"{make_collection.HOST}/openrosa/unknown", app.send)
    replies = [
        app.get(f"{app.base}/formList"),
        app.ask("HEAD", f"{app.base}/submission"),
        app.ask("GET", f"{app.base}/submission"),
        post(app, answers()),
        post(app, b"<broken"),
        stranger.ask("GET", f"{stranger.base}/formList"),
        stranger.ask("HEAD", f"{stranger.base}/submission"),
        post(stranger, answers()),
    ]
    assert [reply.status for reply in replies] == [200, 204, 405, 201, 400, 403, 403, 403]
    for reply in replies:
        assert reply.headers["X-OpenRosa-Version"] == "1.0"
        assert int(reply.headers["X-OpenRosa-Accept-Content-Length"]) == MOST_BYTES
        assert re.fullmatch(r"\w{3}, \d\d \w{3} \d{4} .* GMT", reply.headers["Date"])
        assert reply.headers["Content-Language"] == "en"


def test_right_answers_are_a_response_at_once() -> None:
    team = collector()
    name = new_id()
    (reply,) = device(team).submit(answers(instance_id=name))
    assert (reply.status, reply.message) == (201, "Thank you. The answers are here.")
    (stored,) = held(name)
    assert (stored.state, stored.reasons) == (State.ACCEPTED, [])
    (made,) = responses()
    assert stored.response == made
    assert made.answers == {"/data/about/age": "34", "/data/about/works": "no"}
    assert (made.collector_id, made.destination, made.instance_id) == (team.pk, "GBR", name)
    assert made.completed_at is not None


def test_the_same_again_changes_nothing_and_says_so() -> None:
    app = device(collector())
    xml = answers()
    codes = [post(app, xml).status for _ in range(3)]
    assert codes == [201, 202, 202]
    assert len(responses()) == 1


def test_the_same_id_with_other_answers_is_set_apart_and_the_first_stays() -> None:
    app = device(collector())
    name = new_id()
    other = answers({**RIGHT, "about/age": "35"}, instance_id=name)
    replies = [post(app, xml) for xml in (answers(instance_id=name), other, other)]
    assert [reply.status for reply in replies] == [201, 409, 409]
    assert [one.state for one in held(name)] == [State.ACCEPTED, State.QUARANTINED]
    assert [made.answers["/data/about/age"] for made in responses()] == ["34"]


@pytest.mark.parametrize(
    ("given", "code", "path"),
    [
        ({"about/age": "17", "about/works": "no"}, "constraint", "/data/about/age"),
        ({"about/age": "old", "about/works": "no"}, "type", "/data/about/age"),
        ({"about/age": "34", "about/works": "maybe"}, "choice", "/data/about/works"),
        ({"about/age": "34"}, "required", "/data/about/works"),
        ({**RIGHT, "about/job": "Nurse"}, "not_asked", "/data/about/job"),
        ({**RIGHT, "about/passport": "X1"}, "unknown", "/data/about/passport"),
    ],
)
def test_answers_that_the_form_would_not_take_wait_for_a_manager(
    given: dict[str, str], code: str, path: str
) -> None:
    name = new_id()
    reply = post(device(collector()), answers(given, instance_id=name))
    assert reply.status == 201
    assert "look at them" in reply.message
    (stored,) = held(name)
    assert stored.state == State.REVIEW
    assert (code, path) in [(one["code"], one["path"]) for one in stored.reasons]
    assert all(one["message"] for one in stored.reasons)
    assert b"<age>" in bytes(stored.body)
    assert responses() == []


@pytest.mark.parametrize("form_id", ["small", "other"])
def test_an_unknown_form_or_version_is_kept_until_it_is_published(form_id: str) -> None:
    team = collector()
    app = device(team)
    name = new_id()
    xml = answers(form_id=form_id, version="2", instance_id=name)
    assert [post(app, xml).status for _ in range(2)] == [404, 404]
    (stored,) = held(name)
    assert stored.state == State.REVIEW
    assert stored.reasons[0]["code"] == (
        "unknown_version" if form_id == "small" else "unknown_form"
    )
    sheet = make_surveys.xlsform(version="2").replace(b"| small |", f"| {form_id} |".encode())
    make_collection.published(team.study, sheet, form_id, "2")
    assert post(app, xml).status == 202
    assert held(name)[0].state == State.ACCEPTED


def test_an_earlier_version_is_fine() -> None:
    team = collector()
    app = device(team)
    make_collection.published(team.study, make_surveys.xlsform(version="2"), "small", "2")
    assert post(app, answers(version="1")).status == 201
    assert len(responses()) == 1


@pytest.mark.parametrize(
    ("xml", "status", "words"),
    [
        (b"<data id='small'", 400, "not well-formed"),
        (b"<data/>", 400, "the root has no id"),
        (b"<data id='small' version='1'/>", 400, "instanceID is missing"),
        (b'<!DOCTYPE d [<!ENTITY a "b">]><data id="small">&a;</data>', 400, "DTD"),
        (b'<?xml version="1.0" encoding="utf-16"?><data/>', 400, "id"),
        (b"<data id='small'>" + b"x" * (2 * 2**20) + b"</data>", 413, "larger than 2 MB"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(xml: bytes, status: int, words: str) -> None:
    reply = post(device(collector()), xml)
    assert reply.status == status
    assert words in reply.message
    with make.as_(make.SYSTEM):
        assert Submission.objects.count() == 0


def test_a_body_that_is_no_submission_or_was_cut_off_is_refused() -> None:
    app = device(collector())
    kind, body = multipart(answers(), {})
    url = f"{app.base}/submission"
    replies = [
        app.ask("POST", url, {"Content-Type": "text/xml"}, answers()),
        app.ask("POST", url, {"Content-Type": kind}, body[:-10]),
        app.ask("POST", url, {"Content-Type": kind}, body.replace(b"xml_submission", b"other")),
        app.ask("POST", url, {"Content-Type": kind}, body + b" " * MOST_BYTES),
    ]
    assert [reply.status for reply in replies] == [400, 400, 400, 413]
    assert all(reply.message for reply in replies)


PICTURES = """
begin_group | about | About you | عنك
integer | age | How old are you? | كم عمرك؟ | | yes
image | photo | A picture of the place | صورة
audio | sound | What you say | صوت
end_group
"""


def with_pictures() -> Collect:
    team = collector(make_surveys.study(opens_on=make.TODAY.replace(year=2020)))
    sheet = make_surveys.xlsform(rows=PICTURES)
    make_collection.published(team.study, sheet, "small", "1")
    return device(team)


GIVEN = {"about/age": "34", "about/photo": "1.jpg", "about/sound": '2 é".m4a'}


def test_files_come_in_parts_in_any_order_and_the_answers_count_when_all_are_there() -> None:
    app = with_pictures()
    name = new_id()
    xml = answers(GIVEN, instance_id=name)
    first = post(app, xml, {'2 é".m4a': b"sound"}, more=True)
    assert first.status == 201
    assert "1 file is still missing" in first.message
    (stored,) = held(name)
    assert (stored.state, responses()) == (State.INCOMPLETE, [])
    assert [(one["code"], one["path"]) for one in stored.reasons] == [("missing_file", "1.jpg")]
    assert post(app, xml, {"1.jpg": b"picture"}).status == 201
    (made,) = responses()
    with make.as_(make.SYSTEM):
        files = {one.name: bytes(one.content) for one in Attachment.objects.filter(response=made)}
    assert files == {"1.jpg": b"picture", '2 é".m4a': b"sound"}
    assert held(name)[0].state == State.ACCEPTED
    assert post(app, xml, {"1.jpg": b"picture"}).status == 202
    assert post(app, xml, {"log.csv": b"more"}).status == 201
    assert len(responses()) == 1


def test_a_device_sends_more_than_a_hundred_files_at_once() -> None:
    app = with_pictures()
    files = {f"{number}.jpg": b"x" for number in range(150)} | {'2 é".m4a': b"sound"}
    replies = app.submit(answers(GIVEN), files)
    assert [reply.status for reply in replies] == [201, 201]
    with make.as_(make.SYSTEM):
        assert Attachment.objects.count() + SubmissionFile.objects.count() == 151


def corrected(name: str, of: str, age: str) -> bytes:
    meta = f"<orx:deprecatedID>{of}</orx:deprecatedID>"
    return answers({**RIGHT, "about/age": age}, instance_id=name, meta=meta)


def test_a_correction_replaces_the_answers_and_keeps_what_was() -> None:
    app = device(collector())
    first, second, third = new_id(), new_id(), new_id()
    assert post(app, answers(instance_id=first)).status == 201
    assert post(app, corrected(second, first, "35")).status == 201
    assert post(app, corrected(third, second, "36")).status == 201
    (made,) = responses()
    assert (made.answers["/data/about/age"], made.revision) == ("36", 2)
    assert made.instance_id == third
    states = [held(name)[0].state for name in (first, second, third)]
    assert states == [State.REPLACED, State.REPLACED, State.ACCEPTED]
    assert b"<age>34</age>" in bytes(held(first)[0].body)
    assert post(app, corrected(second, first, "35")).status == 202
    assert post(app, answers(instance_id=first)).status == 202


def test_a_correction_need_not_send_the_files_again() -> None:
    app = with_pictures()
    first, second = new_id(), new_id()
    files = {"1.jpg": b"picture", '2 é".m4a': b"sound"}
    post(app, answers(GIVEN, instance_id=first), files)
    meta = f"<orx:deprecatedID>{first}</orx:deprecatedID>"
    xml = answers({**GIVEN, "about/age": "35"}, instance_id=second, meta=meta)
    assert "Thank you" in post(app, xml, {"1.jpg": b"another"}).message
    (made,) = responses()
    with make.as_(make.SYSTEM):
        kept = Attachment.objects.filter(response=made)
        assert {one.name: bytes(one.content) for one in kept} == {**files, "1.jpg": b"another"}
        before = SubmissionFile.objects.filter(submission__instance_id=first)
        assert {one.name: bytes(one.content) for one in before} == files


def test_answers_that_came_by_a_file_before_wait() -> None:
    team = collector()
    name = new_id()
    with make.as_(make.SYSTEM):
        Response.objects.create(
            study=team.study,
            label="1",
            instance_id=name,
            started_at=make.NOW,
            changed_at=make.NOW,
            completed_at=make.NOW,
        )
    assert post(device(team), answers(instance_id=name)).status == 201
    (stored,) = held(name)
    assert [one["code"] for one in stored.reasons] == ["known"]
    with pytest.raises(KnownAlready):
        submissions.accept(stored, at=make.NOW, by=make.SYSTEM, why="x")


def test_corrections_that_cannot_be_right_wait() -> None:
    app = device(collector())
    first, late, lost, wrong = (new_id() for _ in range(4))
    post(app, answers(instance_id=first))
    post(app, corrected(new_id(), first, "35"))
    assert post(app, corrected(late, first, "36")).status == 201
    assert post(app, corrected(lost, new_id(), "36")).status == 201
    assert post(app, corrected(wrong, first, "7")).status == 201
    codes = [[one["code"] for one in held(name)[0].reasons] for name in (late, lost, wrong)]
    assert codes == [
        ["corrected_already"],
        ["unknown_original"],
        ["constraint", "corrected_already"],
    ]
    (made,) = responses()
    assert made.answers["/data/about/age"] == "35"


def test_a_full_or_stopped_or_closed_door_still_keeps_what_devices_hold() -> None:
    full = collector(quota=1)
    stopped = collector()
    closed = collector(closes_on=make.TODAY.replace(year=2021))
    collectors.stop(stopped, at=make.NOW, by=make.SYSTEM)
    post(device(full), answers())
    names = [new_id() for _ in range(3)]
    for team, name in zip((full, stopped, closed), names, strict=True):
        assert post(device(team), answers(instance_id=name)).status == 201
    codes = [[one["code"] for one in held(name)[0].reasons] for name in names]
    assert codes == [["full"], ["stopped"], ["outside_dates"]]
    assert [device(team).forms() for team in (stopped, closed)] == [[], []]
    assert len(responses()) == 1


def test_an_interview_that_ended_in_time_counts_although_it_comes_late() -> None:
    rows = "end | end\n" + make_surveys.ROWS.strip()
    study = make_surveys.study(opens_on=make.TODAY.replace(year=2020))
    make_collection.published(study, make_surveys.xlsform(rows=rows), "small", "1")
    app = device(collector(study, closes_on=make.TODAY.replace(year=2021)))
    given = {"end": "2021-03-01T10:00:00.000+01:00", **RIGHT}
    assert "Thank you" in post(app, answers(given)).message
    (made,) = responses()
    assert (made.completed_at.year, made.started_at) == (2021, made.completed_at)


def test_a_token_that_was_changed_opens_nothing() -> None:
    team = collector()
    before = device(team)
    after = device(collectors.rotate(team, by=make.SYSTEM))
    assert before.ask("GET", f"{before.base}/formList").status == 403
    assert len(after.forms()) == 1


def test_the_token_of_an_open_link_is_none_for_devices() -> None:
    link = collector(kind="link")
    assert Client().get(f"/openrosa/{link.token}/formList").status_code == 403


def test_all_versions_are_listed_for_who_asks() -> None:
    team = collector()
    app = device(team)
    make_collection.published(team.study, make_surveys.xlsform(version="2"), "small", "2")
    assert {form.version for form in app.forms("?listAllVersions=true")} == {"1", "2"}
    assert app.forms("?formID=other") == []
    assert len(app.forms("?formID=small&verbose=true")) == 1


def test_taking_answers_in_asks_the_database_no_more_than_it_must() -> None:
    """The collector, two rows written, a look at who hears of it, the audit row."""
    client = device(collector())
    post(client, answers())
    with CaptureQueriesContext(connection) as asked:
        assert post(client, answers()).status == 201
    kinds = Counter(query["sql"].split()[0] for query in asked if "set_config" not in query["sql"])
    assert kinds == {"SELECT": 3, "INSERT": 2, "SAVEPOINT": 1, "RELEASE": 1}
