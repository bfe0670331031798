"""From a need to a follow-up: the whole thread of the programmes, by its actions."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from homelands.foundation.actors import Actor
from homelands.foundation.errors import NotAllowed, NotNow, Refusal
from homelands.foundation.models import AuditEvent, Promise
from homelands.foundation.money import NoRate
from homelands.foundation.roles import Role
from homelands.people.register.actions import consents, entries, persons
from homelands.people.register.models import Person
from homelands.programmes.needs.actions import calls, needs
from homelands.programmes.needs.actions.needs import WrongNeed
from homelands.programmes.needs.models import Need
from homelands.programmes.needs.rules import CallClosed
from homelands.programmes.payments.actions import payments
from homelands.programmes.payments.models import LedgerEntry, Payment
from homelands.programmes.placements.actions import placements, work_plan
from homelands.programmes.placements.actions.work_plan import Deliverable
from homelands.programmes.placements.models import FollowUp, Placement, WorkPlanItem
from homelands.programmes.placements.queries import placements as placement_queries
from homelands.programmes.selection.actions import applications, matches, shortlists
from homelands.programmes.selection.actions.matches import NoPlaceLeft
from homelands.programmes.selection.actions.shortlists import NotAssessed, NotEligible
from homelands.programmes.selection.models import Application, Assessment, Match
from homelands.programmes.selection.queries import assessments
from homelands.programmes.selection.queries.applications import check_may_open
from homelands.programmes.selection.rules.applications import Conflict, ConsentMissing, NotDeclared
from tests import make
from tests import make_programmes as mp
from tests.make import NOW, SYSTEM, TODAY

pytestmark = pytest.mark.django_db


def test_a_need_goes_from_the_host_to_the_programme_and_back() -> None:
    host, programme = mp.host(), mp.programme()
    focal = mp.actor(Role.HOST_FOCAL_POINT, organisation=host.pk)
    manager = mp.manager(programme=programme.pk)
    need = needs.draft(programme, host=host, facts=mp.facts(), at=NOW, by=focal)
    needs.submit(need, at=NOW, by=focal)
    with make.as_(manager):
        assert Promise.objects.get(kind="needs.needs.submit").programme == programme.pk
    with pytest.raises(NotAllowed):
        needs.approve(need, at=NOW, by=focal)
    needs.return_(need, why="Say who works beside.", at=NOW, by=manager)
    assert (need.state, need.note) == ("draft", "Say who works beside.")
    needs.submit(needs.change(need, facts=mp.facts(weeks=8), by=focal), at=NOW, by=focal)
    assert needs.approve(need, at=NOW, by=manager).state == "approved"
    with make.as_(manager):
        assert Promise.objects.filter(kept_at=None).count() == 0


def test_others_write_no_needs_for_a_host() -> None:
    other = mp.actor(Role.HOST_FOCAL_POINT, organisation=mp.host().pk)
    with pytest.raises(NotAllowed):
        needs.draft(mp.programme(), host=mp.host(), facts=mp.facts(), at=NOW, by=other)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"occupations": ["9999"]}, "occupation"),
        ({"languages": {"en": "D1"}}, "level"),
        ({"starts_until": TODAY}, "starts_until"),
        ({"places": 0}, "places"),
    ],
)
def test_a_wrong_need_is_refused_at_its_field(changes: dict[str, object], field: str) -> None:
    with pytest.raises(WrongNeed) as refusal:
        mp.draft(**changes)
    assert refusal.value.field == field
    assert Need.objects.count() == 0


def test_a_call_takes_applications_only_while_it_is_open() -> None:
    call = mp.call()
    person = mp.nurse()
    calls.close(call, why="Enough came in.", at=NOW, by=SYSTEM)
    with pytest.raises(CallClosed):
        applications.start(call, person=person, at=NOW, by=make.member(person))
    other, late = mp.call(), NOW + timedelta(days=40)
    with pytest.raises(CallClosed):
        applications.start(other, person=person, at=late, by=make.member(person))


def test_applying_needs_consent_and_a_statement_and_owes_a_decision() -> None:
    call, person = mp.call(), mp.nurse("contact")
    by = make.member(person)
    with pytest.raises(ConsentMissing):
        applications.start(call, person=person, at=NOW, by=by)
    consents.decide(person, purpose="matching", given=True, at=NOW, by=by)
    made = applications.start(call, person=person, at=NOW, by=by)
    assert applications.start(call, person=person, at=NOW, by=by).pk == made.pk
    with pytest.raises(Refusal) as refusal:
        applications.submit(made, at=NOW, by=by)
    assert refusal.value.field == "statement"
    applications.save(made, statement=mp.STATEMENT, by=by)
    applications.submit(made, at=NOW, by=by)
    with make.as_(by):
        promise = Promise.objects.get(kind="selection.applications.submit")
        assert promise.due_at == NOW + timedelta(days=21)


def test_nobody_applies_for_somebody_else() -> None:
    made = mp.started()
    with pytest.raises(NotAllowed):
        applications.save(made, statement="x", by=make.member(make.person()))


def test_taking_consent_back_takes_applications_back_at_once() -> None:
    made = mp.application()
    person = Person(pk=made.person_id)
    by = make.member(person)
    first, second = NOW + timedelta(hours=1), NOW + timedelta(hours=2)
    with make.as_(by):
        person = Person.objects.get()
        consents.decide(person, purpose="matching", given=False, at=first, by=by)
        assert Application.objects.get().state == "withdrawn"
    consents.decide(person, purpose="matching", given=True, at=second, by=by)
    again = applications.start(made.call, person=person, at=second, by=by)
    assert (again.pk, again.state, again.submitted_at) == (made.pk, "started", None)


def test_applications_open_only_after_a_declaration_without_conflict() -> None:
    made = mp.application()
    officer = mp.manager(programme=made.programme_id)
    with make.as_(officer):
        with pytest.raises(NotDeclared):
            check_may_open(officer, made.call)
        with pytest.raises(NotDeclared):
            shortlists.assess(made.call, at=NOW, by=officer)
        check_may_open(mp.declared(made.call, officer), made.call)
        mp.declared(made.call, officer, conflict="My cousin applied.")
        with pytest.raises(Conflict):
            shortlists.look(made, by=officer)
        with pytest.raises(NotNow):
            mp.declared(made.call, officer)


def test_an_assessment_shows_rules_reasons_and_dates_and_keeps_its_inputs() -> None:
    made = mp.application()
    with make.as_(SYSTEM):
        shortlists.assess(made.call, at=NOW, by=SYSTEM)
        assessment = Assessment.objects.get()
        shown = assessments.shown(assessment)
    assert (shown.band, shown.label) == ("strong", "Strong")
    assert [rule.passed for rule in shown.rules] == [True] * 5
    assert 3 <= len(shown.reasons) <= 6
    assert shown.reasons[0].sentence == (
        "Nursing professionals: exactly what is asked for (confirmed 23 November 2026)."
    )
    assert assessment.inputs["need"]["occupations"] == ["2221"]
    assert {"kind": "occupation", "code": "2221", "level": "", "on": "2026-11-23",
            "source": "self"} in assessment.inputs["entries"]  # fmt: skip


def test_what_is_not_stated_is_unknown_and_not_a_failure() -> None:
    made = mp.application(person=mp.nurse(profile=[("occupation", "2221", "")]))
    with make.as_(SYSTEM):
        shortlists.assess(made.call, at=NOW, by=SYSTEM)
        shown = assessments.shown(Assessment.objects.get())
    assert shown.band == "cannot tell"
    assert [rule.passed for rule in shown.rules] == [True, None, None, None, True]
    assert "When the person is free is not stated." in [
        reason.sentence for reason in shown.reasons if not reason.known
    ]


def test_a_rule_that_is_not_met_cannot_be_overruled_but_a_suggestion_can() -> None:
    call = mp.call()
    teacher = mp.application(call, mp.nurse(profile=[("occupation", "2330", ""), *mp.NURSE[1:]]))
    nurse = mp.application(call)
    with make.as_(SYSTEM):
        with pytest.raises(NotAssessed):
            shortlists.choose(nurse, chosen=True, why=mp.WHY, at=NOW, by=SYSTEM)
        shortlists.assess(call, at=NOW, by=SYSTEM)
        with pytest.raises(NotEligible) as refusal:
            shortlists.choose(teacher, chosen=True, why=mp.WHY, at=NOW, by=SYSTEM)
        assert "The occupation is one that the need asks for." in str(refusal.value)
        with pytest.raises(Refusal):
            shortlists.choose(nurse, chosen=False, why="no", at=NOW, by=SYSTEM)
        shortlists.choose(nurse, chosen=False, why="The host asked for less.", at=NOW, by=SYSTEM)
    assert (nurse.state, nurse.suggested_band) == ("not_shortlisted", "strong")
    with make.as_(Actor(kind="user", user_id=nurse.person_id)):
        assert Application.objects.get().decision_reason == "The host asked for less."
        assert Promise.objects.get(kind="selection.applications.submit").kept_at == NOW


def test_a_proposal_needs_consent_to_show_the_profile_to_hosts() -> None:
    chosen = mp.shortlisted(person=mp.nurse("matching"))
    with make.as_(SYSTEM), pytest.raises(ConsentMissing):
        matches.propose(chosen, at=NOW, by=SYSTEM)


def test_two_people_on_the_last_place_exactly_one_gets_it() -> None:
    call = mp.call()
    first, second = mp.match(call), mp.match(call)
    with make.as_(SYSTEM):
        for match in (first, second):
            matches.accept_by_host(match, at=NOW, by=SYSTEM)
    one, two = (Actor(kind="user", user_id=m.person_id) for m in (first, second))
    with make.as_(one):
        assert matches.accept_by_person(first, at=NOW, by=one).state == "agreed"
    with make.as_(two), pytest.raises(NoPlaceLeft) as refusal:
        matches.accept_by_person(second, at=NOW, by=two)
    assert "just been taken" in str(refusal.value)
    need = Need.objects.get()
    assert (need.state, need.places_taken) == ("filled", 1)
    with make.as_(SYSTEM):
        matches.decline(first, why="The dates do not fit any more.", at=NOW, by=SYSTEM)
        assert matches.accept_by_person(second, at=NOW, by=SYSTEM).state == "agreed"


def test_the_database_itself_gives_no_place_twice() -> None:
    need = mp.need()
    with pytest.raises(IntegrityError), transaction.atomic():
        Need.objects.filter(pk=need.pk).update(places_taken=2)


def test_the_host_answers_and_sees_the_person_only_while_proposed() -> None:
    match = mp.match()
    focal = mp.actor(Role.HOST_FOCAL_POINT, organisation=match.host_id)
    other = mp.actor(Role.HOST_FOCAL_POINT, organisation=mp.host().pk)
    with make.as_(other):
        assert (Match.objects.count(), Person.objects.count()) == (0, 0)
    with make.as_(focal):
        assert Person.objects.get().pk == match.person_id
        match = Match.objects.get()
        assert match.application.statement == mp.STATEMENT
        with pytest.raises(NotAllowed):
            matches.accept_by_person(match, at=NOW, by=focal)
        matches.accept_by_host(match, at=NOW, by=focal)
        matches.decline(match, why="The ward is being rebuilt.", at=NOW, by=focal)
        assert (Person.objects.count(), Application.objects.count()) == (0, 0)


def test_a_placement_is_worked_ended_and_followed_up_a_year_later() -> None:
    placed = mp.placement()
    manager = mp.manager(programme=placed.programme_id)
    with make.as_(manager):
        deliverable = Deliverable("Two trainers trained", "knowledge_creation", placed.ends_on)
        item = work_plan.add(placed, deliverable=deliverable, by=manager)
        placements.start(placed, on=placed.starts_on, by=manager)
    person = Actor(kind="user", user_id=placed.person_id)
    with make.as_(person):
        work_plan.done(item, evidence="Both led a course.", on=placed.ends_on, by=person)
    with make.as_(manager):
        with pytest.raises(NotNow):
            placements.follow_up(placed, text="Too early to say.", at=NOW, by=manager)
        placements.complete(placed, on=placed.ends_on, at=NOW, by=manager)
        promise = Promise.objects.get(kind="placements.placements.follow_up")
        assert promise.due_at == NOW + timedelta(days=365)
        placements.follow_up(placed, text="Both still teach.", at=NOW, by=manager)
        promise.refresh_from_db()
        assert promise.kept_at == NOW
        assert list(placement_queries.completed()) == [placed]
        assert placement_queries.specialist_days() == 42
        funnel = placement_queries.funnel()
        assert tuple(vars(funnel).values()) == (1, 1, 1, 1, 1)
        assert placement_queries.funnel(until=TODAY - timedelta(days=1)).applied == 0


def test_the_maker_of_a_payment_never_approves_it() -> None:
    user, maker = mp.account(Role.FINANCE_MAKER)
    payment = mp.payment(by=maker)
    both = Actor(
        "user", user.pk, "Both", (*maker.reaches, *mp.actor(Role.FINANCE_APPROVER).reaches)
    )
    with make.as_(both), pytest.raises(NotAllowed) as refusal:
        payments.approve(payment, at=NOW, by=both)
    assert refusal.value.code == "maker_is_not_checker"
    with make.as_(both), pytest.raises(DatabaseError), transaction.atomic():
        Payment.objects.filter(pk=payment.pk).update(state="approved", approved_by=user)
    with pytest.raises(NotAllowed):
        payments.approve(payment, at=NOW, by=SYSTEM)


def test_an_approved_payment_is_booked_frozen_and_paid() -> None:
    maker, approver = mp.actor(Role.FINANCE_MAKER), mp.actor(Role.FINANCE_APPROVER)
    payment = mp.payment(by=maker)
    with make.as_(approver):
        payments.approve(payment, at=NOW, by=approver)
    with make.as_(maker):
        payments.pay(payment, on=TODAY, at=NOW, by=maker)
        rows = LedgerEntry.objects.order_by("at").values_list("debit", "credit", "booked")
        assert set(rows) == {
            ("cost", "payable", Decimal(1260)),
            ("payable", "bank", Decimal(1260)),
        }
        with pytest.raises(Exception, match="not changed"), transaction.atomic():
            Payment.objects.filter(pk=payment.pk).update(amount=1)
        with pytest.raises(Exception, match="append-only|permission denied"), transaction.atomic():
            LedgerEntry.objects.all().delete()


def test_a_payment_in_another_currency_needs_a_rate() -> None:
    maker = mp.actor(Role.FINANCE_MAKER)
    with pytest.raises(NoRate):
        mp.payment(by=maker, currency="GHS")
    with make.as_(maker):
        assert not Payment.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"amount": Decimal(0)}, "amount"),
        ({"currency": "XYZ"}, "currency"),
        ({"period_until": TODAY - timedelta(days=900)}, "period_until"),
    ],
)
def test_a_wrong_payment_is_refused_at_its_field(changes: dict[str, object], field: str) -> None:
    placed = mp.placement()
    with pytest.raises(Refusal) as refusal:
        mp.payment(placed, **changes)
    assert refusal.value.field == field


def test_rows_are_seen_by_the_person_and_the_programme_and_nobody_else() -> None:
    payment = mp.payment()
    models = (Application, Assessment, Match, Placement, Payment)
    readers = {
        "own": Actor(kind="user", user_id=payment.person_id),
        "programme": mp.manager(programme=payment.programme_id),
        "other programme": mp.manager(programme=mp.programme().pk),
        "mission elsewhere": make.officer("FRA"),
        "stranger": Actor.public(),
    }
    seen = {}
    for name, reader in readers.items():
        with make.as_(reader):
            seen[name] = [model.objects.count() for model in (*models, Person)]
    assert seen == {
        "own": [1] * 6,
        "programme": [1] * 6,
        "other programme": [0] * 6,
        "mission elsewhere": [0] * 6,
        "stranger": [0] * 6,
    }


def test_the_programme_does_not_see_a_draft_or_its_writer() -> None:
    made = mp.started()
    with make.as_(mp.manager(programme=made.programme_id)):
        assert (Application.objects.count(), Person.objects.count()) == (0, 0)


def test_the_columns_that_policies_read_cannot_disagree() -> None:
    placed, other = mp.placement(), mp.programme()
    with make.as_(SYSTEM), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(IntegrityError), transaction.atomic():
            Placement.objects.filter(pk=placed.pk).update(programme=other)


def test_erasing_deletes_what_led_to_nothing_and_empties_the_texts_of_the_rest() -> None:
    person = mp.nurse()
    by = make.member(person)
    placed = mp.completed(person=person)
    mp.payment(placed)
    mp.application(person=person)
    with make.as_(SYSTEM):
        placements.follow_up(placed, text="Both still teach.", at=NOW, by=SYSTEM)
    persons.erase(person, at=NOW, by=by)
    with make.as_(SYSTEM):
        left = Application.objects.get()
        assert (left.statement, left.decision_reason) == ("", "")
        assert FollowUp.objects.get().text == ""
        assert Assessment.objects.count() == 0
        assert WorkPlanItem.objects.exclude(evidence="").count() == 0
        assert Payment.objects.count() == 1


def test_erasing_gives_a_place_back() -> None:
    person = mp.nurse()
    mp.agreed(person=person)
    assert Need.objects.get().state == "filled"
    persons.erase(person, at=NOW, by=make.member(person))
    need = Need.objects.get()
    assert (need.state, need.places_taken) == ("called", 0)
    with make.as_(SYSTEM):
        assert (Application.objects.count(), Match.objects.count()) == (0, 0)


def test_a_person_sees_who_read_the_application() -> None:
    made = mp.application()
    officer = mp.declared(made.call, mp.manager(programme=made.programme_id))
    with make.as_(officer):
        shortlists.look(made, by=officer)
    with make.as_(Actor(kind="user", user_id=made.person_id)):
        assert AuditEvent.objects.filter(code="selection.shortlists.look").count() == 1


def test_a_newer_profile_gives_a_newer_assessment_and_keeps_the_old_one() -> None:
    made = mp.application(person=mp.nurse(profile=[]))
    person = make.member(Person(pk=made.person_id))
    with make.as_(SYSTEM):
        shortlists.assess(made.call, at=NOW, by=SYSTEM)
    with make.as_(person):
        own = Person.objects.get()
        for kind, code, level in mp.NURSE:
            entries.state(own, statement=entries.Statement(kind, code, level), on=TODAY, by=person)
    with make.as_(SYSTEM):
        shortlists.assess(made.call, at=NOW + timedelta(hours=1), by=SYSTEM)
        bands = list(Assessment.objects.order_by("assessed_at").values_list("band", flat=True))
        latest = assessments.latest(made)
    assert bands == ["cannot tell", "strong"]
    assert latest is not None
    assert latest.band == "strong"
