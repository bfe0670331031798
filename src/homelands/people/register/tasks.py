"""Letters to members. The address is opened only here, at the moment of sending."""

from datetime import UTC, datetime
from uuid import UUID

from homelands.foundation import jobs, mail
from homelands.foundation.actions import accounts
from homelands.foundation.actors import Actor
from homelands.foundation.models import User
from homelands.people.register.models import Person


@jobs.task
def send_code(person: str) -> None:
    """Sends a sign-in code to a member."""
    user = User.objects.get(pk=UUID(person))
    code = accounts.send_code(user, at=datetime.now(UTC), by=Actor.system("register.send_code"))
    member = Person.objects.get(pk=user.pk)
    context = {"person": member, "code": code, "minutes": accounts.CODE_MINUTES}
    mail.send(str(member.email), member.language, "register/sessions/code.txt", context)
