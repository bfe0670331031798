"""Words into which answers are filled; those that the script keeps up to date are marked."""

from collections.abc import Collection, Iterable, Iterator
from html import unescape

from django.utils.html import escape, format_html, strip_tags
from django.utils.safestring import SafeString, mark_safe

from homelands.forms.xforms import Answers, Question, markup
from homelands.forms.xforms.nodes import Expression
from homelands.forms.xforms.reading.questions import Choice
from homelands.forms.xforms.reading.text import Text
from homelands.forms.xforms.values import to_text

#: The texts of a question that the script can change.
TEXTS = ("label", "hint")
#: The mark of an answer that is worked out and shown.
VALUE = "value"


def pieces(answers: Answers, question: Question, name: str) -> Iterator[tuple[str, object]]:
    """Yields the pieces of a text, each with its mark: plain text, or an expression."""
    found = getattr(question, name).pieces(answers.language)
    yield from ((f"{name}-{number}", piece) for number, piece in enumerate(found))


def worded(answers: Answers, question: Question, name: str, marks: Collection[str]) -> SafeString:
    """Draws a text of a question, with an element around each piece whose mark is given."""
    return _drawn(
        _filled(answers, piece, question.path, mark if mark in marks else "")
        for mark, piece in pieces(answers, question, name)
    )


def drawn(answers: Answers, text: Text, path: str) -> SafeString:
    """Draws a text that no script changes, such as a heading, with answers filled in."""
    return _drawn(_filled(answers, piece, path) for piece in text.pieces(answers.language))


def label_of(choice: Choice) -> SafeString:
    """Draws the label of a choice."""
    return mark_safe(markup.html_of(choice.label))


def plain(html: str) -> str:
    """Returns the words of what was drawn, for where nothing can be drawn."""
    return unescape(strip_tags(html.replace("<br>", " ")))


def _drawn(parts: Iterable[str]) -> SafeString:
    pieces = [(one, isinstance(one, SafeString)) for one in parts]
    return mark_safe(markup.drawn(pieces))


def _filled(answers: Answers, piece: object, path: str, mark: str = "") -> str:
    """Returns the author's words as they are, and an answer as HTML, in which it is only words."""
    if not isinstance(piece, Expression):
        return str(piece)
    text = to_text(answers.evaluate(piece, path))
    return marked(mark, text) if mark else escape(text)


def marked(mark: str, text: str) -> SafeString:
    """Puts an element around a text, so that the script finds it within its question."""
    return format_html('<span data-told="{}">{}</span>', mark, text)
