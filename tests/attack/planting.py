"""Plants rows of every kind: about one new person, by one officer, in one place."""

from dataclasses import dataclass, field, replace
from typing import Any

from homelands.foundation.actors import Actor, Reach
from homelands.foundation.models import Grant, User
from homelands.foundation.roles import Role
from homelands.mapping.findings.models import Finding
from homelands.mapping.statistics.models import Estimate
from homelands.organisations.actions import focal_points
from homelands.organisations.models import Organisation
from homelands.outreach.campaigns.actions import segments
from homelands.outreach.campaigns.models import Letter
from homelands.outreach.events.actions import events
from homelands.outreach.events.rules import codes
from homelands.people.register.actions import exports, openings, persons, registrations
from homelands.people.register.actions.exports import Wish
from homelands.people.register.actions.persons import Registration
from homelands.people.register.models import Person
from homelands.policy.actions import institutions, instruments
from homelands.policy.actions.institutions import InstitutionFacts
from homelands.policy.actions.instruments import InstrumentFacts
from homelands.programmes.needs.models import Programme
from homelands.programmes.payments.actions import payments
from homelands.programmes.placements.actions import placements, work_plan
from homelands.programmes.placements.actions.work_plan import Deliverable
from homelands.results.actions import indicators
from tests import make, make_organisations, make_outreach, make_results
from tests import make_programmes as mp
from tests.attack import planting_surveys


@dataclass(frozen=True)
class Place:
    """Where rows belong: what the grants of officers name."""

    country: str
    programme: Programme = field(default_factory=mp.programme)
    host: Organisation = field(default_factory=mp.host)

    def reaches(self, role: Role) -> tuple[Reach, ...]:
        """Grants of a role here: for an organisation where its holder speaks for one."""
        if role in (Role.FOCAL_POINT, Role.HOST_FOCAL_POINT):
            return (Reach(role, organisation=self.host.pk),)
        return Reach(role, country=self.country), Reach(role, programme=self.programme.pk)


@dataclass(frozen=True)
class Planted:
    """Whose rows were planted, and the words in addresses that are no ids."""

    person: Person
    seat: str
    answers: planting_surveys.Answers


def plant(place: Place, officer: User, occupation: str) -> Planted:
    """Makes a row of everything; only this person has the occupation."""
    by = Actor("user", officer.pk, officer.name, tuple(Reach(role) for role in Role))
    person = _person(place, by, occupation)
    _programme(place, by, person)
    seat = _outreach(place, by, person, occupation)
    _results(place, by)
    answers = planting_surveys.plant(place.country, by)
    _found(answers)
    return Planted(person, seat, answers)


def _found(answers: planting_surveys.Answers) -> None:
    """Adds a draft of a finding with its one figure."""
    finding = Finding.objects.create(study=answers.study, claim="Most work", drafted_at=make.NOW)
    figures: dict[str, Any] = {"n": 1, "count": 1, "method": "counts", "design_class": "E"}
    figures |= {"digest": str(make.number()), "computed_at": make.NOW}
    told = {"variable": "works", "category": "yes", **figures}
    finding.estimates.add(Estimate.objects.create(study=answers.study, **told))


def _person(place: Place, by: Actor, occupation: str) -> Person:
    profile = (*mp.NURSE, ("occupation", occupation, ""))
    purposes = ("matching", "hosts", "contact", "mission")
    person = mp.nurse(*purposes, profile=profile, destination=place.country)
    persons.look(person, by=by)
    asking = Registration("Kofi", f"new{make.number()}@example.org", place.country, "en")
    registrations.ask(asking, at=make.NOW, by=Actor.public())
    wish = Wish({"country": place.country}, ["name"], "contact")
    exports.request(wish=wish, why="To invite them.", at=make.NOW, by=by)
    _opened(person, by)
    return person


def _opened(person: Person, by: Actor) -> None:
    """Opens the record as an officer of a country far from all: the database looks at grants."""
    grant = {"user_id": by.user_id, "role": Role.MISSION_OFFICER, "country": "NZL"}
    Grant.objects.get_or_create(**grant, defaults={"given_at": make.NOW})
    far = replace(by, reaches=(Reach(Role.MISSION_OFFICER, country="NZL"),))
    why = "Her brother called from the hospital."
    openings.open(number=str(person.pk), why=why, at=make.NOW, by=far)


def _programme(place: Place, by: Actor, person: Person) -> None:
    """Takes the person through the programme: applied, placed, paid, and asked a year after."""
    call = mp.call(mp.need(of=place.programme, at=place.host))
    mp.declared(call, by)
    placement = mp.placement(call, person)
    plan = Deliverable("A course for the ward", "information", placement.ends_on)
    work_plan.add(placement, deliverable=plan, by=by)
    payment = mp.payment(placement, by=by)
    payments.approve(payment, at=make.NOW, by=mp.actor(Role.FINANCE_APPROVER))
    mp.payment(placement, by=by, kind="travel")
    placements.start(placement, on=placement.starts_on, by=by)
    placements.complete(placement, on=placement.ends_on, at=make.NOW, by=by)
    placements.follow_up(placement, text="The ward still does it.", at=make.NOW, by=by)


def _outreach(place: Place, by: Actor, person: Person, occupation: str) -> str:
    """Makes an event with a member and a guest, a question and a letter; returns the guest's code.

    The letter is to those of the occupation, so that it reaches this person alone.
    """
    organiser = make_outreach.organisation(country=place.country)
    facts = make_outreach.facts(country=place.country, organiser=organiser)
    event = events.add(facts=facts, at=make.NOW, by=by)
    events.publish(event, at=make.NOW, by=by)
    make_outreach.sign_up(event, person=person)
    guest = make_outreach.sign_up(event)
    make_outreach.question(person=person, country=place.country)
    filters = {"destination": place.country, "occupation": occupation}
    segment = segments.create(name=f"Segment {make.number()}", filters=filters, at=make.NOW, by=by)
    letter: Letter = make_outreach.letter(segment, by=by)
    assert letter.people == 1
    return codes.of(guest.pk)


def _results(place: Place, by: Actor) -> None:
    """Adds what is nobody's: a focal point, an indicator, an institution and a law."""
    named: dict[str, Any] = {"user": make_organisations.account(), "at": make.NOW, "by": by}
    focal_points.name(place.host, **named)
    indicators.compute(make_results.indicator(), on=make.TODAY, by=by)
    told: dict[str, Any] = {"country": place.country, "source": "The gazette"}
    office = InstitutionFacts(kind="agency", name=f"Office {make.number()}", **told)
    institutions.add(facts=office, on=make.TODAY, by=by)
    law = InstrumentFacts(
        kind="policy", theme="skills", title=f"Policy {make.number()}", year=2020, **told
    )
    instruments.add(facts=law, on=make.TODAY, by=by)
