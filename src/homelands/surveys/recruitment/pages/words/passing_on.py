"""An invitation made ready to be passed on: a message in each language, links, a QR code."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

import segno
from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from homelands.surveys.questionnaires.models import Study
from homelands.surveys.recruitment.queries.coupons import Given


@dataclass(frozen=True)
class Message:
    """What can be forwarded, in one language."""

    language: str
    name: str
    direction: str
    subject: str
    text: str

    @property
    def links(self) -> list[tuple[str, str]]:
        """The usual ways to send it; none of them carries more than the message."""
        return [
            (_("WhatsApp"), f"https://wa.me/?text={quote(self.text)}"),
            (_("SMS"), f"sms:?&body={quote(self.text)}"),
            (_("E-mail"), f"mailto:?subject={quote(self.subject)}&body={quote(self.text)}"),
        ]


@dataclass(frozen=True)
class Ready:
    """An invitation with its messages, that of the reader's language first."""

    given: Given
    qr: SafeString
    first: Message
    others: list[Message]


def ready(given: Given, study: Study, spoken: Iterable[tuple[str, str]], own: str) -> Ready:
    """Makes an invitation ready in every language of the form that our pages speak."""
    known = [(code, name) for code, name in spoken if code in dict(settings.LANGUAGES)]
    known = known or [(settings.LANGUAGE_CODE, dict(settings.LANGUAGES)[settings.LANGUAGE_CODE])]
    first, *others = sorted(known, key=lambda one: one[0] != own)
    return Ready(
        given=given,
        qr=qr(given.link, _("Invitation %(number)d as a QR code") % {"number": given.number}),
        first=_message(given, study, *first),
        others=[_message(given, study, *other) for other in others],
    )


def _message(given: Given, study: Study, language: str, name: str) -> Message:
    with translation.override(language):
        text = _(
            "Would you take part in the survey “%(study)s”? It asks for no name. This invitation "
            "is for you alone, and valid until %(day)s: %(link)s (code %(code)s)"
        ) % {
            "study": study.name,
            "day": date_format(given.expires_on),
            # On a line of its own, or text from right to left tears its parts asunder.
            "link": f"\n{given.link}\n",
            "code": given.code,
        }
        subject = _("An invitation to a survey")
    direction = "rtl" if language in settings.LANGUAGES_BIDI else "ltr"
    return Message(language, name, direction, subject, text)


def qr(link: str, title: str) -> SafeString:
    """Draws a link as a QR code, dark on light whatever the colours of the page."""
    drawn = segno.make(link, error="m").svg_inline(
        scale=4, border=4, dark="#000", light="#fff", title=title, omitsize=True
    )
    return mark_safe(drawn.replace("<svg ", '<svg role="img" ', 1))
