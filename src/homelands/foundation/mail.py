"""Letters: written from a template in the reader's language, and sent at once.

Tasks call this, never actions: a letter that is sent cannot be taken back. The first line of the
template is the subject. A task notes that a letter is sent just before it sends it, in the same
transaction: where nothing can be written, nothing is sent. A task that runs twice may still send a
letter twice (the worker died after the mail server took it and before the commit): it is then the
same letter, by its Message-ID, which is made from the `key` of the letter.
"""

import re
import smtplib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from homelands.foundation import codes

#: Anything that may be an address.
_ADDRESS = re.compile(r"[^\s<>()\[\]\"',;:]+@[^\s<>()\[\]\"',;:]+")


class Undeliverable(Exception):
    """The mail server takes no letter to this address; `args[0]` is what it said, without it."""


class NotNow(Exception):
    """The mail server takes no letter to this address for now; the task is tried again later."""


@dataclass(frozen=True)
class Receiver:
    """Who a letter goes to, in which language, and what tells this letter from all others."""

    email: str
    language: str
    key: str

    @property
    def message_id(self) -> str:
        """The same each time that this letter is sent, and telling nothing."""
        host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ") or "localhost"
        return f"<{codes.mark('letter', self.key)}@{host}>"


def send(
    to: Receiver,
    template: str,
    context: Mapping[str, Any],
    headers: Mapping[str, str] | None = None,
) -> None:
    """Sends a letter; Undeliverable where the address itself is refused for good.

    Anything else that goes wrong is raised, so that the task is tried again.
    """
    with translation.override(to.language or settings.LANGUAGE_CODE):
        text = render_to_string(template, {"service": settings.SERVICE_NAME, **context})
    subject, _line, body = text.strip().partition("\n")
    said = {"Message-ID": to.message_id, **(headers or {})}
    letter = EmailMessage(_one_line(subject), body.strip(), to=[to.email], headers=said)
    try:
        letter.send()
    except smtplib.SMTPRecipientsRefused as error:
        if _is_for_now(error):
            raise NotNow(_answer(error)) from None  # what it repeats is the address
        raise Undeliverable(_answer(error)) from error
    except smtplib.SMTPNotSupportedError as error:
        raise Undeliverable(_answer(error)) from error


def _one_line(text: str) -> str:
    """Returns a text without what ends a line or controls a terminal: a header has one line."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def address(name: str, *args: object) -> str:
    """Returns the whole address of a page, for a letter."""
    return settings.BASE_URL + reverse(name, args=args)


def _is_for_now(error: smtplib.SMTPRecipientsRefused) -> bool:
    """Says whether the answer is one of those that begin with a 4: come back later."""
    return any(400 <= code < 500 for code, _said in error.recipients.values())


def _answer(error: Exception) -> str:
    """Says what the mail server answered, without the address that it repeats: it is encrypted."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        answers = list(error.recipients.values())
        error = smtplib.SMTPException(*map(_text, answers[0]) if answers else ())
    return _ADDRESS.sub("…", " ".join(str(part) for part in error.args))


def _text(part: object) -> str:
    return part.decode("utf-8", "replace") if isinstance(part, bytes) else str(part)
