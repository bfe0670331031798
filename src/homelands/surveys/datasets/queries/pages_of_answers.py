"""Anonymised answers page by page, under names that are good in one study only.

The order is that of the names, which nobody can work out: so a cursor stays true while answers
come in, and says nothing of when they came.
"""

import hashlib
import hmac
import re
from typing import Any

from django.conf import settings
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from homelands.forms.datafiles.exporting import Options
from homelands.forms.datafiles.exporting.cells import reader_of
from homelands.forms.datafiles.exporting.layout import withheld
from homelands.forms.datafiles.exporting.variable import Variable
from homelands.foundation.errors import Refusal
from homelands.surveys.datasets.queries import shuffled, variables
from homelands.surveys.questionnaires.models import Response, Study

_CURSOR = re.compile("[0-9a-f]{32}")
_OPTIONS = Options()


class BadCursor(Refusal):
    code = "bad_cursor"
    sentence = _("This cursor is not one of ours: start without one.")


def is_given(variable: Variable) -> bool:
    """Tells whether answers to a question are given out here."""
    return not variable.repeat and not withheld(variable, _OPTIONS)


def page(study: Study, cursor: str, limit: int) -> tuple[list[dict[str, Any]], str]:
    """Returns the answers behind a cursor that the actor may see, and the next cursor."""
    if cursor and not _CURSOR.fullmatch(cursor):
        raise BadCursor
    done = Response.objects.filter(study=study, completed_at__isnull=False)
    rows = done.annotate(name=shuffled.name(_key(study)))
    columns = ("name", "answers", "completed_at", "destination", "language")
    behind = rows.filter(name__gt=cursor).order_by("name")
    found = list(behind.values(*columns, version=F("questionnaire__version"))[: limit + 1])
    given = [variable for variable in variables.of(study) if is_given(variable)]
    shown = [_row(one, given) for one in found[:limit]]
    return shown, (found[limit - 1]["name"] if len(found) > limit else "")


def _key(study: Study) -> str:
    secret = f"surveys.answers:{study.pk}".encode()
    return hmac.new(settings.HOMELANDS_BLIND_KEY, secret, hashlib.sha256).hexdigest()


def _row(row: dict[str, Any], given: list[Variable]) -> dict[str, Any]:
    values = {variable.id: _value(row["answers"], variable) for variable in given}
    return {
        "respondent": row["name"],
        "completed_on": row["completed_at"].date(),
        "destination": row["destination"],
        "language": row["language"],
        "version": row["version"] or "",
        "answers": {key: value for key, value in values.items() if value is not None},
    }


def _value(answers: dict[str, str], variable: Variable) -> Any:
    text = next((answers[path] for path in variable.paths if answers.get(path)), None)
    if text is None:
        return None
    if variable.kind == "select_multiple":
        return text.split()
    _kind, convert = reader_of(variable, _OPTIONS, typed=True)
    return convert(text) if convert else text
