"""Compares two versions of a questionnaire, question by question, for those who pool answers."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher

from homelands.forms.xforms import Answers, Form, Question
from homelands.forms.xforms.nodes import Expression

#: Labels as alike as this are taken for the same question under another name.
ALIKE = 0.8

_PATH = re.compile(r"(?:/[\w.\-]+)+/([\w.\-]+)")
_RULES = ("relevant", "required", "constraint", "calculate", "read_only")
_TEXTS = ("label", "hint", "constraint_message")


@dataclass(frozen=True)
class Change:
    """One difference: of which question, of what kind, and how it was and is."""

    question: str
    kind: str
    before: str = ""
    after: str = ""
    part: str = ""
    """The language of a wording, or the rule that changed."""


@dataclass(frozen=True)
class _Version:
    """A form with its questions' choices in each language."""

    form: Form
    answers: Mapping[str, Answers]

    def choices(self, question: Question, language: str = "") -> dict[str, str]:
        reader = self.answers.get(language) or next(iter(self.answers.values()))
        return {choice.name: choice.label for choice in reader.choices(question, every=True)}

    def label(self, question: Question) -> str:
        return question.label() or question.name


def compare(old: Form, new: Form, *, at: datetime) -> tuple[Change, ...]:
    """Lists what changed from one form to another, in the order of the new one."""
    before, after = _version(old, at), _version(new, at)
    pairs = _pairs(before, after)
    changes = [*_languages(old, new)]
    for question in new.questions.values():
        former = pairs.get(question.path)
        if former is None:
            changes.append(Change(question.name, "added", "", after.label(question)))
        else:
            changes += _between(before, after, former, question)
    kept = {question.path for question in pairs.values()}
    gone = (q for q in old.questions.values() if q.path not in kept)
    return (*changes, *(Change(q.name, "removed", before.label(q)) for q in gone))


def _version(form: Form, at: datetime) -> _Version:
    languages = form.languages or ("",)
    return _Version(form, {language: Answers(form, {}, at, language) for language in languages})


def _pairs(before: _Version, after: _Version) -> dict[str, Question]:
    """Finds the former question of each: by its place, by its name, then by its label."""
    old, new = dict(before.form.questions), dict(after.form.questions)
    # The outermost name may differ from form to form: it is no part of the place.
    places = {_place(before.form, path): path for path in old}
    pairs: dict[str, Question] = {}
    for path in list(new):
        former = places.get(_place(after.form, path))
        if former in old:
            pairs[path] = old.pop(former)
            del new[path]
    for path, question in list(new.items()):
        same = [p for p, other in old.items() if other.name == question.name]
        if len(same) == 1:
            pairs[path] = old.pop(same[0])
            del new[path]
    for path, question in new.items():
        best = max(old, key=lambda p: _likeness(before, after, old[p], question), default="")
        if best and _likeness(before, after, old[best], question) >= ALIKE:
            pairs[path] = old.pop(best)
    return pairs


def _place(form: Form, path: str) -> str:
    return path.removeprefix(form.root)


def _likeness(before: _Version, after: _Version, old: Question, new: Question) -> float:
    if old.kind != new.kind:
        return 0.0
    words = before.label(old).lower(), after.label(new).lower()
    return SequenceMatcher(None, *words, autojunk=False).ratio()


def _between(before: _Version, after: _Version, old: Question, new: Question) -> Iterator[Change]:
    if old.name != new.name:
        yield Change(new.name, "renamed", old.name, new.name)
    elif _place(before.form, old.path) != _place(after.form, new.path):
        places = (_place(before.form, old.path), _place(after.form, new.path))
        yield Change(new.name, "moved", *places)
    if old.kind != new.kind:
        yield Change(new.name, "type", old.kind, new.kind)
    yield from _wording(before.form, after.form, old, new)
    yield from _choices(before, after, old, new)
    for rule in _RULES:
        was, is_ = short(getattr(old, rule)), short(getattr(new, rule))
        if was != is_:
            yield Change(new.name, rule, was, is_, rule)


def _wording(was: Form, is_: Form, old: Question, new: Question) -> Iterator[Change]:
    for language in _shared(was, is_):
        for text in _TEXTS:
            words = getattr(old, text)(language), getattr(new, text)(language)
            if words[0] != words[1]:
                yield Change(new.name, text, *words, language)


def _shared(was: Form, is_: Form) -> list[str]:
    return [name for name in is_.languages if name in was.languages] or [""]


def _choices(before: _Version, after: _Version, old: Question, new: Question) -> Iterator[Change]:
    codes = before.choices(old), after.choices(new)
    for code, label in codes[1].items():
        if code not in codes[0]:
            yield Change(new.name, "choice_added", "", label, code)
    for code, label in codes[0].items():
        if code not in codes[1]:
            yield Change(new.name, "choice_removed", label, "", code)
    for language in _shared(before.form, after.form):
        was, is_ = before.choices(old, language), after.choices(new, language)
        for code in was.keys() & is_.keys():
            if was[code] != is_[code]:
                part = f"{code}, {language}" if language else code
                yield Change(new.name, "choice_label", was[code], is_[code], part)


def _languages(old: Form, new: Form) -> Iterator[Change]:
    for language in new.languages:
        if language not in old.languages:
            yield Change("", "language_added", "", language)
    for language in old.languages:
        if language not in new.languages:
            yield Change("", "language_removed", language)
    if old.title != new.title:
        yield Change("", "title", old.title, new.title)


def short(expression: Expression | None) -> str:
    """Writes an expression with ${name} for paths, as its author did."""
    return "" if expression is None else _PATH.sub(r"${\1}", " ".join(expression.text.split()))
