"""Letters to members. The address is opened only here, at the moment of sending."""

from datetime import UTC, datetime
from uuid import UUID

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation

from homelands.foundation import jobs
from homelands.foundation.actions import accounts
from homelands.foundation.actors import Actor
from homelands.foundation.models import User
from homelands.people.register.models import Person


def write_to(person: Person, template: str, context: dict[str, object]) -> None:
    """Sends a letter in the person's language; its first line is the subject."""
    with translation.override(person.language):
        text = render_to_string(template, {"person": person, **context})
    subject, _, body = text.strip().partition("\n")
    EmailMessage(subject=subject, body=body.strip(), to=[str(person.email)]).send()


@jobs.task
def send_code(person: str) -> None:
    """Sends a sign-in code to a member."""
    user = User.objects.get(pk=UUID(person))
    code = accounts.send_code(user, at=datetime.now(UTC), by=Actor.system("register.send_code"))
    write_to(
        Person.objects.get(pk=user.pk),
        "register/sessions/code.txt",
        {"code": code, "minutes": accounts.CODE_MINUTES},
    )
