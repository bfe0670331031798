"""What tests of programmes need: `make_programmes.need()`, `application()`, `placement()`, …"""

from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from homelands.foundation.actors import Actor
from homelands.foundation.models import User
from homelands.foundation.queries import actors
from homelands.foundation.roles import Role
from homelands.organisations.models import Organisation
from homelands.people.register.actions import consents, entries
from homelands.people.register.actions.entries import Statement
from homelands.people.register.models import Person
from homelands.programmes.needs.actions import calls, needs, programmes
from homelands.programmes.needs.actions.calls import Opening
from homelands.programmes.needs.actions.needs import NeedFacts
from homelands.programmes.needs.actions.programmes import ProgrammeFacts
from homelands.programmes.needs.models import Call, Need, Programme
from homelands.programmes.payments.actions import payments
from homelands.programmes.payments.models import Payment
from homelands.programmes.payments.rules import Line
from homelands.programmes.placements.actions import placements
from homelands.programmes.placements.actions.placements import Plan
from homelands.programmes.placements.models import Placement
from homelands.programmes.selection.actions import applications, conflicts, matches, shortlists
from homelands.programmes.selection.actions.conflicts import Declaration
from homelands.programmes.selection.models import Application, Match
from tests import make
from tests.make import NOW, SYSTEM, TODAY

STATEMENT = "I have run a neonatal ward for ten years and want to train two colleagues to lead one."
WHY = "Fits what the host asks for."

#: A profile that meets every rule of `need()`.
NURSE = (
    ("occupation", "2221", ""),
    ("education", "7", ""),
    ("language", "en", "C2"),
    ("skill", "Neonatal care", "12"),
    ("availability", "now", ""),
    ("modality", "temporary", ""),
)


def host(name: str = "") -> Organisation:
    """A host institution in Ghana."""
    name = name or f"Regional Hospital {make.number()}"
    return Organisation.objects.create(
        kind="host", name=name, country="GHA", town="Tamale", added_at=NOW
    )


def programme(**fields: Any) -> Programme:
    """A health professionals' temporary return."""
    facts = {
        "name": f"Health professionals' return {make.number()}",
        "about": "Temporary return of health professionals.",
        "pays": "Return ticket, daily allowance, insurance.",
        "currency": "EUR",
        "largest_payment": Decimal(10_000),
    }
    return programmes.add(facts=ProgrammeFacts(**{**facts, **fields}), at=NOW, by=SYSTEM)


def facts(**changes: Any) -> NeedFacts:
    """The terms of reference of a nurse trainer."""
    return NeedFacts(
        **{
            "title": "Neonatal nurse trainer",
            "terms": "Train the nurses of the neonatal ward, and leave a team that trains others.",
            "occupations": ["2221"],
            "modality": "temporary",
            "weeks": 6,
            "places": 1,
            "place": "Tamale",
            "starts_from": TODAY + timedelta(days=60),
            "starts_until": TODAY + timedelta(days=150),
            "languages": {"en": "B2"},
            **changes,
        }
    )


def draft(*, of: Programme | None = None, at: Organisation | None = None, **changes: Any) -> Need:
    """A need that is not sent yet."""
    return needs.draft(
        of or programme(), host=at or host(), facts=facts(**changes), at=NOW, by=SYSTEM
    )


def need(**changes: Any) -> Need:
    """An approved need."""
    made = needs.submit(draft(**changes), at=NOW, by=SYSTEM)
    return needs.approve(made, at=NOW, by=SYSTEM)


def call(asked: Need | None = None, **changes: Any) -> Call:
    """A call that opened yesterday and closes in a month."""
    opening = {
        "opens_at": NOW - timedelta(days=1),
        "closes_at": NOW + timedelta(days=30),
        "criteria": "Experience in neonatal care, and of teaching.",
        "steps": "Applications\nInterview with the host\nDecision",
    }
    return calls.open(asked or need(), opening=Opening(**{**opening, **changes}), at=NOW, by=SYSTEM)


