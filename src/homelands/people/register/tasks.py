"""Letters to members, and requests whose time is over.

The address is opened only here, at the moment of sending, and by the program itself: the rule of
seeing asks no consent for a letter that the member asked for.
"""

from datetime import UTC, datetime
from uuid import UUID

from homelands.foundation import jobs, mail
from homelands.foundation.actions import accounts
from homelands.foundation.actors import Actor
from homelands.foundation.models import User
from homelands.people.register.actions import exports
from homelands.people.register.models import PeopleExport, Person


@jobs.task
def send_code(person: str) -> None:
    """Sends a sign-in code to a member."""
    user = User.objects.get(pk=UUID(person))
    code = accounts.send_code(user, at=datetime.now(UTC), by=Actor.system("register.send_code"))
    member = Person.objects.get(pk=user.pk)
    context = {"person": member, "code": code, "minutes": accounts.CODE_MINUTES}
    mail.send(str(member.email), member.language, "register/sessions/code.txt", context)


@jobs.every("35 * * * *")
def expire_exports(timestamp: int) -> None:
    """Closes requests for files of people whose time is over."""
    states = (PeopleExport.State.WAITING, PeopleExport.State.APPROVED)
    at = datetime.fromtimestamp(timestamp, UTC)
    for export in PeopleExport.objects.filter(state__in=states, expires_at__lte=at):
        exports.expire(export, by=Actor.system("register.exports"))
