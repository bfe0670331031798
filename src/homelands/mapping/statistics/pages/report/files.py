"""The files of the page: the estimates with every digit, and the numbers behind each figure."""

from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from homelands.mapping.statistics.pages.report.parts import Part, Told
from homelands.mapping.statistics.rules import naming
from homelands.mapping.statistics.rules.diagnosis.found import Diagnosis, Share
from homelands.mapping.statistics.rules.diagnosis.question import Question
from homelands.ui import sentences
from homelands.ui.sheet import sheet

# As the command names them, so that the two files can be laid beside each other.
_FIGURES = ("category", "label", "estimate", "se", "low", "high", "n", "effective_n")
_MORE = ("design_effect", "tree_se", "gile_se")
_SETTINGS = (
    "study", "question", "answered", "design_class", "estimator", "interval", "level",
    "replicates", "seed", "population", "degree_treatment", "with_seeds", "cautions",
)  # fmt: skip


def estimates(diagnosis: Diagnosis, question: Question, told: Told) -> HttpResponseBase:
    """Returns the estimates with every digit; what they rest on stands in every row."""
    made, named = diagnosis.made, naming.diagnosis(diagnosis, told.answers)
    welded = [
        told.study.name, question.variable, made.answered, diagnosis.design_class, made.estimator,
        made.interval, question.level, question.replicates, question.seed, question.population,
        made.treatment, question.with_seeds, " ".join(sentences.each(named.cautions)),
    ]  # fmt: skip
    rows = [[*_row(share, told), *welded] for share in diagnosis.shares]
    return sheet(f"{told.study.slug}-estimates", [*_FIGURES, *_MORE, *_SETTINGS], rows)


def _row(share: Share, told: Told) -> list[Any]:
    named = [share.category, told.answers.get(share.category, share.category)]
    if share.hidden:
        return [*named, *(_("too few to show") for _each in (*_FIGURES[2:], *_MORE))]
    figures = (share.value, share.se, share.low, share.high, share.count, share.effective_n)
    return [*named, *figures, share.design_effect, share.tree, share.gile]


def behind(parts: list[Part], key: str, told: Told) -> HttpResponseBase:
    """Returns the numbers behind one figure of the page."""
    figure = next((part.figure for part in parts if part.key == key and part.figure), None)
    if figure is None:
        raise Http404
    rows = [[_("too few to show") if cell is None else cell for cell in row] for row in figure.rows]
    return sheet(f"{told.study.slug}-{key}", figure.headers, rows)
