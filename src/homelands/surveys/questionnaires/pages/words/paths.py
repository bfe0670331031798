"""A path through a form in words: each question, its answer, and why it was not asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from homelands.forms.xforms import Question, markup
from homelands.forms.xforms.paths import name_in
from homelands.surveys.questionnaires.pages.asking.frame import heading
from homelands.surveys.questionnaires.pages.asking.questions import readable
from homelands.surveys.questionnaires.queries import paths
from homelands.surveys.questionnaires.queries.drafts import Draft, name_of
from homelands.surveys.questionnaires.queries.paths import Rule, Said, Stage, Stop


@dataclass(frozen=True)
class Row:
    """One question: what was answered, or the rule that kept it away."""

    name: str
    label: str
    asked: bool
    shown: bool  # a note, which asks nothing
    answer: str
    rule: Rule | None
    reads: tuple[tuple[str, str], ...]
    said: tuple[Said, ...]


@dataclass(frozen=True)
class Part:
    """One page with its questions, and at which turns it was sent."""

    heading: str
    state: str
    rows: list[Row]


def parts(draft: Draft, steps: Sequence[Mapping[str, Any]]) -> list[Part]:
    """Returns the pages of a path in the order in which they were sent."""
    found = paths.stages(draft, steps)
    return [_part(draft, stage, bool(steps)) for stage in found if stage.stops]


def _part(draft: Draft, stage: Stage, noted: bool) -> Part:
    named = heading(draft, stage.page) or name_of(stage.page) or _("Page without a name")
    return Part(named, _state(stage, noted), [_row(draft, stop) for stop in stage.stops])


def _state(stage: Stage, noted: bool) -> str:
    if len(stage.sent) == 1:
        return _("Sent as page %(turn)s") % {"turn": stage.sent[0]}
    if stage.sent:
        turns = ", ".join(map(str, stage.sent))
        return _("Sent %(times)s times, as pages %(turns)s") % {
            "times": len(stage.sent),
            "turns": turns,
        }
    if not stage.asked:
        return _("Not asked")
    return _("Not reached yet") if noted else ""


def _row(draft: Draft, stop: Stop) -> Row:
    question = stop.question
    shown = stop.asked and question.kind == "note"
    answer = readable(draft.answers, question) if stop.asked and not shown else ""
    reads = tuple((name_in(path), value) for path, value in stop.rule.reads) if stop.rule else ()
    return Row(
        name=question.name,
        label=_label(draft, question),
        asked=stop.asked,
        shown=shown,
        answer=answer,
        rule=stop.rule,
        reads=reads,
        said=stop.said,
    )


def _label(draft: Draft, question: Question) -> str:
    return markup.words_of(draft.answers.label(question)) or question.name
