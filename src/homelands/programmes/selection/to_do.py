"""Applications and matches that wait: to be read, to be proposed, to be answered by the person."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from homelands.foundation import to_do
from homelands.foundation.actors import Actor
from homelands.foundation.roles import Role
from homelands.foundation.to_do import Item, Source
from homelands.programmes.needs.models import Need
from homelands.programmes.needs.queries.needs import of_programmes
from homelands.programmes.selection.models import Application, ConflictDeclaration, Match

Sent, Proposed = Application.State, Match.State

#: How long the panel has to read what was sent, in days; the decision is owed after three weeks.
READ = timedelta(days=14)
#: How long somebody on a shortlist waits to be proposed to the host.
PROPOSE = timedelta(days=7)
#: How long a person has to answer a proposal.
ANSWER = timedelta(days=14)


def register() -> None:
    to_do.register(
        Source("selection.read", to_read, covers=[Sent.SUBMITTED]),
        Source("selection.propose", to_propose, covers=[Sent.SHORTLISTED]),
        Source(
            "selection.answer",
            waiting_for_person,
            covers=[Proposed.PROPOSED, Proposed.ACCEPTED_BY_HOST, Proposed.ACCEPTED_BY_PERSON],
        ),
    )


def titles_of_applications(keys: Sequence[UUID]) -> Mapping[UUID, str]:
    """Returns the need for which each application was sent."""
    rows = Application.objects.filter(pk__in=keys)
    return dict(rows.values_list("pk", "call__need__title"))


def titles_of_matches(keys: Sequence[UUID]) -> Mapping[UUID, str]:
    """Returns the need of each match."""
    return dict(Match.objects.filter(pk__in=keys).values_list("pk", "need__title"))


def to_read(actor: Actor, today: date, most: int) -> Iterator[Item]:
    """Calls with applications that a member of their panel has to read."""
    if actor.user_id is None or not actor.holds_any([Role.PANEL_MEMBER]):
        return
    declared = ConflictDeclaration.objects.filter(user_id=actor.user_id, has_conflict=True)
    sent = Application.objects.filter(
        of_programmes(actor, Role.PANEL_MEMBER), state=Application.State.SUBMITTED
    ).exclude(call__in=declared.values("call"))
    rows = sent.values("call", "call__need__title").annotate(n=Count("pk"), at=Min("submitted_at"))
    for row in rows.order_by("at")[:most]:
        since = timezone.localdate(row["at"])
        yield Item(
            sort=_("Call"),
            title=row["call__need__title"],
            about=ngettext("%(n)s application to read", "%(n)s applications to read", row["n"])
            % {"n": row["n"]},
            act=_("Read"),
            url=reverse("selection.shortlists.show", args=[row["call"]]),
            due_on=since + READ,
            since=since,
        )


def to_propose(actor: Actor, today: date, most: int) -> Iterator[Item]:
    """Applicants on a shortlist whom nobody has proposed to the host, while there are places."""
    chosen = Application.objects.filter(
        of_programmes(actor, Role.PROGRAMME_MANAGER),
        state=Application.State.SHORTLISTED,
        call__need__state=Need.State.CALLED,
    )
    rows = chosen.select_related("call__need__host").order_by("shortlisted_at")[:most]
    for application in rows:
        since = timezone.localdate(application.shortlisted_at)
        yield Item(
            sort=_("Shortlist"),
            title=application.call.need.title,
            about=application.call.need.host.name,
            act=_("Propose"),
            url=reverse("selection.shortlists.choose", args=[application.pk]),
            due_on=since + PROPOSE,
            since=since,
        )


def waiting_for_person(actor: Actor, today: date, most: int) -> Iterator[Item]:
    """Proposals that the manager made, and the host or the person has not answered."""
    open_ = Match.objects.filter(
        of_programmes(actor, Role.PROGRAMME_MANAGER),
        state__in=[Proposed.PROPOSED, Proposed.ACCEPTED_BY_HOST, Proposed.ACCEPTED_BY_PERSON],
    )
    for match in open_.select_related("need__host").order_by("proposed_at")[:most]:
        since = timezone.localdate(match.proposed_at)
        host = match.need.host.name
        yield Item(
            sort=_("Proposal"),
            title=match.need.title,
            act=_("Look"),
            url=reverse("selection.matches.show", args=[match.pk]),
            due_on=since + ANSWER,
            since=since,
            waits_for={
                Proposed.PROPOSED: _("%(host)s and the applicant") % {"host": host},
                Proposed.ACCEPTED_BY_HOST: _("The applicant"),
                Proposed.ACCEPTED_BY_PERSON: host,
            }[Proposed(match.state)],
        )
