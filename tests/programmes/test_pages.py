"""The pages of the programmes as members, hosts and officers use them."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from homelands.foundation.models import User
from homelands.foundation.roles import Role
from homelands.people.register.models import Person
from homelands.programmes.needs.models import Call, Need, Programme
from homelands.programmes.payments.models import Payment
from homelands.programmes.placements.models import Placement, WorkPlanItem
from homelands.programmes.selection.models import Application, ConflictDeclaration, Match
from tests import make
from tests import make_programmes as mp
from tests.make import SYSTEM

pytestmark = pytest.mark.django_db


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def member(person: Person) -> Client:
    return browser(User.objects.get(pk=person.pk))


def officer(role: Role, **scope: object) -> Client:
    return browser(make.user(role, **scope))


def open_call(**changes: object) -> Call:
    """A call that is open by the real clock, which the pages read."""
    now = timezone.now()
    times = {"opens_at": make.NOW - timedelta(days=1), "closes_at": now + timedelta(days=30)}
    return mp.call(**{**times, **changes})


def day(name: str, on: object) -> dict[str, object]:
    """What the three inputs of a date send."""
    return {f"{name}_{part}": getattr(on, part) for part in ("year", "month", "day")}


NEED = {
    "title": "Neonatal nurse trainer",
    "terms": "Train the nurses of the ward.",
    "occupation": "2221",
    "modality": "temporary",
    "weeks": "6",
    "places": "1",
    "place": "Tamale",
    "language": "en",
    "level": "B2",
    **day("starts_from", make.TODAY + timedelta(days=60)),
    **day("starts_until", make.TODAY + timedelta(days=150)),
}


def test_a_stranger_reads_a_call_with_its_steps_and_dates() -> None:
    call = open_call()
    assert "Neonatal nurse trainer" in Client().get("/opportunities/").content.decode()
    page = Client().get(f"/opportunities/{call.pk}/").content.decode()
    for words in (
        "Interview with the host",
        "Experience in neonatal care",
        "Return ticket",
        "Nursing professionals",
        "within 21 days",
        "English (B2)",
    ):
        assert words in page, words
    assert "/sign-in/" in Client().get(f"/opportunities/{call.pk}/apply/")["Location"]


def test_the_opportunities_speak_arabic_and_say_what_to_do_when_there_are_none() -> None:
    page = Client().get("/opportunities/", headers={"accept-language": "ar"}).content.decode()
    assert '<html lang="ar" dir="rtl"' in page
    assert "No call is open" in Client().get("/opportunities/").content.decode()


def test_a_closed_call_says_so_beside_the_button() -> None:
    call = open_call(closes_at=timezone.now() + timedelta(days=1))
    with make.as_(SYSTEM):
        Call.objects.update(closes_at=timezone.now() - timedelta(minutes=1))
    page = Client().get(f"/opportunities/{call.pk}/").content.decode()
    assert "This call is not open: it is “Closed”." in page


def test_an_officer_is_told_that_members_apply() -> None:
    call, client = open_call(), Client()
    client.force_login(make.user(Role.MISSION_OFFICER, country="FRA"))
    told = "You are signed in for your work."
    assert told in client.get(f"/opportunities/{call.pk}/").content.decode()
    refused = client.get(f"/opportunities/{call.pk}/apply/")
    assert (refused.status_code, told in refused.content.decode()) == (403, True)


def test_a_member_applies_step_by_step_and_nothing_is_lost() -> None:
    call, person = open_call(), mp.nurse("contact")
    client = member(person)
    page = client.get(f"/opportunities/{call.pk}/apply/").content.decode()
    assert "use my profile to find placements" in page
    refused = client.post(f"/opportunities/{call.pk}/apply/", {"matching": ""})
    assert "<title>Error:" in refused.content.decode()
    here = client.post(f"/opportunities/{call.pk}/apply/", {"matching": "on"})["Location"]
    assert "Write your statement" in client.get(here).content.decode()
    client.post(f"{here}statement/", {"statement": "Too short", "later": "1"})
    page = client.get(f"{here}send/").content.decode()
    assert "Write at least 40 characters" in page
    assert "Too short" in client.get(f"{here}statement/").content.decode()
    sent = client.post(f"{here}statement/", {"statement": mp.STATEMENT})["Location"]
    assert sent == f"{here}send/"
    page = client.post(sent, follow=True).content.decode()
    assert "We owe you a decision by" in page
    assert "neonatal ward" in client.get("/my/placements/").content.decode() or "Sent" in page
    page = client.post(f"{here}withdraw/", follow=True).content.decode()
    assert "Start again" in page


def test_nobody_opens_the_application_of_somebody_else() -> None:
    made = mp.application(open_call())
    assert member(make.person()).get(f"/my/applications/{made.pk}/").status_code == 404


def test_a_host_writes_a_need_and_sees_why_it_cannot_approve() -> None:
    host, programme = mp.host(), mp.programme()
    client = officer(Role.HOST_FOCAL_POINT, organisation=host.pk)
    form = {**NEED, "programme": programme.pk, "host": host.pk}
    wrong = client.post("/desk/programmes/needs/draft/", {**form, "weeks": ""}).content.decode()
    assert "<title>Error:" in wrong
    assert "Train the nurses of the ward." in wrong
    here = client.post("/desk/programmes/needs/draft/", form)["Location"]
    page = client.post(f"{here}submit/", follow=True).content.decode()
    assert "Only the manager of this programme can do this." in page
    assert "Waiting for approval" in page
    assert client.post(f"{here}approve/").status_code == 403
    manager = officer(Role.PROGRAMME_MANAGER, programme=programme.pk)
    manager.post(f"{here}return/", {"why": "Say who works beside."})
    page = client.get(here).content.decode()
    assert "Say who works beside." in page
    client.post(f"{here}change/", {**NEED, "weeks": "9"})
    client.post(f"{here}submit/")
    manager.post(f"{here}approve/")
    need = Need.objects.get()
    assert (need.state, need.weeks) == ("approved", 9)
    today = timezone.localdate()
    call = {
        **day("opens_on", today),
        **day("closes_on", today + timedelta(days=20)),
        "criteria": "Experience.",
        "steps": "Interview",
    }
    public = manager.post(f"{here}call/", call)["Location"]
    assert "Interview" in Client().get(public).content.decode()
    made = Call.objects.get()
    manager.post(f"/desk/programmes/calls/{made.pk}/close/", {"why": "Enough came in."})
    assert "Closed" in Client().get(public).content.decode()
    page = client.post(f"{here}withdraw/", {"why": "The ward is being rebuilt."}, follow=True)
    assert "Withdrawn" in page.content.decode()


def test_another_host_does_not_see_a_draft() -> None:
    need = mp.draft()
    client = officer(Role.HOST_FOCAL_POINT, organisation=mp.host().pk)
    assert client.get(f"/desk/programmes/needs/{need.pk}/").status_code == 404


def test_a_manager_declares_assesses_decides_and_proposes() -> None:
    made = mp.application(open_call())
    client = officer(Role.PROGRAMME_MANAGER, programme=made.programme_id)
    list_url = f"/desk/programmes/calls/{made.call_id}/"
    own = f"/desk/programmes/applications/{made.pk}/"
    assert client.get(list_url)["Location"] == f"{list_url}conflict/"
    assert client.get(own).status_code == 403
    wrong = client.post(f"{list_url}conflict/", {"answer": "yes", "text": ""}).content.decode()
    assert "Write at least 10 characters" in wrong
    assert client.post(f"{list_url}conflict/", {"answer": "no"})["Location"] == list_url
    page = client.post(f"{list_url}assess/", follow=True).content.decode()
    for words in ("Strong", "Met", "exactly what is asked for", "What the words mean"):
        assert words in page, words
    assert "%" not in page.split("<main")[1].split("</main>")[0]
    page = client.get(own).content.decode()
    assert mp.STATEMENT in page
    assert "This look was recorded" in page
    short = client.post(own, {"chosen": "yes", "why": "ok"}).content.decode()
    assert "Write at least 10 characters" in short
    client.post(own, {"chosen": "yes", "why": mp.WHY})
    page = client.post(f"{own}propose/", follow=True).content.decode()
    assert "Only the host’s focal point answers for the host." in page


def test_a_conflict_closes_the_applications() -> None:
    made = mp.application(open_call())
    client = officer(Role.PANEL_MEMBER, programme=made.programme_id)
    url = f"/desk/programmes/calls/{made.call_id}/"
    client.post(f"{url}conflict/", {"answer": "yes", "text": "My cousin applied."})
    answer = client.get(url)
    assert answer.status_code == 403
    assert "Another officer must handle it" in answer.content.decode()
    assert ConflictDeclaration.objects.get().text == "My cousin applied."


def test_host_and_person_agree_and_a_placement_is_run_on_the_pages() -> None:
    match = mp.match(open_call())
    host = officer(Role.HOST_FOCAL_POINT, organisation=match.host_id)
    manager = officer(Role.PROGRAMME_MANAGER, programme=match.programme_id)
    person = browser(User.objects.get(pk=match.person_id))
    here = f"/desk/programmes/matches/{match.pk}/"
    assert mp.STATEMENT in host.get(here).content.decode()
    assert "waiting for the person" in host.post(f"{here}accept/", follow=True).content.decode()
    assert "I accept" in person.get("/my/placements/").content.decode()
    person.post(f"/my/matches/{match.pk}/accept/")
    first = make.TODAY + timedelta(days=60)
    plan = {**day("starts_on", first), **day("ends_on", first + timedelta(days=9))}
    wrong = {**plan, **day("ends_on", first - timedelta(days=1)), "modality": "temporary"}
    assert "before the first" in manager.post(f"{here}plan/", wrong).content.decode()
    placed = manager.post(f"{here}plan/", {**plan, "modality": "temporary"})["Location"]
    form = {"title": "Two trainers", "depth": "information", **day("due_on", first)}
    assert "Two trainers" in host.post(f"{placed}deliverable/", form, follow=True).content.decode()
    manager.post(f"{placed}start/", day("on", first))
    with make.as_(SYSTEM):
        item = WorkPlanItem.objects.get()
    report = {"evidence": "Both led a course.", **day("on", first)}
    page = person.post(f"/deliverables/{item.pk}/done/", report, follow=True).content.decode()
    assert "Both led a course." in page
    manager.post(f"{placed}complete/", day("on", first + timedelta(days=9)))
    page = manager.post(f"{placed}follow-up/", {"text": "Both still teach."}, follow=True)
    assert "Both still teach." in page.content.decode()
    assert "Completed" in manager.get("/desk/programmes/placements/").content.decode()


def test_a_placement_can_end_early_with_a_reason() -> None:
    placed = mp.placement(open_call())
    client = officer(Role.PROGRAMME_MANAGER, programme=placed.programme_id)
    url = f"/desk/programmes/placements/{placed.pk}/"
    client.post(f"{url}start/", day("on", placed.starts_on))
    form = {**day("on", placed.starts_on), "why": "Illness in the family."}
    assert "Illness in the family." in client.post(f"{url}end/", form, follow=True).content.decode()


def test_a_person_declines_with_a_reason() -> None:
    match = mp.match(open_call())
    client = browser(User.objects.get(pk=match.person_id))
    url = f"/matches/{match.pk}/decline/"
    assert "shell--portal" in client.get(url).content.decode()
    assert client.post(url, {"why": "I found other work."})["Location"] == "/my/placements/"
    with make.as_(SYSTEM):
        assert Match.objects.get().declined_why == "I found other work."


def test_a_payment_is_prepared_by_one_and_approved_by_another() -> None:
    placed = mp.placement(open_call())
    maker = officer(Role.FINANCE_MAKER, programme=placed.programme_id)
    approver = officer(Role.FINANCE_APPROVER, programme=placed.programme_id)
    assert (
        "Prepare a payment"
        in maker.get(f"/desk/programmes/placements/{placed.pk}/").content.decode()
    )
    form = {
        "kind": "dsa", "amount": "1260.00", "currency": "eur", "rate_note": "21 days at 60.",
        **day("period_from", placed.starts_on), **day("period_until", placed.ends_on),
    }  # fmt: skip
    url = f"/desk/programmes/placements/{placed.pk}/payment/"
    wrong = maker.post(url, {**form, "currency": "XYZ"}).content.decode()
    assert "not a currency that we know" in wrong
    assert "21 days at 60." in wrong
    here = maker.post(url, form)["Location"]
    page = maker.get(here).content.decode()
    assert "Only a finance approver of this programme can do this." in page
    assert "Nothing is booked" in page
    assert maker.post(f"{here}approve/").status_code == 403
    page = approver.post(f"{here}approve/", follow=True).content.decode()
    for words in ("Programme cost", "Owed to people", "€1,260.00"):
        assert words in page, words
    today = timezone.localdate()
    early = day("on", today + timedelta(days=1))
    assert "This day has not come yet." in maker.post(f"{here}pay/", early).content.decode()
    page = maker.post(f"{here}pay/", day("on", today), follow=True).content.decode()
    assert "Bank" in page
    assert "Paid" in maker.get("/desk/programmes/payments/").content.decode()
    assert officer(Role.PANEL_MEMBER).get(url).status_code == 404


def test_a_payment_is_rejected_with_a_reason() -> None:
    payment = mp.payment()
    client = officer(Role.FINANCE_APPROVER)
    url = f"/desk/programmes/payments/{payment.pk}/"
    page = client.post(f"{url}reject/", {"why": "The days are wrong."}, follow=True)
    assert "The days are wrong." in page.content.decode()
    with make.as_(SYSTEM):
        assert Payment.objects.get().state == "rejected"


def test_a_programme_is_added_by_a_manager_of_all_and_by_nobody_else() -> None:
    form = {
        "name": "Health return", "about": "x", "pays": "y", "currency": "eur",
        "largest_payment": "10000", "minimum_years": "2", "minimum_education": "6",
    }  # fmt: skip
    client = officer(Role.PROGRAMME_MANAGER)
    assert client.post("/desk/programmes/add/", form)["Location"] == "/desk/programmes/"
    again = client.post("/desk/programmes/add/", form).content.decode()
    assert "There is a programme of this name already" in again
    assert Programme.objects.get().currency == "EUR"
    some = officer(Role.PROGRAMME_MANAGER, programme=Programme.objects.get().pk)
    assert some.get("/desk/programmes/add/").status_code == 403


def test_the_desk_is_closed_to_members() -> None:
    client = member(make.person())
    for url in ("/desk/programmes/", "/desk/programmes/placements/", "/desk/programmes/payments/"):
        assert client.get(url).status_code == 403


def test_the_lists_ask_as_many_questions_for_three_as_for_one() -> None:
    call = mp.call(mp.need(places=9))
    client = officer(Role.PROGRAMME_MANAGER, programme=call.programme_id)
    client.post(f"/desk/programmes/calls/{call.pk}/conflict/", {"answer": "no"})
    urls = (
        "/desk/programmes/",
        f"/desk/programmes/calls/{call.pk}/",
        f"/desk/programmes/needs/{call.need_id}/",
        "/desk/programmes/placements/",
        "/desk/programmes/payments/",
        "/opportunities/",
    )
    counts = []
    for more in (1, 2):
        for _ in range(more):
            mp.payment(mp.placement(call))
            open_call()
        with make.as_(SYSTEM):
            assert Placement.objects.count() == Application.objects.count()
        asked = []
        for url in urls:
            with CaptureQueriesContext(connection) as questions:
                assert client.get(url).status_code == 200
            asked.append(len(questions))
        counts.append(asked)
    assert counts[0] == counts[1]


def test_the_own_page_asks_as_many_questions_for_three_as_for_one() -> None:
    person = mp.nurse()
    client = member(person)
    counts = []
    for more in (1, 2):
        for _ in range(more):
            mp.payment(mp.placement(person=person))
        with CaptureQueriesContext(connection) as questions:
            client.get("/my/placements/")
        counts.append(len(questions))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("role", "pages"),
    [
        (Role.PROGRAMME_MANAGER, {"", "close/"}),
        (Role.PANEL_MEMBER, {""}),
        (Role.ME_OFFICER, set()),
        (Role.HOST_FOCAL_POINT, set()),
    ],
)
def test_a_need_leads_nobody_to_a_refusal(role: Role, pages: set[str]) -> None:
    call = open_call()
    scope = {"programme": call.programme_id}
    if role == Role.HOST_FOCAL_POINT:
        scope = {"organisation": call.need.host_id}
    client = officer(role, **scope)
    shown = client.get(f"/desk/programmes/needs/{call.need_id}/").content.decode()
    here = f"/desk/programmes/calls/{call.pk}/"
    linked = set(re.findall(rf'href="{here}([^"]*)"', shown))
    assert linked == pages
    assert [client.get(here + page).status_code < 400 for page in linked] == [True] * len(pages)


@pytest.mark.parametrize("page", ["start", "complete", "end", "follow-up"])
def test_nobody_fills_in_a_form_that_would_be_refused(page: str) -> None:
    placement = mp.placement()
    url = f"/desk/programmes/placements/{placement.pk}/{page}/"
    host = officer(Role.HOST_FOCAL_POINT, organisation=placement.host_id)
    manager = officer(Role.PROGRAMME_MANAGER, programme=placement.programme_id)
    assert host.get(url).status_code == 403
    assert placement.state == Placement.State.PLANNED
    assert manager.get(url).status_code == (200 if page in ("start", "end") else 409)


def test_a_conflict_of_interest_closes_the_match_too() -> None:
    """Found by an attack: the page of a match shows name, statement and profile of an applicant."""
    match = mp.match()
    call = match.application.call
    url = f"/desk/programmes/matches/{match.pk}/"
    declare = f"/desk/programmes/calls/{call.pk}/conflict/"
    panel = officer(Role.PANEL_MEMBER, programme=call.programme_id)
    assert panel.get(url)["Location"] == declare
    panel.post(declare, {"answer": "yes", "text": "She is my cousin."})
    assert panel.get(url).status_code == 403
    host = officer(Role.HOST_FOCAL_POINT, organisation=match.host_id)
    assert host.get(url).status_code == 200


def test_the_work_of_a_panel_ends_with_the_choice() -> None:
    payment = mp.payment()
    panel = officer(Role.PANEL_MEMBER, programme=payment.programme_id)
    finance = officer(Role.FINANCE_MAKER, programme=payment.programme_id)
    pages = (
        f"/desk/programmes/placements/{payment.placement_id}/",
        f"/desk/programmes/payments/{payment.pk}/",
    )
    assert [panel.get(page).status_code for page in pages] == [404, 404]
    assert [finance.get(page).status_code for page in pages] == [200, 200]


@pytest.mark.parametrize("page", ["return", "withdraw"])
def test_a_reason_is_asked_of_nobody_who_may_not_act(page: str) -> None:
    need = mp.need()
    panel = officer(Role.PANEL_MEMBER, programme=need.programme_id)
    assert panel.get(f"/desk/programmes/needs/{need.pk}/{page}/").status_code == 403
