"""Reads the answers of a submission in words, one line a question, with what is wrong beside it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from homelands.forms.xforms import Answers, XFormError, read_submission
from homelands.forms.xforms.paths import template_of
from homelands.surveys.collection.models import Submission
from homelands.surveys.collection.queries import submissions
from homelands.surveys.collection.queries.examined import Reason
from homelands.surveys.questionnaires.queries import questionnaires
from homelands.ui.sentences.answers import sentence

_MANY = frozenset({"select_multiple", "rank"})


@dataclass(frozen=True)
class Line:
    """One question and its answer. `other` is the answer of the submission beside it."""

    path: str
    label: str
    text: str
    faults: tuple[str, ...] = ()
    other: str = ""

    @property
    def differs(self) -> bool:
        return self.text != self.other


@dataclass(frozen=True)
class _Reading:
    """A submission's answers by path, and how to put them into words."""

    values: dict[str, str]
    answers: Answers | None

    def label(self, path: str) -> str:
        name = path.rpartition("/")[2]
        question = self.answers.form.question(path) if self.answers else None
        if question is None or self.answers is None:
            return name
        return question.label(self.answers.language) or name

    def text(self, path: str) -> str:
        value = self.values.get(path, "")
        question = self.answers.form.question(path) if self.answers else None
        if question is None or self.answers is None or not value:
            return value
        if question.kind in _MANY:
            return ", ".join(self.answers.choice_name(path, code) for code in value.split())
        if question.kind == "select_one":
            return self.answers.choice_name(path, value)
        return value


def lines(submission: Submission, at: datetime, language: str) -> list[Line]:
    """Returns what was answered, in the order of the form, and where something is wrong."""
    reading = _read(submission, at, language)
    faults = _faults(submission.reasons)
    paths = [*reading.values, *(path for path in faults if path.startswith("/"))]
    return [
        Line(
            path,
            reading.label(path),
            reading.text(path),
            tuple(map(sentence, faults.get(path, ()))),
        )
        for path in dict.fromkeys(paths)
        if reading.values.get(path) or path in faults
    ]


def compared(submission: Submission, other: Submission, at: datetime, language: str) -> list[Line]:
    """Returns the answers of two submissions beside each other."""
    mine, theirs = (_read(one, at, language) for one in (submission, other))
    paths = dict.fromkeys([*theirs.values, *mine.values])
    found = [
        Line(path, mine.label(path), mine.text(path), other=theirs.text(path)) for path in paths
    ]
    return [line for line in found if line.text or line.other]


def general(reasons: Iterable[Reason]) -> list[Reason]:
    """Returns the reasons that are not about one answer."""
    return [reason for reason in reasons if not reason["path"].startswith("/")]


def _faults(reasons: Iterable[Reason]) -> Mapping[str, list[Reason]]:
    faults: dict[str, list[Reason]] = {}
    for reason in reasons:
        if reason["path"].startswith("/"):
            faults.setdefault(reason["path"], []).append(reason)
    return faults


def _read(submission: Submission, at: datetime, language: str) -> _Reading:
    """Reads answers as far as they can be read; what cannot be is downloaded as it came."""
    if submission.questionnaire is None:
        return _Reading({}, None)
    form = questionnaires.form_of(submission.questionnaire)
    try:
        values = read_submission(form, submissions.plain(submission))
        answers = Answers(form, values, at, language)
    except XFormError:
        return _Reading({}, None)
    meta = f"{form.root}/meta"
    shown = {path: text for path, text in values.items() if not template_of(path).startswith(meta)}
    return _Reading(shown, answers)
