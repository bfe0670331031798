"""The example's outreach: an event, questions with their clocks, a group to write to."""

from datetime import timedelta

from homelands.command.example.world import World
from homelands.foundation.actors import Actor
from homelands.outreach.campaigns.actions import segments
from homelands.outreach.dialogue.actions import questions
from homelands.outreach.dialogue.actions.questions import Asked
from homelands.outreach.events.actions import events, sign_ups
from homelands.outreach.events.actions.events import EventFacts
from homelands.outreach.events.actions.sign_ups import Guest


def load(world: World) -> None:
    """Makes an event with sign-ups, one answered question and one that waits, and a segment."""
    _event(world)
    _questions(world)
    world.made["segment"] = segments.create(
        name="Nurses in the United Kingdom (example)",
        filters={"destination": "GBR", "occupation": "222"},
        finding=world.made["finding"],
        at=world.now,
        by=world.made["manager"],
    )


def _event(world: World) -> None:
    officer = world.made["officer"]
    starts = (world.now + timedelta(days=20)).replace(hour=18, minute=0, second=0, microsecond=0)
    facts = EventFacts(
        title="Working at home for some weeks: an evening for health professionals (example)",
        text="Two nurses tell how their stay went; the ministry answers questions.",
        starts_at=starts,
        ends_at=starts + timedelta(hours=2),
        time_zone="Europe/London",
        organiser=world.made["mission"],
        languages=["en"],
        place="The mission, London",
        country="GBR",
        capacity=40,
    )
    event = events.add(facts=facts, at=world.past(20, 15), by=officer)
    event = events.publish(event, at=world.past(14, 10), by=officer)
    for number in range(12):
        guest = Guest(language="en", name=world.name(), email=f"guest{number}@example.org")
        sign_ups.join(event, guest=guest, at=world.past(9, 1), by=Actor.public())
    world.made["event"] = event


def _questions(world: World) -> None:
    officer = world.made["officer"]
    asked = questions.ask(
        Asked("Is my licence valid for a stay of six weeks?", "en", True, "GBR"),
        at=world.past(30, 25),
        by=Actor.public(),
    )
    questions.clear(asked, at=world.past(24, 23), by=officer)
    answer = "Yes. The nursing council gives a temporary permit within ten days; the host asks it."
    questions.answer(asked, text=answer, at=world.past(22, 20), by=officer)
    questions.publish(asked, at=world.past(19, 18), by=officer)
    questions.ask(
        Asked("Who pays the flight of my family?", "en", True, "GBR"),
        at=world.past(3, 2),
        by=Actor.public(),
    )
