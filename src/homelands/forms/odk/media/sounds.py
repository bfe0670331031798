"""Takes out of sounds what is no sound."""

import struct

from django.utils.translation import gettext_lazy as _

from homelands.forms.odk.media.refused import FileRefused

_KEPT = (b"fmt ", b"fact", b"data")
_BROKEN = _("The sound is broken. Record or choose it again.")


def is_wav(content: bytes) -> bool:
    return content[:4] == b"RIFF" and content[8:12] == b"WAVE"


def clean_wav(content: bytes) -> bytes:
    """Keeps the format and the sound of a WAV, and no other part."""
    parts, place = [], 12
    while place + 8 <= len(content):
        name, size = struct.unpack("<4sI", content[place : place + 8])
        body = content[place + 8 : place + 8 + size]
        if name in _KEPT:
            parts.append(struct.pack("<4sI", name, len(body)) + body + b"\0" * (len(body) % 2))
        place += 8 + size + size % 2
    whole = b"".join(parts)
    if b"fmt " not in whole[:4] or not any(part[:4] == b"data" for part in parts):
        raise FileRefused(_BROKEN)
    return b"RIFF" + struct.pack("<I", len(whole) + 4) + b"WAVE" + whole


def is_mp3(content: bytes) -> bool:
    return content[:3] == b"ID3" or _is_frame(content)


def _is_frame(content: bytes) -> bool:
    """Tells whether a frame of MPEG layer III begins here."""
    return len(content) > 4 and content[0] == 0xFF and content[1] & 0xE6 == 0xE2


def clean_mp3(content: bytes) -> bytes:
    """Cuts off the tags before and after the sound."""
    while content[:3] == b"ID3" and len(content) > 10:
        size = 0
        for byte in content[6:10]:
            size = size << 7 | byte & 0x7F
        content = content[10 + size + (10 if content[5] & 0x10 else 0) :]
    content = content.lstrip(b"\0")
    if content[-128:-125] == b"TAG":
        content = content[:-128]
    while (mark := content[-32:])[:8] == b"APETAGEX":
        size, flags = struct.unpack("<I4xI", mark[12:24])
        content = content[: -(size + (32 if flags & 0x80000000 else 0)) or None]
        if size < 32:
            break
    if not _is_frame(content):
        raise FileRefused(_BROKEN)
    return content
