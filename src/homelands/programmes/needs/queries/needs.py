"""Reads of needs: those that an officer or a host works with."""

from django.db.models import Q, QuerySet

from homelands.foundation.actors import EVERYWHERE, Actor
from homelands.foundation.roles import PROGRAMME_READERS, Role
from homelands.organisations.models import Organisation
from homelands.organisations.queries import organisations
from homelands.programmes.needs.models import Need, Programme

#: Stages at which a need is no longer the business of its host and programme alone.
PUBLIC = (Need.State.CALLED, Need.State.FILLED)


def visible_to(actor: Actor) -> QuerySet[Need]:
    """Returns the needs of the actor's programmes and hosts, and those that were called."""
    needs = Need.objects.select_related("programme", "host").order_by("-made_at")
    programmes = actor.programmes(PROGRAMME_READERS)
    if EVERYWHERE in programmes:
        return needs
    return needs.filter(
        Q(programme_id__in=programmes) | Q(host_id__in=actor.organisations()) | Q(state__in=PUBLIC)
    )


def of_programmes(actor: Actor, *roles: Role) -> Q:
    """Picks records of the programmes that the roles reach."""
    reached = actor.programmes(roles)
    return Q() if EVERYWHERE in reached else Q(programme_id__in=reached)


def programmes() -> QuerySet[Programme]:
    """Returns every programme by name."""
    return Programme.objects.order_by("name")


def hosts_for(actor: Actor) -> QuerySet[Organisation]:
    """Returns the host institutions for which the actor may write a need down."""
    hosts = organisations.hosts()
    if actor.holds_any({Role.PROGRAMME_MANAGER}):
        return hosts
    return hosts.filter(pk__in=actor.organisations())
