"""Words into which answers are filled; those that the script keeps up to date are marked."""

from collections.abc import Collection, Iterator

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from homelands.forms.xforms import Answers, Question
from homelands.forms.xforms.nodes import Expression
from homelands.forms.xforms.values import to_text

#: The texts of a question that the script can change.
TEXTS = ("label", "hint")
#: The mark of an answer that is worked out and shown.
VALUE = "value"


def pieces(answers: Answers, question: Question, name: str) -> Iterator[tuple[str, object]]:
    """Yields the pieces of a text, each with its mark: plain text, or an expression."""
    found = getattr(question, name).pieces(answers.language)
    yield from ((f"{name}-{number}", piece) for number, piece in enumerate(found))


def worded(answers: Answers, question: Question, name: str, marks: Collection[str]) -> str:
    """Writes a text of a question, with an element around each piece whose mark is given."""
    if not any(mark in marks for mark, _ in pieces(answers, question, name)):
        return answers.text(getattr(question, name), question.path)
    return format_html_join(
        "",
        "{}",
        ((_filled(answers, question, *piece, marks),) for piece in pieces(answers, question, name)),
    )


def _filled(
    answers: Answers, question: Question, mark: str, piece: object, marks: Collection[str]
) -> str | SafeString:
    if not isinstance(piece, Expression):
        return str(piece)
    text = to_text(answers.evaluate(piece, question.path))
    return marked(mark, text) if mark in marks else text


def marked(mark: str, text: str) -> SafeString:
    """Puts an element around a text, so that the script finds it within its question."""
    return format_html('<span data-told="{}">{}</span>', mark, text)
