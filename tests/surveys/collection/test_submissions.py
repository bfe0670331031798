"""Submissions at the desk: who sees it, in words, and what can be decided of it."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from homelands.foundation.errors import NotAllowed, Refusal
from homelands.foundation.models import AuditEvent
from homelands.foundation.roles import Role
from homelands.foundation.rules import ReasonMissing
from homelands.surveys.collection.actions import submissions
from homelands.surveys.collection.models import Submission
from homelands.surveys.collection.rules.submissions import Decided, FormMissing
from homelands.surveys.questionnaires.models import Collector, Response
from tests import make, make_collection, make_surveys
from tests.make_collection import RIGHT, answers, collector, device, held
from tests.surveys.collection.test_openrosa import corrected, post

pytestmark = pytest.mark.django_db

State = Submission.State
WRONG = {"about/age": "17", "about/works": "no", "about/job": "Nurse"}


def signed_in(country: str = "", role: Role = Role.SURVEY_MANAGER) -> Client:
    client = Client()
    client.force_login(make.user(role, country=country))
    return client


def sent(team: Collector, given: dict[str, str] = WRONG, name: str = "") -> Submission:
    name = name or f"uuid:{uuid4()}"
    post(device(team), answers(given, instance_id=name))
    return held(name)[-1]


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    return str(answer.content.decode())


def test_officers_see_what_came_from_their_countries_and_others_nothing() -> None:
    team = collector()
    waiting = sent(team)
    url = f"/desk/studies/{team.study.slug}/submissions/"
    one = f"/desk/submissions/{waiting.pk}/"
    assert str(waiting.pk) in page(signed_in("GBR"), url)
    assert str(waiting.pk) not in page(signed_in("ITA"), url)
    assert signed_in("ITA").get(one).status_code == 404
    assert signed_in(role=Role.MINISTRY_OFFICER).get(one).status_code == 403
    assert Client().get(one).status_code == 302
    assert "survey manager" in page(signed_in(role=Role.ME_OFFICER), one)


def test_answers_stand_in_words_with_what_is_wrong_beside_them() -> None:
    waiting = sent(collector())
    shown = page(signed_in("GBR"), f"/desk/submissions/{waiting.pk}/")
    for words in ("How old are you?", "17", "Adults only.", "What is your job?", "Nurse"):
        assert words in shown
    assert "The form does not ask this, given the other answers." in shown
    assert ">No<" in shown.replace("<bdi>No</bdi>", ">No<")
    raw = signed_in("GBR").get(f"/desk/submissions/{waiting.pk}/answers.xml")
    assert raw.content == bytes(waiting.body)
    assert raw["Content-Disposition"].startswith("attachment")


def test_a_manager_takes_answers_in_with_a_reason() -> None:
    waiting = sent(collector())
    client = signed_in("GBR")
    url = f"/desk/submissions/{waiting.pk}/accept/"
    assert "Fill in" in client.post(url, {"why": ""}).content.decode()
    assert client.post(url, {"why": "The age was checked by telephone."}).status_code == 302
    stored = held(waiting.instance_id)[0]
    assert stored.state == State.ACCEPTED
    assert stored.response.answers == {"/data/about/age": "17", "/data/about/works": "no"}
    assert stored.reasons[-1]["message"] == "The age was checked by telephone."
    with make.as_(make.SYSTEM):
        event = AuditEvent.objects.get(code="collection.submissions.accept")
    assert event.why == "The age was checked by telephone."
    assert "decided already" in client.post(url, {"why": "Again"}).content.decode()


def test_refused_answers_are_kept_and_sending_them_again_changes_nothing() -> None:
    team = collector()
    waiting = sent(team)
    client = signed_in("GBR")
    client.post(f"/desk/submissions/{waiting.pk}/refuse/", {"why": "A test on a tablet"})
    assert held(waiting.instance_id)[0].state == State.REFUSED
    assert post(device(team), bytes(waiting.body)).status == 202
    assert held(waiting.instance_id)[0].state == State.REFUSED
    with make.as_(make.SYSTEM):
        assert Response.objects.count() == 0


def test_answers_that_were_set_apart_can_take_the_place_of_the_others_and_back() -> None:
    team = collector()
    name = f"uuid:{uuid4()}"
    sent(team, RIGHT, name)
    apart = sent(team, {**RIGHT, "about/age": "55"}, name)
    assert apart.state == State.QUARANTINED
    client = signed_in("GBR")
    shown = page(client, f"/desk/submissions/{apart.pk}/")
    assert "Where the answers differ" in shown
    assert ("34" in shown, "55" in shown, "Do you work?" in shown) == (True, True, False)
    assert "Do you work?" in page(client, f"/desk/submissions/{apart.pk}/?all")
    client.post(f"/desk/submissions/{apart.pk}/replace/", {"why": "The second was right"})
    with make.as_(make.SYSTEM):
        made = Response.objects.get()
    assert (made.answers["/data/about/age"], made.revision) == ("55", 1)
    states = {one.pk: one.state for one in held(name)}
    first = next(pk for pk in states if pk != apart.pk)
    assert states == {apart.pk: State.ACCEPTED, first: State.QUARANTINED}
    client.post(f"/desk/submissions/{first}/replace/", {"why": "It was not"})
    with make.as_(make.SYSTEM):
        made = Response.objects.get()
    assert (made.answers["/data/about/age"], made.revision) == ("34", 2)


def test_what_was_set_apart_and_refused_stays_apart() -> None:
    team = collector()
    name = f"uuid:{uuid4()}"
    sent(team, RIGHT, name)
    apart = sent(team, {**RIGHT, "about/age": "55"}, name)
    manager = make.officer("GBR", Role.SURVEY_MANAGER)
    done = submissions.refuse(apart, at=make.NOW, by=manager, why="A copy")
    assert (done.state, done.decided_at) == (State.QUARANTINED, make.NOW)
    with pytest.raises(Decided):
        submissions.refuse(apart, at=make.NOW, by=manager, why="A copy")


def test_a_correction_that_waited_is_taken_in_as_a_correction() -> None:
    team = collector()
    first = sent(team, RIGHT)
    name = f"uuid:{uuid4()}"
    post(device(team), corrected(name, first.instance_id, "16"))
    (waiting,) = held(name)
    assert waiting.state == State.REVIEW
    manager = make.officer("GBR", Role.SURVEY_MANAGER)
    submissions.accept(waiting, at=make.NOW, by=manager, why="Known case")
    with make.as_(make.SYSTEM):
        made = Response.objects.get()
    assert (made.answers["/data/about/age"], made.revision) == ("16", 1)
    assert held(first.instance_id)[0].state == State.REPLACED


def test_who_may_not_decide_cannot_and_a_reason_and_a_form_are_needed() -> None:
    team = collector()
    waiting = sent(team)
    others = [make.officer("ITA", Role.SURVEY_MANAGER), make.officer("GBR", Role.ME_OFFICER)]
    for other in others:
        with pytest.raises(NotAllowed):
            submissions.accept(waiting, at=make.NOW, by=other, why="x")
    with pytest.raises(ReasonMissing):
        submissions.accept(waiting, at=make.NOW, by=make.SYSTEM, why=" ")
    name = f"uuid:{uuid4()}"
    post(device(team), answers(form_id="unknown", instance_id=name))
    with pytest.raises(FormMissing):
        submissions.accept(held(name)[0], at=make.NOW, by=make.SYSTEM, why="x")
    assert issubclass(FormMissing, Refusal)


def test_the_list_is_filtered_and_costs_the_same_with_more_rows() -> None:
    team = collector()
    client = signed_in("GBR")
    url = f"/desk/studies/{team.study.slug}/submissions/"
    sent(team, RIGHT)
    costs = []
    for _ in range(2):
        sent(team)
        with CaptureQueriesContext(connection) as caught:
            client.get(url)
        costs.append(len(caught))
    assert costs[0] == costs[1]
    assert "2 in this list" in page(client, f"{url}?state=undecided")
    assert "1 in this list" in page(client, f"{url}?state=accepted&collector={team.pk}")
    arabic = client.get(url, HTTP_ACCEPT_LANGUAGE="ar").content.decode()
    assert 'dir="rtl"' in arabic


def test_repeats_are_checked_round_by_round() -> None:
    rows = """
begin_repeat | member | Member | فرد
text | name | What is the name? | الاسم | | yes
integer | age | How old? | العمر | | yes | . < 120 | Too old.
end_repeat
"""
    study = make_surveys.study(opens_on=make.TODAY.replace(year=2020))
    make_collection.published(study, make_surveys.xlsform(rows=rows), "small", "1")
    team = collector(study)
    instance = f"uuid:{uuid4()}"

    def household(age: str) -> bytes:
        both = "".join(
            f"<member><name>{name}</name><age>{years}</age></member>"
            for name, years in (("A", "30"), ("B", age))
        )
        xml = answers({}, instance_id=instance)
        return xml.replace(b"<orx:meta>", both.encode() + b"<orx:meta>")

    post(device(team), household("130"))
    (waiting,) = held(instance)
    assert [(one["path"], one["code"]) for one in waiting.reasons] == [
        ("/data/member[2]/age", "constraint")
    ]
    shown = page(signed_in("GBR"), f"/desk/submissions/{waiting.pk}/")
    assert "Too old." in shown
    instance = f"uuid:{uuid4()}"
    post(device(team), household("3"))
    stored = held(instance)[0]
    assert stored.response.answers["/data/member[2]/name"] == "B"
