"""Conversations: guides, recordings, transcripts, and what is coded and quoted from them."""

from homelands.surveys.conversations.models.coding import Code, Passage, Quote
from homelands.surveys.conversations.models.conversation import (
    Conversation,
    Guide,
    Recording,
    Transcript,
)

__all__ = [
    "Code",
    "Conversation",
    "Guide",
    "Passage",
    "Quote",
    "Recording",
    "Transcript",
]
