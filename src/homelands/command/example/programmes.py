"""The example's programme, shaped like a health professionals' temporary return.

One call is over: people were placed, paid and came back. One call is open, for visitors to apply.
"""

from datetime import date, datetime, timedelta
from decimal import Decimal

from homelands.command.example.accounts import acting_as
from homelands.command.example.world import World
from homelands.foundation.actors import Actor
from homelands.people.register.actions import consents, entries
from homelands.people.register.actions.entries import Statement
from homelands.people.register.models import Person
from homelands.programmes.needs.actions import calls, needs, programmes
from homelands.programmes.needs.actions.calls import Opening
from homelands.programmes.needs.actions.needs import NeedFacts
from homelands.programmes.needs.actions.programmes import ProgrammeFacts
from homelands.programmes.needs.models import Call, Need
from homelands.programmes.payments.actions import payments
from homelands.programmes.payments.rules import Line
from homelands.programmes.placements.actions import placements, work_plan
from homelands.programmes.placements.actions.placements import Plan
from homelands.programmes.placements.actions.work_plan import Deliverable
from homelands.programmes.placements.models import Placement
from homelands.programmes.selection.actions import applications, conflicts, matches, shortlists
from homelands.programmes.selection.actions.conflicts import Declaration
from homelands.programmes.selection.models import Application, Match

_APPLICANTS, _CHOSEN, _PLACES = 24, 14, 12

_STATEMENT = (
    "I have worked in neonatal care for eleven years and trained new colleagues on the ward. "
    "I would like to do the same at home, with the equipment that is there."
)

#: What an applicant says before applying; the rules of the call look at it.
_PROFILE = (
    ("language", "en", "C1"),
    ("availability", "now", ""),
    ("modality", "temporary", ""),
    ("education", "6", ""),
)


def load(world: World) -> None:
    """Founds the programme, lets one round run to its end and opens the next."""
    world.made["host"] = acting_as(world.made["host account"], world)
    world.made["programme"] = programmes.add(
        facts=ProgrammeFacts(
            name="Health professionals at home (example)",
            about="Stays of some weeks in hospitals that asked for them.",
            pays="Travel, insurance and a daily allowance.",
            currency="EUR",
            largest_payment=Decimal(10_000),
        ),
        at=world.past(420, 410),
        by=world.made["manager"],
    )
    _past_round(world)
    _open_round(world)


def _need(world: World, title: str, places: int, starts: date) -> Need:
    host, manager = world.made["host"], world.made["manager"]
    facts = NeedFacts(
        title=title,
        terms="Train the ward's nurses in resuscitation and set up a daily hand-over.",
        occupations=["222", "221"],
        modality="temporary",
        weeks=6,
        places=places,
        place="Accra",
        starts_from=starts,
        starts_until=starts + timedelta(days=60),
        languages={"en": "B2"},
    )
    at = world.now - timedelta(days=400)
    need = needs.draft(
        world.made["programme"], host=world.made["hospital"], facts=facts, at=at, by=host
    )
    need = needs.submit(need, at=at, by=host)
    return needs.approve(need, at=at + timedelta(days=6), by=manager)


def _call(world: World, need: Need, opens_at: datetime, closes_at: datetime) -> Call:
    opening = Opening(
        opens_at=opens_at,
        closes_at=closes_at,
        criteria="Nurses and doctors with at least three years on a neonatal ward.",
        steps="Shortlist within three weeks; a talk with the hospital; an answer to everybody.",
    )
    return calls.open(need, opening=opening, at=opens_at, by=world.made["manager"])


