"""Answers questions at random: answers of their kind, near the numbers and texts of their rules."""

import re
from collections.abc import Sequence
from datetime import timedelta
from random import Random

from .answering import Answers
from .reading.questions import Question

_TEXTS = ("abc", "Ama Mensah", "a@example.org", "2026", "0612345678", "12345", "1", "+233201234567")
_SHAPE = "5.1 -0.1 0 0;5.2 -0.1 0 0;5.2 -0.2 0 0"
_FIXED = {
    "trigger": "OK",
    "geotrace": _SHAPE,
    "geoshape": f"{_SHAPE};5.1 -0.1 0 0",
    "upload": "file.txt",
}
#: Days are drawn so far from the present one; the first are those on which rules turn.
_DAYS = (0, -1, 1, -30, 30, -400, 400, -6_600, -9_000, -13_000, -20_000)
_NUMBERS = (0, 1, 2, 3, 18, 34, 60)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_QUOTED = re.compile(r"'([^']*)'")


def random_answer(answers: Answers, question: Question, chance: Random) -> str:
    """Gives an answer to a question as it is asked now; "" where there is nothing to choose."""
    kind = question.kind
    if kind in {"select_one", "select_multiple", "rank"}:
        return _chosen(answers, question, chance)
    if kind in {"integer", "decimal", "range"}:
        return _number(question, chance)
    if kind in {"date", "time", "datetime"}:
        return _moment(answers, kind, chance)
    if kind == "geopoint":
        return f"{chance.uniform(-60, 70):.5f} {chance.uniform(-180, 180):.5f} 0 5.0"
    return _FIXED.get(kind) or chance.choice([*_TEXTS, *_QUOTED.findall(_rule(question))])


def _chosen(answers: Answers, question: Question, chance: Random) -> str:
    offered = [choice.name for choice in answers.choices(question)]
    if not offered:
        return ""
    many = {"select_one": 1, "rank": len(offered)}
    number = many.get(question.kind) or chance.randint(1, min(len(offered), 6))
    return " ".join(chance.sample(offered, number))


def _number(question: Question, chance: Random) -> str:
    if question.kind == "range" and (found := _in_range(question, chance)):
        return found
    near = [float(text) + more for text in _NUMBER.findall(_rule(question)) for more in (-1, 0, 1)]
    number = _pick(near, _NUMBERS, chance)
    return str(int(number)) if question.kind == "integer" else f"{number:.10g}"


def _pick(near: Sequence[float], others: Sequence[float], chance: Random) -> float:
    """Draws a number that a rule names, or one beside it, half of the time."""
    return chance.choice(near if near and chance.random() < 0.5 else others)


def _in_range(question: Question, chance: Random) -> str:
    bounds = [question.parameters.get(name, "") for name in ("start", "end", "step")]
    try:
        start, end, step = map(float, bounds)
        return f"{start + step * chance.randint(0, max(0, int((end - start) / step))):g}"
    except (ValueError, ZeroDivisionError):
        return ""


def _moment(answers: Answers, kind: str, chance: Random) -> str:
    far = chance.choice(_DAYS) + chance.choice((0, 0, chance.randint(-300, 300)))
    moment = answers.now + timedelta(days=far, minutes=chance.randint(0, 600))
    if kind == "date":
        return moment.date().isoformat()
    text = moment.replace(second=0, microsecond=0).isoformat(timespec="milliseconds")
    return text if kind == "datetime" else text.partition("T")[2]


def _rule(question: Question) -> str:
    return question.constraint.text if question.constraint else ""
