"""Answers a form in the heaviest way there is, before anybody else does.

Every question is answered, texts as long as they may be, numbers that ask for many rounds, all
choices of several, and every repeat has as many rounds as it may. What the form asks of the
evaluator then is about the most that it will ever ask: where that is too much, it is refused.
"""

from collections.abc import Iterator
from datetime import datetime

from .answering import Answers
from .form import Form
from .layout.shape import MAX_NODES
from .paths import ancestors, in_round
from .reading.questions import MAX_ROUNDS, Question

_LONGEST = 5_000
_TOGETHER = 5_000_000
"""So many characters are answered altogether."""
_ANSWERS = {
    **dict.fromkeys(("integer", "decimal", "range"), str(MAX_ROUNDS)),
    "date": "2000-02-29",
    "time": "12:00:00.000Z",
    "datetime": "2000-02-29T12:00:00.000Z",
    "geopoint": "1 1 0 0",
    "geotrace": "1 1 0 0;2 2 0 0",
    "geoshape": "1 1 0 0;2 2 0 0;1 2 0 0;1 1 0 0",
    "trigger": "OK",
    "upload": "1.jpg",
}


def try_worst(form: Form, now: datetime) -> None:
    """Works a form out when all is answered; an XFormError says what is too much."""
    answers = Answers(form, dict(_filled(form, now)), now)
    answers.check_all()
    for page in answers.pages():
        answers.text(page.label, page.path)
        for question in page.questions:
            answers.label(question)
            answers.hint(question)
            if page.round < 2:
                answers.choices(question)


def _filled(form: Form, now: datetime) -> Iterator[tuple[str, str]]:
    """Gives an answer to each question, in each round that there may be."""
    rounds = {repeat: _rounds(form, repeat) for repeat in form.repeats}
    outer = {path: _outermost(form, path) for path in form.questions}
    fields = sum(rounds[repeat] if repeat else 1 for repeat in outer.values())
    text = "a" * min(_LONGEST, _TOGETHER // max(1, fields))
    blank = Answers(form, {}, now)
    for question in form.questions.values():
        answer = _answer(blank, question, text)
        repeat = outer[question.path]
        if not repeat:
            yield question.path, answer
            continue
        for number in range(1, rounds[repeat] + 1):
            yield _in_rounds(form, question.path, repeat, number), answer


def _outermost(form: Form, path: str) -> str:
    return next((one for one in reversed([*ancestors(path)]) if one in form.repeats), "")


def _rounds(form: Form, repeat: str) -> int:
    """Says how many rounds a repeat may have, where the others have few."""
    return max(1, min(MAX_ROUNDS, MAX_NODES // 2 // sum(1 for _ in form.shape.below(repeat))))


def _in_rounds(form: Form, path: str, repeat: str, number: int) -> str:
    """Gives a path in a round of its outermost repeat, and the first of those inside it."""
    found = in_round(repeat, number)
    whole = repeat
    for name in path[len(repeat) :].split("/")[1:]:
        whole, found = f"{whole}/{name}", f"{found}/{name}"
        if whole in form.repeats:
            found = in_round(found, 1)
    return found


def _answer(blank: Answers, question: Question, text: str) -> str:
    if question.kind in ("select_one", "select_multiple", "rank"):
        codes = [choice.name for choice in blank.choices(question, every=True)]
        return " ".join(codes[:1] if question.kind == "select_one" else codes)
    return _ANSWERS.get(question.kind, text)
