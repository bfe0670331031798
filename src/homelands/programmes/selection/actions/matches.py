"""An applicant is proposed for a need; host and person answer; the last place goes once."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from homelands.foundation import jobs
from homelands.foundation.action import action
from homelands.foundation.actions import promises
from homelands.foundation.actors import Actor
from homelands.foundation.audit import Persons
from homelands.foundation.errors import NotNow
from homelands.foundation.locking import hold
from homelands.foundation.roles import Role
from homelands.foundation.rules import check_officer
from homelands.foundation.states import after, next_state, worded
from homelands.people.register.queries.seeing import Seen, named
from homelands.programmes.needs.models import Need
from homelands.programmes.needs.rules import NEED, check_manages, check_reads
from homelands.programmes.selection.models import Application, Match
from homelands.programmes.selection.queries.applications import check_agreed, check_may_open
from homelands.programmes.selection.rules.applications import APPLICATION
from homelands.programmes.selection.rules.matches import (
    MATCH,
    check_declines,
    check_host_answers,
    check_person_answers,
)

KIND = "selection.matches.propose"


class NoPlaceLeft(NotNow):
    code = "no_place_left"
    sentence = _("The last place for this need has just been taken by somebody else.")


@action(who=check_manages)
def propose(application: Application, *, at: datetime, by: Actor) -> Match:
    """Proposes a shortlisted applicant to the host, who owes an answer."""
    check_may_open(by, application.call)
    check_agreed(application.person_id, "hosts")
    application.state = next_state(APPLICATION, application, "propose")
    need = application.call.need
    _check_place_left(need)
    application.save(update_fields=["state"])
    match = Match.objects.create(
        application=application,
        need=need,
        programme_id=application.programme_id,
        host_id=need.host_id,
        person_id=application.person_id,
        proposed_at=at,
    )
    promises.make(
        match, kind=KIND, role=Role.HOST_FOCAL_POINT, organisation=need.host_id, at=at, by=by
    )
    _tell(match, "proposed")
    return match


@action(who=check_reads)
def look(match: Match, *, by: Actor) -> Match:
    """Records that somebody looked at a proposal; the person sees it."""
    return match


@action(who=check_officer)
def listed(shown: Sequence[Seen], *, by: Actor) -> Persons:
    """A list of those proposed for a need was opened."""
    return named(shown)


@action(who=check_host_answers)
def accept_by_host(match: Match, *, at: datetime, by: Actor) -> Match:
    """Accepts an applicant on behalf of the host."""
    _accept(match, "accept_by_host", at)
    promises.keep(match, kind=KIND, at=at, by=by)
    if match.state == Match.State.ACCEPTED_BY_HOST:
        jobs.later("selection.tasks.tell_person", match=str(match.pk), news="accepted")
    return match


@action(who=check_person_answers)
def accept_by_person(match: Match, *, at: datetime, by: Actor) -> Match:
    """Accepts a placement that the person was proposed for."""
    return _accept(match, "accept_by_person", at)


@action(who=check_declines)
def decline(match: Match, *, why: str, at: datetime, by: Actor) -> Match:
    """Declines a match, with the reason; a place that it had taken is free again."""
    words = worded(why, "why")
    # The application first: a host no longer sees it once the match is declined.
    application = match.application
    application.state = next_state(APPLICATION, application, "decline")
    application.save(update_fields=["state"])
    had_place = hold(match).state == Match.State.AGREED
    match.state = after(MATCH, match, "decline")
    match.declined_at, match.declined_why = at, words
    match.save(update_fields=["state", "declined_at", "declined_why"])
    if had_place:
        _give_back(match.need)
    promises.keep(match, kind=KIND, at=at, by=by)
    _tell(match, "declined")
    return match


def _tell(match: Match, news: str) -> None:
    """Has both sides told; what the host reads names nobody."""
    for task in ("tell_person", "tell_host"):
        jobs.later(f"selection.tasks.{task}", match=str(match.pk), news=news)


def _accept(match: Match, verb: str, at: datetime) -> Match:
    match.state = next_state(MATCH, match, verb)
    if match.state == Match.State.AGREED:
        _take(match.need)
        match.agreed_at = at
    else:
        _check_place_left(match.need)
    match.save(update_fields=["state", "agreed_at"])
    if match.state == Match.State.AGREED:
        _tell(match, "agreed")
    return match


def _check_place_left(need: Need) -> None:
    if need.places_taken >= need.places:
        raise NoPlaceLeft


def _take(need: Need) -> None:
    """Takes a place under the need's lock: of two on the last one, the second is refused."""
    _check_place_left(hold(need))
    need.places_taken += 1
    if need.places_taken == need.places:
        need.state = after(NEED, need, "fill")
    need.save(update_fields=["places_taken", "state"])


def _give_back(need: Need) -> None:
    hold(need)
    need.places_taken -= 1
    if need.state == Need.State.FILLED:
        need.state = after(NEED, need, "vacate")
    need.save(update_fields=["places_taken", "state"])


@action(who=check_manages)
def complete(match: Match, *, on: date, by: Actor) -> Match:
    """Notes that the placement which came of a match was completed."""
    match.completed_on = on
    match.save(update_fields=["completed_on"])
    return match
