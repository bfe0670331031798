"""Writes what an app is told: the headers of every answer, and the words shown on the device."""

from datetime import UTC, datetime
from email.utils import format_datetime

from lxml import etree

from homelands.forms.odk.openrosa.batches import MOST_BYTES
from homelands.forms.odk.openrosa.documents import write

#: Apps refuse a list of forms that is not called this.
XML = "text/xml; charset=utf-8"
_RESPONSE = "http://openrosa.org/http/response"


def headers(at: datetime | None, language: str) -> dict[str, str]:
    """Gives the headers without which apps take the server for something else."""
    return {
        "X-OpenRosa-Version": "1.0",
        "X-OpenRosa-Accept-Content-Length": str(MOST_BYTES),
        **({"Date": format_datetime(at.astimezone(UTC), usegmt=True)} if at else {}),
        "Content-Language": language,
        "Cache-Control": "no-store",
    }


def said(sentence: str, nature: str = "") -> bytes:
    """Writes the sentence that the device shows."""
    root = etree.Element(f"{{{_RESPONSE}}}OpenRosaResponse", nsmap={None: _RESPONSE})
    message = etree.SubElement(root, f"{{{_RESPONSE}}}message")
    if nature:
        message.set("nature", nature)
    message.text = sentence
    return write(root)
