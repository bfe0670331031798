"""Tells what a file is by its first bytes, and hands it to whoever can clean it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from homelands.forms.odk.media import films, pictures, sounds
from homelands.forms.odk.media.refused import FileRefused


@dataclass(frozen=True)
class Kept:
    """A file as it is stored."""

    content: bytes
    content_type: str
    ending: str


Clean = Callable[[bytes], bytes]


def _is(mark: bytes, place: int = 0) -> Callable[[bytes], bool]:
    return lambda content: content[place : place + len(mark)] == mark


def _text(content: bytes) -> bool:
    try:
        return "\0" not in content.decode("utf-8")
    except UnicodeDecodeError:
        return False


_PICTURES = (
    _is(b"\xff\xd8\xff"),
    _is(b"\x89PNG\r\n\x1a\n"),
    _is(b"GIF8"),
    lambda content: content[:4] == b"RIFF" and content[8:12] == b"WEBP",
)

#: Sounds and films that can be cleaned: what they are, their ending, how they are known.
_CLEANED: tuple[tuple[str, str, Callable[[bytes], bool], Clean], ...] = (
    ("audio/wav", "wav", sounds.is_wav, sounds.clean_wav),
    ("audio/mpeg", "mp3", sounds.is_mp3, sounds.clean_mp3),
    ("audio/amr", "amr", _is(b"#!AMR"), bytes),
    ("audio/mp4", "m4a", films.is_sound, films.clean),
    ("video/mp4", "mp4", films.is_film, films.clean),
)

#: What is kept as it is, where any file is asked for.
_WHOLE: tuple[tuple[str, str, Callable[[bytes], bool]], ...] = (
    ("application/pdf", "pdf", _is(b"%PDF-")),
    ("application/zip", "zip", _is(b"PK\x03\x04")),
    ("application/msword", "doc", _is(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")),
    ("application/rtf", "rtf", _is(b"{\\rtf")),
    ("audio/ogg", "ogg", _is(b"OggS")),
    ("video/webm", "webm", _is(b"\x1a\x45\xdf\xa3")),
    ("text/plain", "txt", _text),
)

_SENTENCES = {
    "image": _("This is no picture that can be shown. Choose a JPEG, PNG, WebP or GIF."),
    "audio": _(
        "From a sound of this kind we cannot take out what the device wrote into it. "
        "Choose an MP3, M4A, WAV or AMR."
    ),
    "video": _(
        "From a film of this kind we cannot take out what the device wrote into it. "
        "Choose an MP4, MOV or 3GP."
    ),
    "file": _("Files of this kind are not taken. Choose a PDF, a document, a picture or a text."),
}


def keep(content: bytes, media: str, most_dots: int = 0) -> Kept:
    """Cleans a file that was given as an image, a sound, a film or any file (`media`).

    A picture is made smaller where its longer side has more than `most_dots`.
    """
    if media in {"image", "file"} and any(fits(content) for fits in _PICTURES):
        drawn, ending = pictures.draw(content, most_dots)
        return Kept(drawn, f"image/{'jpeg' if ending == 'jpg' else ending}", ending)
    for content_type, ending, fits, clean in _CLEANED:
        if media in {content_type.partition("/")[0], "file"} and fits(content):
            return Kept(clean(content), content_type, ending)
    if media == "file":
        for content_type, ending, fits in _WHOLE:
            if fits(content):
                return Kept(content, content_type, ending)
    raise FileRefused(_SENTENCES[media])
