"""The example's people: in bulk, encrypted and under row security like real ones."""

from datetime import timedelta
from uuid import uuid4

from homelands.command.example.world import OCCUPATIONS, World
from homelands.foundation.actions import accounts, promises
from homelands.foundation.actors import Actor
from homelands.foundation.roles import Role
from homelands.people.register.actions import consents, entries, persons
from homelands.people.register.actions.entries import Statement
from homelands.people.register.actions.persons import Registration
from homelands.people.register.models import ConsentDecision, Person, ProfileEntry

_MEMBER = Registration("Akosua Mensah (example)", "member@example.org", "GBR", "en")

_PASSWORD = "example-member"  # noqa: S105 (published: it opens the example only)


def load(world: World) -> None:
    """Makes the example member, whom visitors can be, and everybody else."""
    member = persons.register(_MEMBER, at=world.past(90, 60), by=Actor.public())
    _settle(world, member)
    world.made["member"] = member
    batch = 5000
    for start in range(0, world.people, batch):
        count = min(batch, world.people - start)
        _register(world, start, count)


def _settle(world: World, member: Person) -> None:
    """Gives the example member a sign-in, a full profile and consent."""
    by = Actor(kind="user", user_id=member.pk)
    accounts.make_example(
        member.pk, name=_MEMBER.name, login=_MEMBER.email, password=_PASSWORD, by=world.by
    )
    on = (world.now - timedelta(days=40)).date()
    for kind, code, level in (
        ("occupation", "2221", ""),
        ("education", "6", ""),
        ("language", "en", "C2"),
        ("skill", "Neonatal intensive care", ""),
        ("availability", "6months", ""),
        ("modality", "temporary", ""),
        ("modality", "virtual", ""),
    ):
        entries.state(member, statement=Statement(kind, code, level), on=on, by=by)
    for purpose in ("contact", "matching", "hosts", "mission"):
        consents.decide(member, purpose=purpose, given=True, at=world.past(40, 30), by=by)


def _register(world: World, start: int, count: int) -> None:
    made = [
        Person(
            id=uuid4(),
            name=world.name(),
            email=f"person{start + place}@example.org",
            destination=destination,
            language=world.rng.choices(["en", "fr", "es", "ar"], [80, 10, 5, 5])[0],
            registered_at=world.past(700, 10),
        )
        for place, destination in enumerate(world.destinations(count))
    ]
    persons.register_many(made, by=world.by)
    entries.state_many([e for p in made for e in _entries(world, p)], by=world.by)
    decisions = [d for p in made for d in _decisions(world, p)]
    # Two of three agree to be shown to the mission; the third is there for what officers see then.
    decisions += [_yes(person, "mission") for place, person in enumerate(made) if place % 3]
    consents.decide_many(decisions, by=world.by)
    if start == 0:
        _owe_some_welcomes(world, made[:12])


def _owe_some_welcomes(world: World, some: list[Person]) -> None:
    for place, person in enumerate(some):
        promise_at = world.now - timedelta(days=3 + place)
        promises.make(
            person,
            kind="register.persons.register",
            role=Role.MISSION_OFFICER,
            country=person.destination,
            at=promise_at,
            by=world.by,
        )


def _entries(world: World, person: Person) -> list[ProfileEntry]:
    rng = world.rng
    said = [("occupation", rng.choices(list(OCCUPATIONS), list(OCCUPATIONS.values()))[0], "")]
    said.append(("education", rng.choice("345667778"), ""))
    if rng.random() < 0.6:
        said.append(("language", "en", rng.choice(["B2", "C1", "C2"])))
    if rng.random() < 0.5:
        said.append(("modality", rng.choice(["temporary", "virtual", "virtual", "permanent"]), ""))
    on = world.past(900, 5).date()
    return [
        ProfileEntry(
            person=person,
            kind=kind,
            code=code,
            level=level,
            source="self",
            stated_on=on,
            confirmed_on=on,
        )
        for kind, code, level in said
    ]


def _decisions(world: World, person: Person) -> list[ConsentDecision]:
    return [
        _yes(person, purpose)
        for purpose, share in (("contact", 0.7), ("matching", 0.5), ("statistics", 0.8))
        if world.rng.random() < share
    ]


def _yes(person: Person, purpose: str) -> ConsentDecision:
    return ConsentDecision(
        person=person,
        purpose=purpose,
        given=True,
        text_version=consents.TEXT_VERSION,
        at=person.registered_at,
    )
