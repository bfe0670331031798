"""Letters: written from a template in the reader's language, and sent at once.

Tasks call this, never actions: a letter that is sent cannot be taken back. The first line of the
template is the subject.
"""

import re
import smtplib
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

#: Anything that may be an address.
_ADDRESS = re.compile(r"[^\s<>()\[\]\"',;:]+@[^\s<>()\[\]\"',;:]+")


class Undeliverable(Exception):
    """The mail server takes no letter to this address; `args[0]` is what it said, without it."""


def send(
    to: str,
    language: str,
    template: str,
    context: Mapping[str, Any],
    headers: Mapping[str, str] | None = None,
) -> None:
    """Sends a letter; Undeliverable where the address itself is refused.

    Anything else that goes wrong is raised as it is, so that the task is tried again.
    """
    with translation.override(language or settings.LANGUAGE_CODE):
        text = render_to_string(template, {"service": settings.SERVICE_NAME, **context})
    subject, _line, body = text.strip().partition("\n")
    letter = EmailMessage(subject.strip(), body.strip(), to=[to], headers=dict(headers or {}))
    try:
        letter.send()
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPNotSupportedError) as error:
        raise Undeliverable(_answer(error)) from error


def address(name: str, *args: object) -> str:
    """Returns the whole address of a page, for a letter."""
    return settings.BASE_URL + reverse(name, args=args)


def _answer(error: Exception) -> str:
    """Says what the mail server answered, without the address that it repeats: it is encrypted."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        answers = list(error.recipients.values())
        error = smtplib.SMTPException(*map(_text, answers[0]) if answers else ())
    return _ADDRESS.sub("…", " ".join(str(part) for part in error.args))


def _text(part: object) -> str:
    return part.decode("utf-8", "replace") if isinstance(part, bytes) else str(part)
