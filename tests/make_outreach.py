"""Plain functions that make what outreach's tests need: `event(capacity=1)`, `guest()`."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from homelands.foundation.actors import Actor
from homelands.foundation.roles import Role
from homelands.organisations.models import Organisation
from homelands.outreach.campaigns.actions import segments
from homelands.outreach.campaigns.actions.segments import Draft
from homelands.outreach.campaigns.models import Letter, Segment
from homelands.outreach.dialogue.actions import questions
from homelands.outreach.dialogue.actions.questions import Asked
from homelands.outreach.dialogue.models import Question
from homelands.outreach.events.actions import events, sign_ups
from homelands.outreach.events.actions.events import EventFacts
from homelands.outreach.events.actions.sign_ups import Guest
from homelands.outreach.events.models import Event, SignUp
from homelands.people.register.actions import consents, entries
from homelands.people.register.actions.entries import Statement
from homelands.people.register.models import Person
from tests import make

STARTS = datetime(2026, 12, 10, 18, 0, tzinfo=UTC)


def organisation(**fields: Any) -> Organisation:
    """An association in the United Kingdom."""
    said = {
        "kind": "association",
        "name": f"Nurses’ association {make.number()}",
        "country": "GBR",
        "added_at": make.NOW,
    }
    return Organisation.objects.create(**{**said, **fields})


def facts(**fields: Any) -> EventFacts:
    """What is said about an evening in London."""
    said: dict[str, Any] = {
        "title": "An evening for nurses",
        "text": "Hear from those who went.",
        "starts_at": STARTS,
        "ends_at": STARTS + timedelta(hours=2),
        "time_zone": "Europe/London",
        "organiser": fields.pop("organiser", None) or organisation(),
        "languages": ["en", "fr"],
        "place": "13 Belgrave Square, London",
        "country": "GBR",
    }
    return EventFacts(**{**said, **fields})


def event(*, published: bool = True, **fields: Any) -> Event:
    """An event run by the mission in London, published."""
    by = make.officer("", Role.MINISTRY_OFFICER)
    made = events.add(facts=facts(**fields), at=make.NOW, by=by)
    return events.publish(made, at=make.NOW, by=by) if published else made


def guest(**fields: Any) -> Guest:
    """Somebody without an account."""
    said = {
        "language": "en",
        "name": "Esi Owusu",
        "email": f"guest{make.number()}@example.org",
    }
    return Guest(**{**said, **fields})


def sign_up(event: Event, *, person: Person | None = None, **fields: Any) -> SignUp:
    """A sign-up of a member, or of a guest."""
    at = fields.pop("at", make.NOW)
    if person is None:
        return sign_ups.join(event, guest=guest(**fields), at=at, by=Actor.public())
    who = Guest(language=person.language, person=person)
    return sign_ups.join(event, guest=who, at=at, by=make.member(person))


def question(*, person: Person | None = None, **fields: Any) -> Question:
    """A question asked in public, by anybody unless a member is named."""
    at = fields.pop("at", make.NOW)
    said: dict[str, Any] = {
        "text": "Is my licence valid at home?",
        "language": "en",
        "in_public": True,
        "country": "GBR",
        "person": person,
    }
    by = make.member(person) if person else Actor.public()
    return questions.ask(Asked(**{**said, **fields}), at=at, by=by)


def willing(destination: str = "GBR", *, occupation: str = "2221", **fields: Any) -> Person:
    """A member who agreed to be written to, with an occupation."""
    person = make.person(destination, **fields)
    by = make.member(person)
    consents.decide(person, purpose="contact", given=True, at=make.NOW, by=by)
    statement = Statement("occupation", occupation)
    entries.state(person, statement=statement, on=make.TODAY, by=by)
    return person


def segment(**filters: str) -> Segment:
    """A segment from filters."""
    by = make.officer("", Role.MINISTRY_OFFICER)
    return segments.create(name=f"Segment {make.number()}", filters=filters, at=make.NOW, by=by)


def draft(**fields: Any) -> Draft:
    """What a letter says."""
    said: dict[str, Any] = {
        "key": uuid4(),
        "subject": "Nurses wanted",
        "text": "Come & help.",
        "link": "https://example.org/call",
    }
    return Draft(**{**said, **fields})


def letter(segment: Segment, *, by: Actor | None = None) -> Letter:
    """A letter to a segment, written by a ministry officer."""
    by = by or make.officer("", Role.MINISTRY_OFFICER)
    return segments.write(segment, draft=draft(), at=make.NOW, by=by)
