"""Knows a sound by its content, and takes out what the device wrote into it."""

from django.utils.translation import gettext_lazy as _

from homelands.foundation.errors import Refusal

MOST_BYTES = 100 * 2**20


class NoSound(Refusal):
    code = "no_sound"

    def __init__(self, sentence: object):
        super().__init__(sentence, field="file")


def stripped(content: bytes) -> tuple[bytes, str]:
    """Returns a sound without its tags, and its type; a NoSound says what is wrong.

    MP3: ID3 tags at both ends go. WAV: all but format and sound goes. Ogg, WebM and M4A hold
    their tags among the sound: they are refused, with what to do.
    """
    if len(content) > MOST_BYTES:
        raise NoSound(
            _("The recording has more than %(most)s MB. Cut it into parts.")
            % {"most": MOST_BYTES // 2**20}
        )
    if content[:4] == b"RIFF" and content[8:12] == b"WAVE":
        return _wave(content), "audio/wav"
    sound = _without_tags(content)
    if len(sound) > 1 and sound[0] == 0xFF and sound[1] & 0xE0 == 0xE0:
        return sound, "audio/mpeg"
    raise NoSound(
        _(
            "Add the recording as MP3 or WAV. Other files keep the name of the device and the "
            "place inside the sound, where we cannot take them out."
        )
    )


def _without_tags(content: bytes) -> bytes:
    """Takes ID3 tags off: version 2 in front, as often as it stands there, version 1 behind."""
    while content[:3] == b"ID3" and len(content) > 10:
        size = 0
        for byte in content[6:10]:
            size = size << 7 | byte & 0x7F
        content = content[10 + size + (10 if content[5] & 0x10 else 0) :]
    return content[:-128] if content[-128:-125] == b"TAG" else content


def _wave(content: bytes) -> bytes:
    """Writes a WAV file anew with its format and its sound, and no other chunk."""
    kept, place, sounds = b"", 12, False
    while place + 8 <= len(content):
        name, size = (
            content[place : place + 4],
            int.from_bytes(content[place + 4 : place + 8], "little"),
        )
        if name in (b"fmt ", b"data"):
            chunk = content[place : place + 8 + size]
            kept += chunk + b"\0" * (len(chunk) % 2)
            sounds = sounds or name == b"data"
        place += 8 + size + size % 2
    if not sounds:
        raise NoSound(_("The recording is broken: it holds no sound."))
    return b"RIFF" + (len(kept) + 4).to_bytes(4, "little") + b"WAVE" + kept
