"""People are invited to a study by letter: once, with a link that opens once, or never again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from homelands.foundation import codes, jobs
from homelands.foundation.access.context import acting
from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.foundation.encryption import new_salt, normalise
from homelands.foundation.errors import Refusal
from homelands.foundation.locking import locked
from homelands.foundation.rules import check_anyone, check_system
from homelands.surveys.collection.models import Invitation
from homelands.surveys.collection.queries import invitations
from homelands.surveys.collection.rules.invitations import (
    MOST_ADDRESSES,
    NobodyToRemind,
    check_personal,
    check_unused,
    may_be_reminded,
)
from homelands.surveys.questionnaires.models import Collector, Study
from homelands.surveys.questionnaires.rules.collectors import check_manages_collector, check_takes

_KEEPER = Actor.system("collection.invitations")


class BadAddresses(Refusal):
    code = "bad_addresses"


@dataclass(frozen=True)
class Address:
    """Whom to invite, and the language of the letter; `line` is where it stands in the list."""

    email: str
    language: str
    line: int = 0


@action(who=check_manages_collector)
def add(collector: Collector, *, addresses: Sequence[Address], on: date, by: Actor) -> Collector:
    """Adds people to be invited: all of a list or none; who is on it already is left as it is."""
    check_personal(collector)
    _check(addresses)
    with acting(_KEEPER):
        held = {
            normalise(str(invitation.email))
            for invitation in collector.invitations.all()
            if invitation.email
        }
        done = _done(collector)
        wanted = {normalise(address.email): address for address in reversed(addresses)}
        made = [
            Invitation(
                collector=collector,
                email=one.email,
                language=one.language,
                destination=collector.destination,
                added_on=on,
            )
            for name, one in wanted.items()
            if name not in held and _mark(collector, name) not in done
        ]
        Invitation.objects.bulk_create(made, batch_size=1000)
    return collector


def _check(addresses: Sequence[Address]) -> None:
    if not addresses:
        raise BadAddresses(_("The list has no address."), field="addresses")
    if len(addresses) > MOST_ADDRESSES:
        raise BadAddresses(
            _("The list has %(n)d addresses; %(most)d are the most at once.")
            % {"n": len(addresses), "most": MOST_ADDRESSES},
            field="addresses",
        )
    wrong = [address for address in addresses if not _is_address(address.email)]
    if wrong:
        listed = "; ".join(f"{one.line}: {one.email[:60]}" for one in wrong[:10])
        raise BadAddresses(
            _("These lines hold no e-mail address, so nobody was added: %(lines)s")
            % {"lines": listed},
            field="addresses",
        )


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


@action(who=check_manages_collector)
def send(collector: Collector, *, at: datetime, by: Actor) -> Collector:
    """Sends a letter to everybody on the list who has none yet."""
    check_personal(collector)
    check_takes(collector, at.date())
    with acting(_KEEPER):
        for invitation in invitations.unsent(collector):
            jobs.later("collection.tasks.invitations.invite", invitation=str(invitation.pk))
    return collector


@action(who=check_manages_collector)
def remind(collector: Collector, *, at: datetime, by: Actor) -> Collector:
    """Reminds those who have not begun, at most twice and five days apart."""
    check_personal(collector)
    check_takes(collector, at.date())
    with acting(_KEEPER):
        due = [one for one in collector.invitations.all() if may_be_reminded(one, at)]
        for invitation in due:
            jobs.later(
                "collection.tasks.invitations.invite", invitation=str(invitation.pk), reminder=True
            )
    if not due:
        raise NobodyToRemind
    return collector


@action(who=check_system)
def note_sent(invitation: Invitation, *, at: datetime, by: Actor) -> Invitation:
    """Notes that a letter was sent."""
    if invitation.sent_at is None:
        invitation.sent_at = at
    else:
        invitation.reminded += 1
        invitation.reminded_at = at
    invitation.save(update_fields=["sent_at", "reminded", "reminded_at"])
    return invitation


@action(who=check_system)
def note_undelivered(invitation: Invitation, *, because: str, by: Actor) -> Invitation:
    """Notes that a letter does not arrive at an address: it is written to no more."""
    invitation.undelivered = because[:200]
    invitation.save(update_fields=["undelivered"])
    return invitation


@action(who=check_unused)
def use(invitation: Invitation, *, on: date, by: Actor) -> Study:
    """Uses an invitation up and erases the address: who begins stays unsaid.

    The audit row is about the study, so that it does not lead from the address to the answers.
    What the database notes of the row itself is mixed with that of others at night.
    """
    with acting(_KEEPER):
        held = locked(invitation)
        check_unused(by, held)
        held.used_on = on
        _shred(held)
        return invitation.collector.study


@action(who=check_anyone)
def decline(invitation: Invitation, *, on: date, by: Actor) -> Study:
    """Erases the address of somebody who does not want to be written to."""
    with acting(_KEEPER):
        held = locked(invitation)
        held.declined_on = held.declined_on or on
        _shred(held)
        return invitation.collector.study


@action(who=check_system)
def forget(invitation: Invitation, *, by: Actor) -> Invitation:
    """Erases an address once its collector has closed, and the mark of one erased before."""
    _shred(invitation)
    invitation.mark = ""
    invitation.save(update_fields=["mark"])
    return invitation


@action(who=check_system)
def mix(*, since: date, by: Actor) -> None:
    """Writes the invitations that were used since a day again, all at once and in another order.

    The database notes with each row the transaction that wrote it, and keeps rows in the order of
    writing: whoever reads that would know whose answers began in the moment after.
    """
    used = Invitation.objects.filter(used_on__gte=since)
    for key in used.order_by("pk").values_list("pk", flat=True):
        Invitation.objects.filter(pk=key).update(used_on=F("used_on"))


def _shred(invitation: Invitation) -> None:
    """Erases an address for good, and keeps a mark of it: no later list is to bring it back."""
    if invitation.email:
        invitation.mark = _mark(invitation.collector, normalise(str(invitation.email)))
    invitation.email = ""
    invitation.salt = new_salt()
    invitation.save(update_fields=["email", "mark", "salt", "used_on", "declined_on"])


def _mark(collector: Collector, address: str) -> str:
    """Returns the mark of an address within a study."""
    return codes.mark(f"invitation:{collector.study_id}", address)


def _done(collector: Collector) -> frozenset[str]:
    """Returns the marks of those who have begun or want no letters, by any collector of a study."""
    rows = Invitation.objects.filter(collector__study=collector.study_id).exclude(mark="")
    return frozenset(rows.values_list("mark", flat=True))
