"""The example's officers: two ready sign-ins and colleagues with other roles."""

from homelands.command.example.world import World
from homelands.foundation.actions import accounts
from homelands.foundation.actors import Actor, Reach
from homelands.foundation.models import User
from homelands.foundation.queries import actors
from homelands.foundation.roles import Role

#: key, login, name, password, grants
_OFFICERS: tuple[tuple[str, str, str, str, list[Reach]], ...] = (
    ("officer", "officer@example.org", "Mission officer, London", "example-officer",
     [Reach(Role.MISSION_OFFICER, "GBR"), Reach(Role.SURVEY_MANAGER, "GBR")]),
    ("manager", "manager@example.org", "Programme manager", "example-manager",
     [Reach(role) for role in (
         Role.PROGRAMME_MANAGER, Role.MINISTRY_OFFICER, Role.SURVEY_MANAGER, Role.ME_OFFICER,
         Role.FINANCE_MAKER)]),
    ("approver", "approver@example.org", "Finance approver", "example-approver",
     [Reach(Role.FINANCE_APPROVER)]),
    ("paris", "paris@example.org", "Mission officer, Paris", "example-paris",
     [Reach(Role.MISSION_OFFICER, "FRA")]),
    ("host", "host@example.org", "Focal point of the hospital", "example-host", []),
    ("auditor", "auditor@example.org", "Auditor", "example-auditor", [Reach(Role.AUDITOR)]),
)  # fmt: skip


def load(world: World) -> None:
    """Opens the accounts and leaves each as an actor for the parts that follow."""
    for key, login, name, password, reaches in _OFFICERS:
        user = accounts.open_for_officer(
            login=login, name=name, password=password, example=True, by=world.by
        )
        for reach in reaches:
            accounts.grant(user, reach=reach, at=world.past(400, 300), by=world.by)
        world.made[key] = acting_as(user, world)
        world.made[f"{key} account"] = user


def acting_as(user: User, world: World) -> Actor:
    """Returns an account as an actor, with the grants that it has now."""
    return actors.of(user, world.now)
