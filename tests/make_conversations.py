"""Plain functions that make conversations, transcripts and codes."""

from typing import Any

from homelands.foundation.actors import Actor
from homelands.surveys.conversations.actions import codes, conversations, transcripts
from homelands.surveys.conversations.actions.codes import Entry
from homelands.surveys.conversations.actions.conversations import Facts
from homelands.surveys.conversations.actions.transcripts import Words
from homelands.surveys.conversations.models import Code, Conversation, Transcript
from homelands.surveys.questionnaires.models import Study
from tests import make

WORDS = "We would come back for a month. My hospital lets me go in summer! Is there housing?\nNo."


def conversation(study: Study, **fields: Any) -> Conversation:
    """A focus group in Italy whose participants agreed to everything."""
    fields = {
        "kind": Conversation.Kind.GROUP,
        "name": "Nurses in Milan",
        "destination": "ITA",
        "held_on": make.TODAY,
        "participants": 7,
        "languages": ("it", "tw"),
        "may_quote": True,
        "may_record": True,
        **fields,
    }
    return conversations.add(Facts(study=study, **fields), at=make.NOW, by=make.SYSTEM)


def transcript(held: Conversation, text: str = WORDS, **fields: Any) -> Transcript:
    """What was said in it."""
    words = Words(language="en", text=text, **fields)
    return transcripts.add(held, words=words, at=make.NOW, by=make.SYSTEM)


def code(study: Study, name: str = "return", by: Actor = make.SYSTEM) -> Code:
    """A theme of the codebook."""
    return codes.add(study, entry=Entry(name), by=by)
