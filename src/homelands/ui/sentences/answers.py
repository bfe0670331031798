"""What is wrong with an answer that came in: the stored sentence, in the reader's language."""

from collections.abc import Mapping

from django.utils.translation import gettext

_OF_EVERY_REASON = {"path", "code", "message"}


def sentence(reason: Mapping[str, str]) -> str:
    """Says a reason: one of ours is translated and filled in, the form's author's is left alone."""
    stored = reason["message"]
    facts = {name: fact for name, fact in reason.items() if name not in _OF_EVERY_REASON}
    said = gettext(stored) if stored else ""
    return said.format(**facts) if facts else said
