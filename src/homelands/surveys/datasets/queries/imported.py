"""The variables of a study that was held elsewhere: what its answers show, for no form says it."""

from dataclasses import dataclass

from django.core.cache import cache
from django.db import connection
from django.db.models import Count, Max

from homelands.forms.datafiles.exporting.variable import Variable
from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.surveys.questionnaires.models import Response, Study

#: So many different answers still are categories, where most are given more than once.
MOST_CATEGORIES = 50

#: Whole numbers of so many digits, different for everybody, are numbers of phones or papers.
_LONG = 6

# Names and what kind of value stands under them; the answers themselves are not read out unless
# they are few and repeat: then they are categories.
_READER = Actor.system("datasets.variables")

_KEYS = r"""
    SELECT key, count(*), count(DISTINCT value),
           bool_and(value ~ '^-?\d{1,15}$'), bool_and(value ~ '^-?\d{1,15}(\.\d+)?$'),
           bool_and(value ~ '^\d{4}-\d{2}-\d{2}$'), max(length(value))
    FROM questionnaires_response, jsonb_each_text(answers)
    WHERE study_id = %s AND completed_at IS NOT NULL
    GROUP BY key ORDER BY key
"""
_VALUES = """
    SELECT key, value
    FROM questionnaires_response, jsonb_each_text(answers)
    WHERE study_id = %s AND completed_at IS NOT NULL AND key = ANY (%s)
    GROUP BY key, value ORDER BY key, value
"""


@dataclass(frozen=True)
class _Seen:
    """What the answers under one key have in common."""

    key: str
    held: int
    different: int
    whole: bool
    numeric: bool
    days: bool
    longest: int

    @property
    def kind(self) -> str:
        if self.days:
            return "date"
        if self.whole:
            unique = self.different == self.held and self.longest > _LONG
            return "text" if unique else "integer"
        if self.numeric:
            return "decimal"
        few = self.different <= MOST_CATEGORIES and self.different * 2 <= self.held
        return "select_one" if few else "text"


def variables(study: Study) -> list[Variable]:
    """Returns what the complete responses of a study hold, in order of name.

    All answers are looked at for it, so it is kept until one comes or is corrected.
    """
    with acting(_READER):
        complete = Response.objects.filter(study=study, completed_at__isnull=False)
        state = complete.aggregate(n=Count("pk"), at=Max("changed_at"))
        at = f"{state['at']:%Y%m%d%H%M%S%f}" if state["at"] else ""
        key = f"datasets.imported.{study.pk}.{state['n']}.{at}"
        known: list[Variable] | None = cache.get(key)
        if known is None:
            known = _read(study)
            cache.set(key, known, 86_400)
    return known


def _read(study: Study) -> list[Variable]:
    with connection.cursor() as cursor:
        cursor.execute(_KEYS, [study.pk])
        seen = [_Seen(*row) for row in cursor.fetchall()]
        coded = [one.key for one in seen if one.kind == "select_one"]
        cursor.execute(_VALUES, [study.pk, coded])
        codes: dict[str, list[tuple[str, str]]] = {}
        for key, value in cursor.fetchall():
            codes.setdefault(key, []).append((value, value))
    return [
        Variable(
            id=one.key.lstrip("/"),
            label=one.key.rpartition("/")[2],
            paths=(one.key,),
            kind=one.kind,
            codes=tuple(codes.get(one.key, ())),
            sensitive=one.kind == "text",
        )
        for one in seen
    ]