def account(role: Role, **scope: Any) -> tuple[User, Actor]:
    """An officer's account, and the officer as an actor."""
    made = make.user(role, **scope)
    return made, actors.of(made, NOW)


def actor(role: Role, **scope: Any) -> Actor:
    """An officer as an actor."""
    return account(role, **scope)[1]


def nurse(*consented: str, profile: Any = NURSE, **fields: Any) -> Person:
    """A nurse abroad with a profile, who agreed to the purposes given."""
    person = make.person(**fields)
    by = make.member(person)
    for kind, code, level in profile:
        entries.state(person, statement=Statement(kind, code, level), on=TODAY, by=by)
    for purpose in consented or ("matching", "hosts"):
        consents.decide(person, purpose=purpose, given=True, at=NOW, by=by)
    return person


def started(to: Call | None = None, person: Person | None = None) -> Application:
    """An application that is not sent yet."""
    person = person or nurse()
    return applications.start(to or call(), person=person, at=NOW, by=make.member(person))


def application(to: Call | None = None, person: Person | None = None) -> Application:
    """An application that was sent."""
    made = started(to, person)
    by = Actor(kind="user", user_id=made.person_id)
    applications.save(made, statement=STATEMENT, by=by)
    return applications.submit(made, at=NOW, by=by)


def shortlisted(to: Call | None = None, person: Person | None = None) -> Application:
    """An applicant on the shortlist."""
    made = application(to, person)
    with make.as_(SYSTEM):
        shortlists.assess(made.call, at=NOW, by=SYSTEM)
        return shortlists.choose(made, chosen=True, why=WHY, at=NOW, by=SYSTEM)


def match(to: Call | None = None, person: Person | None = None) -> Match:
    """An applicant proposed to the host."""
    with make.as_(SYSTEM):
        return matches.propose(shortlisted(to, person), at=NOW, by=SYSTEM)


def agreed(to: Call | None = None, person: Person | None = None) -> Match:
    """A match that host and person accepted."""
    made = match(to, person)
    with make.as_(SYSTEM):
        matches.accept_by_host(made, at=NOW, by=SYSTEM)
        return matches.accept_by_person(made, at=NOW, by=SYSTEM)


def placement(to: Call | None = None, person: Person | None = None, *, days: int = 42) -> Placement:
    """A planned placement of six weeks, or of so many days."""
    first = TODAY + timedelta(days=60)
    plan = Plan(first, first + timedelta(days=days - 1), "temporary")
    made = agreed(to, person)
    with make.as_(SYSTEM):
        return placements.plan(made, plan=plan, at=NOW, by=SYSTEM)


def completed(to: Call | None = None, person: Person | None = None) -> Placement:
    """A placement that went as planned."""
    made = placement(to, person)
    with make.as_(SYSTEM):
        placements.start(made, on=made.starts_on, by=SYSTEM)
        return placements.complete(made, on=made.ends_on, at=NOW, by=SYSTEM)


def line(**changes: Any) -> Line:
    """Three weeks of allowance."""
    return Line(
        **{
            "kind": "dsa",
            "amount": Decimal("1260.00"),
            "currency": "EUR",
            "period_from": date(2027, 1, 22),
            "period_until": date(2027, 2, 11),
            "rate_note": "21 days at 60 a day.",
            **changes,
        }
    )


def payment(placed: Placement | None = None, *, by: Actor | None = None, **changes: Any) -> Payment:
    """A payment that waits for approval."""
    by = by or actor(Role.FINANCE_MAKER)
    placed = placed or placement()
    with make.as_(by):
        return payments.draft(placed, line=line(**changes), at=NOW, by=by)


def declared(to: Call, by: Actor, *, conflict: str = "") -> Actor:
    """The officer after declaring, with a conflict where one is described."""
    declaration = Declaration(bool(conflict), conflict)
    conflicts.declare(to, declaration=declaration, at=NOW, by=by)
    return by


manager = partial(actor, Role.PROGRAMME_MANAGER)
