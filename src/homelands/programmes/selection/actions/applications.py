"""A person applies: starts, saves, sends, takes back; and is forgotten."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from homelands.foundation import jobs
from homelands.foundation.action import action
from homelands.foundation.actions import promises
from homelands.foundation.actors import Actor
from homelands.foundation.roles import Role
from homelands.foundation.rules import check_signed_in, check_system
from homelands.foundation.states import after, check_words, next_state
from homelands.people.register.models import Person
from homelands.people.register.rules.persons import check_may_change
from homelands.programmes.needs.models import Call
from homelands.programmes.needs.rules import check_call_open
from homelands.programmes.selection.actions import matches
from homelands.programmes.selection.models import Application, Match
from homelands.programmes.selection.queries.applications import check_agreed
from homelands.programmes.selection.rules.applications import APPLICATION, check_applies
from homelands.programmes.selection.rules.matches import MATCH

KIND = "selection.applications.submit"

#: A statement of fewer characters tells nobody anything.
LEAST_STATEMENT = 40


@action(who=check_signed_in)
def start(call: Call, *, person: Person, at: datetime, by: Actor) -> Application:
    """Starts an application, or goes on with the one that the person has."""
    check_may_change(by, person)
    check_call_open(call, at)
    check_agreed(person.pk, "matching")
    application, new = Application.objects.get_or_create(
        person=person,
        call=call,
        defaults={"programme_id": call.programme_id, "started_at": at},
    )
    if not new and application.state == Application.State.WITHDRAWN:
        application.state = after(APPLICATION, application, "start")
        application.submitted_at = None
        application.save(update_fields=["state", "submitted_at"])
    return application


@action(who=check_applies)
def save(application: Application, *, statement: str, by: Actor) -> Application:
    """Keeps what the person has written so far."""
    application.state = next_state(APPLICATION, application, "save")
    application.statement = statement.strip()
    application.save(update_fields=["statement"])
    return application


@action(who=check_applies)
def submit(application: Application, *, at: datetime, by: Actor) -> Application:
    """Sends an application; from now on the person is owed a decision."""
    application.state = next_state(APPLICATION, application, "submit")
    check_call_open(application.call, at)
    check_agreed(application.person_id, "matching")
    check_words(application.statement, "statement", LEAST_STATEMENT)
    application.submitted_at = at
    application.save(update_fields=["state", "submitted_at"])
    promises.make(
        application,
        kind=KIND,
        role=Role.PROGRAMME_MANAGER,
        programme=application.programme_id,
        at=at,
        by=by,
    )
    jobs.later("selection.tasks.tell", application=str(application.pk), news="submitted")
    return application


@action(who=check_applies)
def withdraw(application: Application, *, at: datetime, by: Actor) -> Application:
    """Takes an application back."""
    application.state = next_state(APPLICATION, application, "withdraw")
    application.save(update_fields=["state"])
    promises.keep(application, kind=KIND, at=at, by=by)
    return application


@action(who=check_system)
def stop(person: UUID, *, purpose: str, at: datetime, by: Actor) -> int:
    """Takes back what is not decided, because the person withdrew consent to a use."""
    stopped = _decline_matches(person, at, by)
    if purpose == "matching":
        for application in Application.objects.filter(person_id=person):
            if "withdraw" in APPLICATION[application.state]:
                withdraw(application, at=at, by=by)
                stopped += 1
    return stopped


def _decline_matches(person: UUID, at: datetime, by: Actor) -> int:
    live = [m for m in Match.objects.filter(person_id=person) if "decline" in MATCH[m.state]]
    for match in live:
        matches.decline(match, why=_("The person withdrew."), at=at, by=by)
    return len(live)


@action(who=check_system)
def forget(person: UUID, *, at: datetime, by: Actor) -> int:
    """Deletes a person's applications; those that led to a placement stay, without texts."""
    _decline_matches(person, at, by)
    applications = Application.objects.filter(person_id=person)
    for application in applications:
        promises.keep(application, kind=KIND, at=at, by=by)
        application.assessments.all().delete()
    proposed = Match.objects.filter(person_id=person)
    proposed.exclude(state=Match.State.PLACED).delete()
    proposed.update(declined_why="")
    gone: int = applications.filter(matches=None).delete()[0]
    applications.update(statement="", decision_reason="")
    return gone
