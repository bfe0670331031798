"""The desk is a to-do list: nothing that the program waits for is on no list."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.utils import translation

from homelands.foundation import to_do
from homelands.foundation.actors import Actor
from homelands.foundation.roles import Role
from homelands.foundation.to_do import Item
from homelands.programmes.payments.actions import payments
from homelands.programmes.placements.actions import placements
from homelands.programmes.selection.actions import matches
from homelands.ui.templatetags.ui import due
from tests import make
from tests import make_programmes as mp
from tests.make import NOW, SYSTEM, TODAY

#: States in which a record waits on no officer's list, and why.
ELSEWHERE = {
    "Application.started": "the member writes it: it is on their own page",
    "Application.not_shortlisted": "decided; an appeal will be a record of its own",
    "Application.matched": "its match waits instead",
    "Application.declined": "over",
    "Application.withdrawn": "over",
    "Call.coming": "a date: nobody has to do anything",
    "Call.open": "a date; each application that comes in waits",
    "Call.closed": "over; applications that were sent wait",
    "ExportRequest.approved": "a job makes it",
    "ExportRequest.ready": "the officer who asked was told, and takes it",
    "ExportRequest.refused": "over",
    "ExportRequest.failed": "the officer who asked was told",
    "ExportRequest.expired": "over",
    "Finding.published": "over",
    "Finding.retracted": "over",
    "Match.placed": "its placement waits instead",
    "Match.declined": "over",
    "Need.submitted": "promised: the manager owes the host a decision",
    "Need.called": "its call has dates",
    "Need.filled": "its matches wait instead",
    "Need.withdrawn": "over",
    "Payment.rejected": "over: a right one is a new payment",
    "Payment.paid": "over",
    "PeopleExport.approved": "the officer who asked was told, and takes it",
    "PeopleExport.refused": "over",
    "PeopleExport.expired": "over",
    "Placement.completed": "promised: what lasted is asked a year later",
    "Placement.ended_early": "promised: what lasted is asked a year later",
    "QualityFlag.kept": "over",
    "QualityFlag.left_out": "over",
    "Question.asked": "promised: the mission owes an answer",
    "Question.assigned": "promised: the mission owes an answer",
    "Question.published": "over",
    "Question.declined": "over",
    "Quote.cleared": "over",
    "Quote.refused": "over",
    "SignUp.signed": "the person has a place",
    "SignUp.waiting": "the next free place goes to it by itself",
    "SignUp.withdrawn": "over",
    "Submission.accepted": "over",
    "Submission.replaced": "over",
    "Submission.refused": "over",
}


def _states() -> set[str]:
    """Every state of every record that has states."""
    return {
        f"{model.__name__}.{state.value}"
        for model in apps.get_models()
        if hasattr(model, "State") and not model.__name__.endswith("Event")
        for state in model.State
    }


def _covered() -> set[str]:
    return {
        f"{type(state).__qualname__.removesuffix('.State')}.{state.value}"
        for source in to_do.sources()
        for state in source.covers
    }


def test_a_record_in_any_state_is_on_a_list_or_waits_for_nobody() -> None:
    assert _covered() & set(ELSEWHERE) == set()
    assert _covered() | set(ELSEWHERE) == _states()


pytestmark = pytest.mark.django_db


def _desk(actor: Actor, today: date = TODAY) -> to_do.Desk:
    with make.as_(actor):
        return to_do.desk(actor, today)


def _mine(actor: Actor, today: date = TODAY) -> list[tuple[str, str]]:
    desk = _desk(actor, today)
    items = [*desk.overdue, *desk.today, *desk.week, *desk.later]
    return [(str(item.sort), str(item.act)) for item in items]


def test_a_payment_waits_for_an_approver_and_then_for_who_pays() -> None:
    placed = mp.placement()
    maker, approver = (
        mp.actor(role, programme=placed.programme_id)
        for role in (Role.FINANCE_MAKER, Role.FINANCE_APPROVER)
    )
    elsewhere = mp.actor(Role.FINANCE_APPROVER, programme=mp.programme().pk)
    payment = mp.payment(placed, by=maker)
    assert _mine(approver) == [("Payment", "Decide")]
    assert (_mine(maker), _mine(elsewhere)) == ([], [])
    (waits,) = _desk(maker).others
    assert (waits.waits_for, waits.due_on) == ("An approver", TODAY + timedelta(days=5))
    with make.as_(approver):
        payments.approve(payment, at=NOW, by=approver)
    assert (_mine(approver), _mine(maker)) == ([], [("Payment", "Pay")])
    with make.as_(maker):
        payments.pay(payment, on=TODAY, at=NOW, by=maker)
    assert (_mine(approver), _mine(maker), _desk(maker).others) == ([], [], [])


def test_who_prepared_a_payment_does_not_find_it_among_those_to_decide_on() -> None:
    placed = mp.placement()
    both = make.with_roles(Role.FINANCE_MAKER, Role.FINANCE_APPROVER)
    mp.payment(placed, by=both)
    assert _mine(both) == []
    assert len(_desk(both).others) == 1


def test_a_proposal_goes_from_desk_to_desk_until_the_placement_is_over() -> None:
    need = mp.need()
    manager = mp.manager(programme=need.programme_id)
    host = mp.actor(Role.HOST_FOCAL_POINT, organisation=need.host_id)
    panel = mp.actor(Role.PANEL_MEMBER, programme=need.programme_id)
    assert _mine(manager) == [("Need", "Open a call")]
    call = mp.call(need)
    person = mp.nurse()
    mp.application(call, person)
    assert _mine(manager) == [("Application", "Decide")]
    assert _mine(panel) == [("Call", "Read")]
    other = mp.nurse()
    match = mp.match(call, other)
    assert (_mine(host), _mine(manager)) == (
        [("Proposal", "Answer")],
        [("Application", "Decide")],
    )
    assert [item.waits_for for item in _desk(manager).others] == [
        f"{need.host.name} and the applicant"
    ]
    with make.as_(SYSTEM):
        matches.accept_by_host(match, at=NOW, by=SYSTEM)
    assert _mine(host) == []
    assert [item.waits_for for item in _desk(manager).others] == ["The applicant"]
    with make.as_(SYSTEM):
        matches.accept_by_person(match, at=NOW, by=SYSTEM)
    assert ("Match", "Plan") in _mine(manager)


def test_a_placement_begins_and_ends_on_its_days() -> None:
    placed = mp.placement(days=10)
    manager = mp.manager(programme=placed.programme_id)
    desk = _desk(manager)
    (item,) = desk.later
    assert (item.act, item.due_on) == ("Begin", placed.starts_on)
    with make.as_(SYSTEM):
        placements.start(placed, on=placed.starts_on, by=SYSTEM)
    late = _desk(manager, placed.ends_on + timedelta(days=1))
    assert [(item.act, item.due_on) for item in late.overdue] == [("Complete", placed.ends_on)]
    with make.as_(SYSTEM):
        placements.complete(placed, on=placed.ends_on, at=NOW, by=SYSTEM)
    assert _mine(manager) == [("Placement", "Ask")]


def test_a_shortlist_waits_no_longer_when_the_last_place_is_taken() -> None:
    call = mp.call(mp.need(places=1))
    mp.shortlisted(call)
    manager = mp.manager(programme=call.programme_id)
    assert _mine(manager) == [("Shortlist", "Propose")]
    mp.agreed(call)
    assert _mine(manager) == [("Match", "Plan")]


def test_a_draft_waits_for_its_host_and_for_no_other() -> None:
    need = mp.draft()
    host = mp.actor(Role.HOST_FOCAL_POINT, organisation=need.host_id)
    other = mp.actor(Role.HOST_FOCAL_POINT, organisation=mp.host().pk)
    assert (_mine(host), _mine(other)) == ([("Need", "Finish")], [])


def test_the_desk_names_nobody() -> None:
    call = mp.call()
    mp.application(call, mp.nurse(name="Nana Afia Boateng"))
    match = mp.agreed(call, mp.nurse(name="Nana Afia Boateng"))
    make.person("GBR", name="Nana Afia Boateng")
    everybody = make.with_roles(*(set(Role) - {Role.MEMBER, Role.FOCAL_POINT}))
    desk = _desk(everybody)
    assert match.state == "agreed"
    assert desk.count >= 3
    assert "Afia" not in repr(desk)


def test_what_a_kind_has_more_of_is_said() -> None:
    for _ in range(3):
        make.person("GBR")
    officer = make.officer("GBR")
    with make.as_(officer):
        some, all_ = (to_do.desk(officer, TODAY, most) for most in (2, 3))
    assert (some.count, some.more) == (2, True)
    assert (all_.count, all_.more) == (3, False)


def test_a_desk_costs_no_more_when_more_waits(django_assert_num_queries: Any) -> None:
    officer = make.with_roles(*(set(Role) - {Role.MEMBER, Role.FOCAL_POINT}))

    def queries() -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with make.as_(officer), CaptureQueriesContext(connection) as caught:
            to_do.desk(officer, TODAY)
        return len(caught)

    call = mp.call()
    for _ in range(2):
        mp.application(call)
    mp.match(call)
    mp.payment()
    few = queries()
    for _ in range(3):
        mp.application(call)
        mp.match(call)
        mp.payment()
        make.person("GBR")
    assert queries() == few


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-40, "40 days late"),
        (-1, "1 day late"),
        (0, "Due today"),
        (1, "Due tomorrow"),
        (6, "Due on Sunday 29 November"),
        (7, "Due on 30 November 2026"),
    ],
)
def test_dates_are_said_as_one_would_say_them(days: int, words: str) -> None:
    assert due(TODAY + timedelta(days=days), TODAY) == words


def test_a_due_date_shows_its_sum() -> None:
    item = Item(sort="", title="", act="", url="", due_on=TODAY, since=TODAY - timedelta(days=14))
    assert item.days == 14


def test_whoever_has_nothing_to_do_reads_so(client: Client) -> None:
    client.force_login(make.user(Role.AUDITOR))
    with translation.override("en"):
        page = client.get("/desk/").content.decode()
    assert "Nothing waits for you." in page
    assert "You are up to date" in page
