"""The variables of a study: its questions, joined over all versions of its questionnaires.

A question is known by its own name. Where a later version moves it to another group or asks it in
other words, it stays the same variable, with every path and every code that it ever had. Two
questions of one name in different groups of one version are told apart by their path.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from uuid import UUID

from django.db.models import QuerySet

from homelands.forms.datafiles.exporting.variable import CODED, TELLING, Code, Variable, Wording
from homelands.forms.xforms import Answers, Bind, Form, Question, markup
from homelands.surveys.datasets.models import ConceptLink
from homelands.surveys.datasets.queries import imported
from homelands.surveys.questionnaires.models import Questionnaire, Study
from homelands.surveys.questionnaires.queries import questionnaires as questionnaire_queries

__all__ = ["Code", "Variable", "Wording", "languages", "of"]

#: Functions whose result tells the machine or the minute.
_TELLS = frozenset({"now", "uuid", "random", "property"})
_WORD = re.compile(r"[\w.-]+")


@dataclass(frozen=True)
class _Asked:
    """One question of one version."""

    version: str
    path: str
    root: str
    kind: str
    labels: Mapping[str, str]
    label: str
    codes: tuple[Code, ...] = ()
    repeat: str = ""
    relevant: str = ""
    calculated: bool = False
    sensitive: bool = False

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]

    @property
    def place(self) -> str:
        """The path without the outermost node, which another form may call otherwise."""
        return self.path.removeprefix(self.root + "/")


def of(study: Study, language: str = "") -> list[Variable]:
    """Returns the variables of a study in the order of its latest questionnaire."""
    versions = list(_versions(study))
    if not versions:
        return imported.variables(study)
    asked = [one for version in versions for one in _asked(version.pk, version.version, language)]
    tags = dict(
        ConceptLink.objects.filter(study=study)
        .exclude(concept__hxl="")
        .values_list("question", "concept__hxl")
    )
    return [replace(variable, hxl=tags.get(variable.id, "")) for variable in joined(asked)]


def languages(study: Study) -> list[tuple[str, str]]:
    """Returns every language that a version of a study speaks: its code and its name."""
    spoken = {
        code: name
        for version in _versions(study)
        for code, name in questionnaire_queries.languages(questionnaire_queries.form_of(version))
    }
    return list(spoken.items())


def _versions(study: Study) -> QuerySet[Questionnaire]:
    """Returns the versions from the first to the latest."""
    return questionnaire_queries.of(study).order_by("published_at", "pk")


def joined(asked: Sequence[_Asked]) -> list[Variable]:
    """Joins the questions of versions that stand from the first to the latest."""
    twins = _twins(asked)
    found: dict[str, list[_Asked]] = {}
    for one in asked:
        found.setdefault(one.place if one.name in twins else one.name, []).append(one)
    latest = {one.place: place for place, one in enumerate(asked)}
    order = sorted(found, key=lambda key: latest[found[key][-1].place])
    return [_variable(key, found[key]) for key in order]


def _twins(asked: Sequence[_Asked]) -> set[str]:
    """Returns the names that stand more than once in one version."""
    counted = Counter((one.version, one.root, one.name) for one in asked)
    return {name for (_version, _root, name), n in counted.items() if n > 1}


def _variable(key: str, asked: Sequence[_Asked]) -> Variable:
    last = asked[-1]
    codes = {code: label for one in asked for code, label in one.codes}
    # The latest version's order first, then what only earlier versions had.
    order = dict.fromkeys([code for code, _ in last.codes] + list(codes))
    return Variable(
        id=key,
        label=last.label,
        labels=last.labels,
        paths=tuple(dict.fromkeys(one.path for one in reversed(asked))),
        kind=_kind(asked),
        codes=tuple((code, codes[code]) for code in order),
        repeat=last.repeat,
        versions=tuple(dict.fromkeys(one.version for one in asked)),
        wordings=tuple(Wording(one.version, one.path, one.label, one.relevant) for one in asked),
        calculated=last.calculated,
        sensitive=any(one.sensitive for one in asked),
    )


def _kind(asked: Sequence[_Asked]) -> str:
    """Returns the kind of the latest version; where versions differ, one that holds both."""
    kinds = {one.kind for one in asked}
    if len(kinds) == 1 or kinds <= {"integer", "decimal", "range"}:
        return "decimal" if len(kinds) > 1 else asked[-1].kind
    if kinds <= CODED:
        return "select_multiple" if "select_multiple" in kinds else asked[-1].kind
    return "text"


@lru_cache(maxsize=64)
def _asked(pk: UUID, version: str, language: str) -> tuple[_Asked, ...]:
    """Reads the questions of one version, once in each process: a version never changes."""
    questionnaire = Questionnaire.objects.defer("xform").get(pk=pk)
    form = questionnaire_queries.form_of(questionnaire)
    answers = Answers(form, {}, questionnaire.published_at, language)
    repeats = sorted(getattr(form, "repeats", ()), key=len)
    questions = [
        _question(question, answers, version, _repeat(question.path, repeats))
        for question in form.questions.values()
        if question.kind not in ("note", "trigger")
    ]
    calculated = [
        _calculation(bind, form, version, _repeat(bind.path, repeats))
        for bind in form.binds.values()
        if bind.calculate is not None and bind.path not in form.questions
    ]
    return tuple(_with_sensitive([*questions, *calculated], form))


def _repeat(path: str, repeats: Iterable[str]) -> str:
    """Returns the innermost repeated group that a path stands in."""
    return next((repeat for repeat in reversed(list(repeats)) if path.startswith(repeat + "/")), "")


def _question(question: Question, answers: Answers, version: str, repeat: str) -> _Asked:
    form = answers.form
    codes: tuple[Code, ...] = ()
    if question.kind in CODED:
        # Choices are read at the root: inside a repeat there may be no round yet.
        offered = answers.choices(replace(question, path=form.root), every=True)
        codes = tuple((choice.name, markup.words_of(choice.label)) for choice in offered)
    spoken = questionnaire_queries.languages(form)
    return _Asked(
        version=version,
        path=question.path,
        root=form.root,
        kind=question.kind,
        label=markup.words_of(question.label(answers.language)),
        labels={code: markup.words_of(question.label(code)) for code, _ in spoken},
        codes=tuple(dict(codes).items()),
        repeat=repeat,
        relevant=_rule(question, form),
        calculated=question.calculate is not None,
        sensitive=question.kind in TELLING,
    )


def _calculation(bind: Bind, form: Form, version: str, repeat: str) -> _Asked:
    kinds = {"int": "integer", "decimal": "decimal", "date": "date", "dateTime": "datetime"}
    kind = kinds.get(bind.type, "text")
    name = bind.path.rpartition("/")[2]
    return _Asked(
        version=version,
        path=bind.path,
        root=form.root,
        kind=kind,
        label=name,
        labels={},
        repeat=repeat,
        relevant=_rule_of(bind),
        calculated=True,
        sensitive=kind == "datetime",
    )


def _with_sensitive(asked: Sequence[_Asked], form: Form) -> list[_Asked]:
    """Marks calculations that are made from what may tell who somebody is."""
    telling = {one.name for one in asked if one.sensitive}
    rules = {
        one.path: calculate
        for one in asked
        if one.calculated and (calculate := form.binds[one.path].calculate) is not None
    }
    for _ in rules:
        more = {
            path.rpartition("/")[2]
            for path, rule in rules.items()
            if telling & set(_WORD.findall(rule.text)) or rule.calls() & _TELLS
        }
        if more <= telling:
            break
        telling |= more
    return [replace(one, sensitive=one.sensitive or one.name in telling) for one in asked]


def _rule(question: Question, form: Form) -> str:
    """Returns the conditions under which a question is asked, those of its groups first."""
    parts = question.path.split("/")
    above = ["/".join(parts[:end]) for end in range(2, len(parts) + 1)]
    rules = [_rule_of(form.binds[path]) for path in above if path in form.binds]
    return " and ".join(f"({rule})" for rule in rules if rule) if rules else ""


def _rule_of(bind: Bind) -> str:
    return bind.relevant.text.strip() if bind.relevant is not None else ""
