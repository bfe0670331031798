"""Letters about places at events, with answers, and to segments: addresses open only here."""

from collections.abc import Mapping

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation


def post(
    to: str, language: str, template: str, context: dict[str, object],
    headers: Mapping[str, str] | None = None,
) -> None:  # fmt: skip
    """Sends a letter in the reader's language; its first line is the subject."""
    with translation.override(language):
        text = render_to_string(template, {"service": settings.SERVICE_NAME, **context})
    subject, _, body = text.strip().partition("\n")
    message = EmailMessage(subject.strip(), body.strip(), to=[to], headers=dict(headers or {}))
    message.send()


def address(name: str, *args: object) -> str:
    return settings.BASE_URL + reverse(name, args=args)
