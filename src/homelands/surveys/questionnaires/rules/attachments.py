"""Which files may be added to answers, how many, and what is taken out of them before."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from homelands.forms.odk.media.refused import MOST_BYTES, FileRefused
from homelands.forms.xforms import Question
from homelands.surveys.questionnaires.models import Response

#: All files of one response, in bytes.
MOST_TOTAL = 50 * 2**20
MOST_FILES = 20

#: What the browser offers to choose, by what the question asks for. The content decides.
_ACCEPTED = {
    "image": "image/jpeg,image/png,image/webp,image/gif",
    "audio": "audio/*,.m4a,.mp3,.wav,.amr,.3gp",
    "video": "video/mp4,video/quicktime,video/3gpp",
    "file": "",
}

#: What a respondent should know before choosing a file, by what the question asks for.
HINTS = {
    "image": _(
        "A JPEG, PNG, WebP or GIF of at most 10 MB. Only the picture itself is kept: place, time "
        "and camera are taken out."
    ),
    "audio": _(
        "An MP3, M4A, WAV or AMR of at most 10 MB. Place, time and names in it are taken out; "
        "your voice stays as it is."
    ),
    "video": _(
        "An MP4, MOV or 3GP of at most 10 MB. Place, time and names in it are taken out; what can "
        "be seen and heard stays as it is."
    ),
    "file": _(
        "At most 10 MB. A document is kept as it is, with what its maker wrote into it, which may "
        "be a name."
    ),
}


def media_of(question: Question) -> str:
    """Says what a question of kind upload asks for: an image, a sound, a film, or any file."""
    kind = question.media.partition("/")[0]
    return kind if kind in _ACCEPTED else "file"


def accepted(media: str) -> str:
    """Returns the types of content that a browser should offer."""
    return _ACCEPTED[media]


def check_size(size: int) -> None:
    """Refuses what is empty or too heavy, before it is read."""
    if not size:
        raise FileRefused(_("The file is empty. Choose another one."))
    if size > MOST_BYTES:
        raise FileRefused(
            _("The file has %(size)s MB; at most %(most)s MB can be kept. Choose a smaller one.")
            % {"size": round(size / 2**20, 1), "most": MOST_BYTES // 2**20}
        )


def check_room(response: Response, held: Mapping[str, int], size: int) -> None:
    """Refuses one file more than a response may hold; `held` is the size of the others by name."""
    if len(held) >= MOST_FILES:
        raise FileRefused(
            _("These answers hold %(most)s files already. Remove one to add another.")
            % {"most": MOST_FILES}
        )
    if sum(held.values()) + size > MOST_TOTAL:
        raise FileRefused(
            _("All files together may have %(most)s MB. Remove one, or choose a smaller one.")
            % {"most": MOST_TOTAL // 2**20}
        )
