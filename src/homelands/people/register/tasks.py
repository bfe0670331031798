"""Letters to members, and requests whose time is over.

The address is opened only here, at the moment of sending, and by the program itself: the rule of
seeing asks no consent for a letter that the member asked for.
"""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from homelands.foundation import jobs, mail
from homelands.foundation.actions import accounts, attempts
from homelands.foundation.actions.attempts import TooOften
from homelands.foundation.actors import Actor
from homelands.foundation.encryption import normalise
from homelands.foundation.limits import LETTERS
from homelands.foundation.models import User
from homelands.foundation.promises import KINDS
from homelands.foundation.queries import sign_in_codes
from homelands.people.register.actions import exports, registrations
from homelands.people.register.models import Opening, PendingRegistration, PeopleExport, Person
from homelands.people.register.queries import openings as opening_queries
from homelands.people.register.queries import persons as person_queries
from homelands.people.register.queries import registrations as registration_queries

_BY = Actor.system("register.send_code")

#: How long a registration waits to be confirmed.
PENDING_HOURS = 48


@jobs.task
def send_code(person: str, letter: str = "") -> None:
    """Sends a sign-in code to a member or to whoever registers; at most one a minute to an address.

    A code that was sent within the minute stays good. A second time the same letter has the same
    code, and is not sent where the first time was noted.
    """
    user = User.objects.filter(pk=UUID(person)).first()
    if user is None:
        return
    receiver = Person.objects.filter(pk=user.pk).first() or registration_queries.pending(user.pk)
    if receiver is None or not receiver.email:
        return
    now, letter = datetime.now(UTC), letter or str(uuid4())
    if sign_in_codes.is_made(user, letter):
        return
    with suppress(TooOften):
        attempts.count(LETTERS, who=normalise(str(receiver.email)), at=now, by=_BY)
        code = accounts.send_code(user, letter=letter, at=now, by=_BY)
        context = {"person": receiver, "code": code, "minutes": accounts.CODE_MINUTES}
        to = mail.Receiver(str(receiver.email), receiver.language, f"code {letter}")
        mail.send(to, _letter(receiver), context)


def _letter(receiver: Person | PendingRegistration) -> str:
    if isinstance(receiver, Person):
        return "register/sessions/code.txt"
    known = person_queries.by_email(str(receiver.email)) is not None
    return f"register/registrations/{'known' if known else 'confirm'}.txt"


@jobs.task
def tell_registered(person: str) -> None:
    """Writes to a new member who will reply, by when, and what there is to do meanwhile."""
    held = Person.objects.filter(pk=UUID(person)).first()
    if held is not None and held.email:
        context = {
            "due": KINDS["register.persons.register"].due(held.registered_at),
            "where_url": mail.address("stocks.stocks.where"),
            "calls_url": mail.address("needs.calls.current"),
            "data_url": mail.address("register.persons.mine"),
        }
        to = mail.Receiver(str(held.email), held.language, f"registered {held.pk}")
        mail.send(to, "register/persons/letters/registered.txt", context)


@jobs.task
def tell_owners(opening: str) -> None:
    """Writes to each officer who answers to the members of a country that a record was opened."""
    told = opening_queries.owners(Opening.objects.get(pk=UUID(opening)), datetime.now(UTC))
    for user in told:
        jobs.later("register.tasks.tell_owner", opening=opening, officer=str(user.pk))


@jobs.task
def tell_owner(opening: str, officer: str) -> None:
    """Tells one officer that a record was opened: by whom and when, and nothing about the person.

    Letters lie open on their way, so the reason is read at the desk.
    """
    user = User.objects.filter(pk=UUID(officer), is_active=True).first()
    if user is not None and user.email:
        context = {
            "opening": Opening.objects.get(pk=UUID(opening)),
            "url": mail.address("register.openings.show", opening),
        }
        to = mail.Receiver(user.email, user.language, f"opening {opening} {officer}")
        mail.send(to, "register/openings/opened.txt", context)


@jobs.every("41 2 * * *")
def forget_registrations(timestamp: int) -> None:
    """Deletes registrations that nobody has confirmed in two days."""
    before = datetime.fromtimestamp(timestamp, UTC) - timedelta(hours=PENDING_HOURS)
    registrations.forget(before=before, by=Actor.system("register.forget_registrations"))


@jobs.every("35 * * * *")
def expire_exports(timestamp: int) -> None:
    """Closes requests for files of people whose time is over."""
    states = (PeopleExport.State.WAITING, PeopleExport.State.APPROVED)
    at = datetime.fromtimestamp(timestamp, UTC)
    for export in PeopleExport.objects.filter(state__in=states, expires_at__lte=at):
        exports.expire(export, by=Actor.system("register.exports"))
