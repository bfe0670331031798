"""The stages of a match, and who answers for the host and for the person."""

from django.utils.translation import gettext_lazy as _

from homelands.foundation.actors import Actor
from homelands.foundation.errors import NotAllowed
from homelands.foundation.states import Steps
from homelands.programmes.needs.rules import check_asks, hosts, is_person
from homelands.programmes.selection.models import Match

M = Match.State

MATCH: Steps = {
    M.PROPOSED: {
        "accept_by_host": M.ACCEPTED_BY_HOST,
        "accept_by_person": M.ACCEPTED_BY_PERSON,
        "decline": M.DECLINED,
    },
    M.ACCEPTED_BY_HOST: {"accept_by_person": M.AGREED, "decline": M.DECLINED},
    M.ACCEPTED_BY_PERSON: {"accept_by_host": M.AGREED, "decline": M.DECLINED},
    M.AGREED: {"place": M.PLACED, "decline": M.DECLINED},
    M.PLACED: {},
    M.DECLINED: {},
}


def check_host_answers(by: Actor, match: Match) -> None:
    """The host's focal point."""
    if not hosts(by, match):
        raise NotAllowed(_("Only the host’s focal point answers for the host."))


def check_person_answers(by: Actor, match: Match) -> None:
    """The person who is proposed, and the program on its behalf."""
    if not (is_person(by, match) or by.is_system):
        raise NotAllowed(_("Only the person who is proposed can answer."))


def check_declines(by: Actor, match: Match) -> None:
    """The person who is proposed, the host's focal point or the manager of the programme."""
    if not is_person(by, match):
        check_asks(by, match)