def _past_round(world: World) -> None:
    opened = world.now - timedelta(days=390)
    start = (opened + timedelta(days=90)).date()
    need = _need(world, "Neonatal nurses for six weeks (example)", _PLACES, start)
    call = _call(world, need, opened, opened + timedelta(days=30))
    sent = [
        _apply(world, call, person, opened + timedelta(days=5 + place))
        for place, person in enumerate(_applicants(world))
    ]
    decided = opened + timedelta(days=40)
    manager = world.made["manager"]
    conflicts.declare(call, declaration=Declaration(False), at=decided, by=manager)
    shortlists.assess(call, at=decided, by=manager)
    for place, application in enumerate(sent):
        chosen = place < _CHOSEN
        why = "Long experience on the ward." if chosen else "Others had more experience this time."
        application = shortlists.choose(application, chosen=chosen, why=why, at=decided, by=manager)
        if place < _PLACES:
            match = matches.propose(application, at=decided, by=manager)
            _place(world, match, start, decided)


def _applicants(world: World) -> list[Person]:
    """Nurses and doctors who agree to be matched."""
    persons = Person.objects.filter(
        destination__in=("GBR", "USA", "DEU", "ITA", "NLD", "CAN"),
        entries__kind="occupation",
        entries__code__in=("2221", "2222", "2211", "2212"),
    ).exclude(pk=world.made["member"].pk)
    return list(persons.distinct().order_by("pk")[:_APPLICANTS])


def _apply(world: World, call: Call, person: Person, at: datetime) -> Application:
    by = Actor(kind="user", user_id=person.pk)
    for purpose in ("matching", "hosts"):
        consents.decide(person, purpose=purpose, given=True, at=at, by=by)
    for kind, code, level in _PROFILE:
        entries.state(person, statement=Statement(kind, code, level), on=at.date(), by=by)
    application = applications.start(call, person=person, at=at, by=by)
    application = applications.save(application, statement=_STATEMENT, by=by)
    return applications.submit(application, at=at, by=by)


def _place(world: World, match: Match, start: date, at: datetime) -> None:
    manager, host = world.made["manager"], world.made["host"]
    person = Actor(kind="user", user_id=match.person_id)
    match = matches.accept_by_host(match, at=at + timedelta(days=5), by=host)
    match = matches.accept_by_person(match, at=at + timedelta(days=7), by=person)
    end = start + timedelta(days=42)
    placement = placements.plan(
        match, plan=Plan(start, end, "temporary"), at=at + timedelta(days=10), by=manager
    )
    placement = placements.start(placement, on=start, by=manager)
    _work(world, placement, start, person)
    _pay(world, placement, start, end)
    placements.complete(placement, on=end, at=world.now - timedelta(days=200), by=manager)


def _work(world: World, placement: Placement, start: date, person: Actor) -> None:
    plan = (
        ("A course on resuscitation for the ward", "information"),
        ("A hand-over sheet, written with the nurses", "knowledge_creation"),
        ("Hand-over twice a day as the ward's rule", "organisational_change"),
    )
    for week, (title, depth) in enumerate(plan, start=2):
        due = start + timedelta(weeks=week)
        item = work_plan.add(
            placement, deliverable=Deliverable(title, depth, due), by=world.made["manager"]
        )
        if depth != "organisational_change":
            work_plan.done(item, evidence="Signed by the head of the ward.", on=due, by=person)


def _pay(world: World, placement: Placement, start: date, end: date) -> None:
    line = Line("dsa", Decimal("1890.00"), "EUR", start, end, "42 days at 45 euro, scheme 2025")
    at = world.now - timedelta(days=230)
    payment = payments.draft(placement, line=line, at=at, by=world.made["manager"])
    payment = payments.approve(payment, at=at + timedelta(days=2), by=world.made["approver"])
    paid = at + timedelta(days=5)
    payments.pay(payment, on=paid.date(), at=paid, by=world.made["manager"])


def _open_round(world: World) -> None:
    start = (world.now + timedelta(days=60)).date()
    need = _need(world, "Nurse trainers for six weeks, spring (example)", 3, start)
    opened = world.now - timedelta(days=12)
    call = _call(world, need, opened, world.now + timedelta(days=25))
    for place, person in enumerate(_applicants(world)[:5]):
        _apply(world, call, person, opened + timedelta(days=1 + place))
    world.made["call"] = call
