"""Reads of questionnaires: the forms behind them, their languages, how long they take."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from homelands.forms.xforms import Form, Question, parse
from homelands.foundation.reference import languages as languages_known
from homelands.surveys.questionnaires.models import FormAttachment, Questionnaire, Response, Study
from homelands.surveys.questionnaires.queries import samples

#: Our own diaspora mapping questionnaire, as the XLSForm that comes with the program.

#: What apps above know of lists that a study's forms may use without bringing them as files.
LISTS: list[Callable[[Study], Iterable[str]]] = []

_SECONDS_A_QUESTION = 10
_DATA = r"\.(csv|xml|geojson|json)$"


def of(study: Study) -> QuerySet[Questionnaire]:
    """Returns a study's questionnaires without their forms, the latest first."""
    return (
        Questionnaire.objects.filter(study=study)
        .select_related("study")
        .defer("xform", "source")
        .order_by("-published_at")
    )


def count(study: Study) -> int:
    """Counts the versions of a study's questionnaire that were published."""
    return Questionnaire.objects.filter(study=study).count()


def is_ours(study: Study) -> bool:
    """Says whether we ask a study ourselves: one that was held elsewhere need not be asked."""
    return not study.source or count(study) > 0


def latest(study: Study) -> Questionnaire | None:
    """Returns the questionnaire that a study asks now."""
    return of(study).first()


def before(questionnaire: Questionnaire) -> Questionnaire | None:
    """Returns the version of a study's questionnaire that was asked before this one."""
    earlier = of(questionnaire.study).filter(published_at__lt=questionnaire.published_at)
    return earlier.first()


def form_of(questionnaire: Questionnaire) -> Form:
    """Returns the form of a questionnaire, read once in each process: it never changes."""
    return _form(questionnaire.pk)


@lru_cache(maxsize=32)
def _form(pk: UUID) -> Form:
    return parse(*source(pk))


def source(pk: UUID, more: Mapping[str, bytes] | None = None) -> tuple[bytes, dict[str, bytes]]:
    """Returns the bytes of a form and of its files with data in them, and `more` beside them.

    Pictures and sounds are not looked into.
    """
    xform = bytes(Questionnaire.objects.values_list("xform", flat=True).get(pk=pk))
    form_attachments = FormAttachment.objects.filter(questionnaire=pk, name__iregex=_DATA)
    rows = form_attachments.values_list("name", "content")
    return xform, {**{name: bytes(content) for name, content in rows}, **(more or {})}


def filled_lists(study: Study) -> set[str]:
    """Returns the names of the lists that a study's forms fill, and of those shared with it."""
    forms = (form_of(version) for version in of(study))
    filled = {entity.dataset for form in forms for entity in form.entities}
    return filled.union(*(known(study) for known in LISTS))


def languages(form: Form) -> list[tuple[str, str]]:
    """Returns the languages of a form: their code, and their name in themselves."""
    named = [_language(name) for name in form.languages]
    return named or [(settings.LANGUAGE_CODE, dict(settings.LANGUAGES)[settings.LANGUAGE_CODE])]


def _language(name: str) -> tuple[str, str]:
    """Reads "Français (fr)" into its code and its name; of a name alone the code is known."""
    own, _, code = name.strip().removesuffix(")").rpartition("(")
    code = code.strip()
    known = languages_known.code_of(code)
    if not known:
        return code[:8].lower(), own.strip() or code
    return known[:8], own.strip() or languages_known.own_name(known) or code


def minutes(form: Form) -> int:
    """Says about how many minutes it takes to answer everything."""
    asked = sum(question.kind != "note" for question in form.questions.values())
    return max(1, round(asked * _SECONDS_A_QUESTION / 60))


def standard() -> tuple[bytes, str]:
    """Returns our own questionnaire as content and file name, ready to be published."""
    return samples.STANDARD.source(), samples.STANDARD.filename


def question(response: Response, path: str) -> Question | None:
    """Returns the question that a response answers at a path, in whichever round it stands."""
    assert response.questionnaire is not None
    return form_of(response.questionnaire).question(path)
