"""Reads of files of answers: what their columns mean, and what would become of each row."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import islice
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from homelands.forms.datafiles.incoming import columns, rows
from homelands.forms.datafiles.incoming.columns import Target
from homelands.forms.datafiles.incoming.opening import opened
from homelands.forms.datafiles.incoming.rows import Asked, Question, Read
from homelands.forms.tables import Table
from homelands.forms.xforms import Answers, Form
from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.foundation.errors import NotNow
from homelands.foundation.reference import countries
from homelands.surveys.collection.queries.examined import Examined, Reason, examined
from homelands.surveys.datasets.models import ImportFile, ImportMapping
from homelands.surveys.questionnaires.models import Questionnaire, Response, Study
from homelands.surveys.questionnaires.queries import questionnaires
from homelands.ui.sentences import answers

#: A file that nobody took in is deleted after so long.
KEPT_FOR = timedelta(days=7)

_KEEPER = Actor.system("datasets.imports")

#: Lists of choices do not depend on the hour.
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)

#: What may become of a row.
NEW, KNOWN, OTHER, REVIEW, BLANK = "new", "known", "other", "review", "blank"


class NoQuestionnaire(NotNow):
    code = "no_questionnaire"
    sentence = gettext_lazy(
        "The study has no questionnaire by whose rules the file could be checked. Publish it first."
    )


@dataclass(frozen=True)
class Line:
    """What would become of one row, and the sentences that say why."""

    row: Read
    body: bytes
    outcome: str
    sentences: list[str] = field(default_factory=list)


def one(pk: UUID) -> ImportFile | None:
    """Returns an uploaded file without its content, to whoever uploaded it."""
    return ImportFile.objects.select_related("study").defer("content").filter(pk=pk).first()


def of(study: Study) -> QuerySet[ImportFile]:
    """Returns the files of a study that the actor may see, the latest first."""
    return ImportFile.objects.filter(study=study).defer("content").order_by("-uploaded_at", "pk")


def asked_now(study: Study) -> Questionnaire:
    """Returns the questionnaire by whose rules rows are checked: the one that is asked now."""
    latest = questionnaires.latest(study)
    if latest is None:
        raise NoQuestionnaire
    return latest


@lru_cache(maxsize=4)
def _sheet(pk: UUID) -> Table:
    with acting(_KEEPER):
        content = ImportFile.objects.values_list("content", flat=True).get(pk=pk)
    return opened(bytes(content))


def sheet(file: ImportFile) -> Table:
    """Returns the rows of an uploaded file."""
    return _sheet(file.pk)


def targets(study: Study, language: str = "") -> list[Target]:
    """Returns what columns can be: the questions outside repeated groups, in order."""
    form = questionnaires.form_of(asked_now(study))
    return list(_targets(form, language))


def _targets(form: Form, language: str) -> Iterator[Target]:
    counted = Counter(question.name for question in form.questions.values())
    for question in form.questions.values():
        if question.kind in {"note", "upload"}:
            continue
        once = counted[question.name] == 1
        name = question.name if once else question.path.removeprefix(f"{form.root}/")
        codes = tuple((one, label) for one, label in _codes(form, question.path, language))
        label = question.label(form.language(language))
        repeats = _repeats(form, question.path)
        yield Target(name, label, question.path, question.kind, codes, repeats)
    for path, bind in form.binds.items():
        if bind.preload[0] == "timestamp" and path not in form.questions:
            yield Target(path.rpartition("/")[2], "", path, "datetime")


def _repeats(form: Form, path: str) -> tuple[str, ...]:
    """Returns the repeated groups around a question, from the outermost."""
    return tuple(sorted((one for one in form.repeats if path.startswith(f"{one}/")), key=len))


def _codes(form: Form, path: str, language: str) -> Iterator[tuple[str, str]]:
    # Choices are read at the root: inside a repeat there may be no round yet.
    question = replace(form.questions[path], path=form.root)
    if question.choices:
        answers = Answers(form, {}, _NEVER, language)
        for choice in answers.choices(question, every=True):
            yield choice.name, choice.label


def meaning(file: ImportFile) -> dict[str, str]:
    """Returns what columns mean: as was said, or said before of the same header, or guessed."""
    header = sheet(file).header
    kept = file.columns or _kept(file.study, header)
    if kept:
        return {name: kept.get(name, "") for name in header}
    return columns.guessed(header, targets(file.study))


def _kept(study: Study, header: Sequence[str]) -> dict[str, str]:
    known = ImportMapping.objects.filter(study=study, fingerprint=columns.fingerprint(header))
    found = known.values_list("columns", flat=True).first()
    return dict(found or {})


def tried(file: ImportFile, at: datetime, most: int | None = None) -> Iterator[Line]:
    """Tries the rows of a file by the rules of the questionnaire; nothing is stored."""
    questionnaire = asked_now(file.study)
    asked = _asked(questionnaire)
    reads = list(islice(rows.read(asked, sheet(file), meaning(file)), most))
    twice = Counter(row.instance for row in reads if row.values)
    for row in reads:
        if not row.values:
            yield Line(row, b"", BLANK)
            continue
        body = rows.submission(asked, row)
        seen = examined(questionnaire, body, at)
        sentences = [sentence(reason) for reason in seen.reasons]
        if twice[row.instance] > 1:
            sentences.append(_("Its id stands in the file more than once."))
        outcome = _known(file.study, row, seen)
        yield Line(row, body, outcome or (REVIEW if sentences else NEW), sentences)


def sentence(reason: Reason) -> str:
    """Says what is wrong with an answer, with the name of its question."""
    name = reason["path"].rpartition("/")[2]
    said = answers.sentence(reason)
    return f"{name}: {said}" if name else said


def _known(study: Study, row: Read, seen: Examined) -> str:
    """Says whether the respondent is there already, with these answers or with others."""
    bare = row.instance.partition(":")[2]
    with acting(_KEEPER):
        same = Q(instance_id=row.instance) | Q(label=bare)
        response = Response.objects.filter(same, study=study).first()
    if response is None:
        return ""
    given = {path: text for path, text in seen.answers.items() if path in row.values}
    return KNOWN if all(response.answers.get(p) == text for p, text in given.items()) else OTHER


def _asked(questionnaire: Questionnaire) -> Asked:
    """Returns the form as rows answer it; a choice may be written in any of its languages."""
    form = questionnaires.form_of(questionnaire)
    words: dict[str, dict[str, str]] = {}
    for language, _name in questionnaires.languages(form):
        for target in _targets(form, language):
            spoken = words.setdefault(target.path, {})
            spoken |= {label.casefold(): code for code, label in target.codes if label}
    questions = {
        target.id: Question(
            path=target.path,
            kind=target.kind,
            codes=tuple(code for code, _label in target.codes),
            words=words.get(target.path, {}),
            repeats=target.repeats,
        )
        for target in _targets(form, "")
    }
    return Asked(form.form_id, form.version, form.root, questions)


def place(file: ImportFile, row: Read) -> str:
    """Returns where a respondent lives: as the row says it, if the study is held there."""
    by_name = countries.from_name(row.place) if row.place else None
    code = by_name.alpha3 if by_name else row.place.upper()
    known = {country.alpha3 for country in countries.all_countries()}
    if code in known and (not file.study.destinations or code in file.study.destinations):
        return code
    return file.destination


def outlived(at: datetime) -> QuerySet[ImportFile]:
    """Returns the files that came so long ago that they go, taken in or not."""
    return ImportFile.objects.filter(uploaded_at__lt=at - KEPT_FOR)
