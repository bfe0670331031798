from uuid import UUID

from django.apps import AppConfig


class OutreachConfig(AppConfig):
    name = "homelands.outreach"
    label = "outreach"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from homelands.foundation import promises
        from homelands.foundation.personal import hold
        from homelands.outreach import holdings
        from homelands.people.hooks import ERASED, MERGED, WITHDRAWN

        promises.register(
            promises.Kind(
                code="outreach.questions.ask",
                label=_("Answer a question"),
                page="outreach.questions.show",
                days=14,
            )
        )
        for holding in holdings.all_of_them():
            hold(holding)
        WITHDRAWN.listen(_withdrawn)
        ERASED.listen(_erased)
        MERGED.listen(_merged)


def _withdrawn(person: UUID, purpose: str) -> None:
    """Stops what is still to be sent to somebody who no longer agrees to be written to."""
    from homelands.foundation.actors import Actor
    from homelands.outreach.actions import deliveries
    from homelands.outreach.models import Delivery
    from homelands.outreach.queries.segments import PURPOSE

    if purpose == PURPOSE:
        because = Delivery.Skipped.WITHDRAWN
        deliveries.stop(person, because=because, by=Actor.system("outreach.withdrawn"))


def _erased(person: UUID) -> None:
    """Gives on the places of somebody who goes, stops their letters, and takes off their name."""
    from homelands.foundation.actors import Actor
    from homelands.outreach.actions import deliveries, questions, sign_ups
    from homelands.outreach.models import Delivery

    by = Actor.system("outreach.erased")
    sign_ups.forget(person, by=by)
    questions.let_go(person, by=by)
    deliveries.stop(person, because=Delivery.Skipped.ERASED, by=by)


def _merged(loser: UUID, winner: UUID) -> None:
    """Makes way, where both have the same thing, for what is moved from one to the other."""
    from homelands.foundation.actors import Actor
    from homelands.outreach.actions import deliveries, sign_ups

    by = Actor.system("outreach.merged")
    sign_ups.drop_double(loser, winner=winner, by=by)
    deliveries.drop_double(loser, winner=winner, by=by)
