"""A respondent's path through a form: what was asked, what was not, and by which rule.

A rule is told as its author wrote it, with the answers that it read: whoever tries a form out sees
why a question stayed away.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from homelands.forms.xforms import Answers, Page, Question, XFormError
from homelands.forms.xforms.nodes import Expression, Path
from homelands.forms.xforms.paths import ancestors, name_in, template_of
from homelands.forms.xforms.scripting import where
from homelands.forms.xforms.values import to_boolean
from homelands.surveys.questionnaires.queries.drafts import Draft, heads, name_of
from homelands.surveys.questionnaires.queries.versions import short


@dataclass(frozen=True)
class Rule:
    """A condition that was not met: whose it is, its text, and each answer that it read."""

    of: str
    text: str
    reads: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Said:
    """An answer that was not accepted, and what the page said of it."""

    typed: str
    sentence: str


@dataclass(frozen=True)
class Stop:
    """One question on the way: asked, or kept away by a rule."""

    question: Question
    asked: bool
    rule: Rule | None = None
    said: tuple[Said, ...] = ()


@dataclass(frozen=True)
class Stage:
    """One page on the way. `sent` are the turns at which it was sent, counted from one."""

    page: Page
    sent: tuple[int, ...]
    stops: tuple[Stop, ...]

    @property
    def asked(self) -> bool:
        return any(stop.asked for stop in self.stops)


def stages(draft: Draft, steps: Sequence[Mapping[str, Any]]) -> list[Stage]:
    """Returns all pages: those that were sent in that order, then the others in the form's."""
    turns: dict[str, list[int]] = {}
    for turn, step in enumerate(steps, 1):
        turns.setdefault(step["page"], []).append(turn)
    said = _said(steps)
    pages = draft.answers.pages(every=True)
    found = [_stage(draft, page, tuple(turns.get(name_of(page), ())), said) for page in pages]
    last = len(steps) + 1
    return sorted(found, key=lambda stage: stage.sent[0] if stage.sent else last)


def _said(steps: Sequence[Mapping[str, Any]]) -> dict[str, list[Said]]:
    found: dict[str, list[Said]] = {}
    for step in steps:
        for path, typed, sentence in step["said"]:
            found.setdefault(path, []).append(Said(typed, sentence))
    return found


def _stage(
    draft: Draft, page: Page, sent: tuple[int, ...], said: Mapping[str, list[Said]]
) -> Stage:
    stops = (
        _stop(draft.answers, question, said.get(question.path, ()))
        for question in page.questions
        if question.path not in heads(page)
    )
    return Stage(page, sent, tuple(stops))


def _stop(answers: Answers, question: Question, said: Sequence[Said]) -> Stop:
    if answers.relevant(question):
        return Stop(question, True, None, tuple(said))
    return Stop(question, False, unmet(answers, question.path), tuple(said))


def unmet(answers: Answers, path: str) -> Rule | None:
    """Returns the outermost rule that keeps a question away."""
    return next(reversed([*_unmet(answers, path)]), None)


def nearest(answers: Answers, path: str) -> Rule | None:
    """Returns the rule that keeps a question away and stands nearest to it: its own, if any."""
    return next(_unmet(answers, path), None)


def _unmet(answers: Answers, path: str) -> Iterator[Rule]:
    for place in ancestors(path):
        bind = answers.form.binds.get(template_of(place))
        if bind is None or bind.relevant is None:
            continue
        placed = answers.form.placed(bind.relevant, template_of(place))
        try:
            met = to_boolean(answers.evaluate(placed, place))
        except XFormError:
            met = False
        if not met:
            yield Rule(name_in(place), short(bind.relevant), _reads(answers, placed, place))


def _reads(answers: Answers, rule: Expression, at: str) -> tuple[tuple[str, str], ...]:
    """Returns the answers that a rule reads by their paths, each once, in the order of the text."""
    paths = (where(part, at) for part in rule.parts() if isinstance(part, Path))
    known = dict.fromkeys(
        path for path in paths if path and template_of(path) in answers.form.binds
    )
    return tuple((path, answers.value(path)) for path in known)
