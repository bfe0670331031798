"""Letters about places at events: addresses open only here.

The program writes to people about what they signed up for, and no officer reads it: the rule of
seeing is not asked.
"""

from datetime import UTC, datetime
from uuid import UUID

from homelands.foundation import jobs, mail
from homelands.foundation.actions import attempts, retention
from homelands.foundation.actions.attempts import TooOften
from homelands.foundation.actors import Actor
from homelands.foundation.encryption import normalise
from homelands.foundation.limits import LETTERS
from homelands.foundation.retention import kind
from homelands.outreach.events.actions import sign_ups
from homelands.outreach.events.models import Event, SignUp
from homelands.outreach.events.queries import sign_ups as sign_up_queries
from homelands.outreach.events.rules import codes

_BY = Actor.system("events.letters")


#: News that a stranger can have us send to any address.
_ASKED_FOR = frozenset({*SignUp.State.values, "again"})


@jobs.task
def tell(sign_up: str, news: str, at: str = "") -> None:
    """Tells somebody about their place: they have it, wait for it, moved up, or it changed."""
    rows = SignUp.objects.select_for_update(of=("self",)).select_related("event", "person")
    held = rows.filter(pk=UUID(sign_up)).first()
    if held is None or held.state == SignUp.State.WITHDRAWN or held.told == f"{news} {at}":
        return
    if news in SignUp.State.values and held.state != news:
        return  # more has happened since, and that letter says it
    if held.person is None and news in _ASKED_FOR and not _may_write(held, news, at):
        return
    sign_ups.note_told(held, news=f"{news} {at}", by=_BY)
    to = str(held.person.email if held.person else held.email)
    language = held.person.language if held.person else held.language
    if to:
        context = {
            "sign_up": held,
            "event": held.event,
            "place": sign_up_queries.place(held),
            "event_url": mail.address("events.events.read", held.event_id),
            "place_url": mail.address("events.sign_ups.withdraw", codes.of(held.pk)),
        }
        receiver = mail.Receiver(to, language, f"sign-up {held.pk} {news} {at}")
        mail.send(receiver, f"events/sign_ups/letters/{news}.txt", context)


def _may_write(sign_up: SignUp, news: str, at: str) -> bool:
    """Says whether an address that strangers may have typed gets a letter now.

    It gets one a minute. One with the link to a new place comes later, one that repeats it not.
    """
    address = normalise(str(sign_up.email))
    try:
        attempts.count(LETTERS, who=address, at=datetime.now(UTC), by=_BY)
    except TooOften as refusal:
        if news != "again":
            wait = int(refusal.left.total_seconds()) + 1
            jobs.after(wait, "events.tasks.tell", sign_up=str(sign_up.pk), news=news, at=at)
        return False
    return True


@jobs.task
def tell_all(event: str, news: str, at: str) -> None:
    """Tells everybody who comes or waits that an event changed or was cancelled."""
    for sign_up in sign_up_queries.active(Event.objects.get(pk=UUID(event))):
        jobs.later("events.tasks.tell", sign_up=str(sign_up.pk), news=news, at=at)


@jobs.every("17 3 * * *")
def shred_guests(timestamp: int) -> None:
    """Shreds the names and addresses of guests at events that ended long ago."""
    now = datetime.fromtimestamp(timestamp, UTC)
    removed = sign_ups.shred(over=sign_up_queries.outlived(now), by=_BY)
    retention.note(kind("events.guests"), removed=removed, at=now, by=_BY)
