"""What was said is written down, translated, and replaced by a better version."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.foundation.errors import Refusal
from homelands.surveys.conversations.models import Conversation, Transcript
from homelands.surveys.conversations.rules.conversations import check_transcribes, check_unreplaced

#: About fifty hours of talk.
MOST_CHARACTERS = 3_000_000


class NoWords(Refusal):
    code = "no_words"


@dataclass(frozen=True)
class Words:
    """A transcript as it is written; what it translates or replaces stays beside it."""

    language: str
    text: str
    made_by: str = ""
    translation_of: Transcript | None = None
    replaces: Transcript | None = None


@action(who=check_transcribes)
def add(conversation: Conversation, *, words: Words, at: datetime, by: Actor) -> Transcript:
    """Adds what was said; a version that it replaces is kept, and coded no more."""
    text = words.text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip()
    if not text:
        raise NoWords(_("There are no words in it."), field="text")
    if len(text) > MOST_CHARACTERS:
        raise NoWords(
            _("It has %(n)d characters; %(most)d are the most. Cut it into parts.")
            % {"n": len(text), "most": MOST_CHARACTERS},
            field="text",
        )
    made = Transcript.objects.create(
        conversation=conversation,
        language=words.language,
        text=text,
        made_by=words.made_by,
        translation_of=words.translation_of,
        added_at=at,
    )
    if words.replaces is not None:
        check_unreplaced(words.replaces)
        words.replaces.replaced_by = made
        words.replaces.save(update_fields=["replaced_by"])
    return made
