"""What the pages of concepts say: tables of pooled counts, and what may not be compared."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from homelands.forms.datafiles.exporting.variable import Variable
from homelands.surveys.datasets.models import ConceptLink
from homelands.surveys.datasets.queries import concepts as concept_queries
from homelands.surveys.datasets.queries.concepts import Mapped
from homelands.surveys.datasets.queries.pooled import Pooled, PooledLine

_CAUTIONS: dict[str, str | Promise] = {
    "designs": gettext_lazy(
        "Studies that reached people in different ways stand in tables of their own. Do not "
        "compare them, and do not add them up."
    ),
    "respondents": gettext_lazy(
        "These are numbers of respondents, not of people abroad: outside of probability samples "
        "their shares say nothing about the whole diaspora. Use findings, which are weighted."
    ),
    "populations": gettext_lazy(
        "The studies speak of different populations. A difference between two studies may come "
        "from whom was asked."
    ),
    "wordings": gettext_lazy(
        "The question was asked in different words. A difference between two studies may come "
        "from that."
    ),
    "several": gettext_lazy(
        "One person may have given several answers: the numbers of a study do not add up."
    ),
}
_REASONS: dict[str, str | Promise] = {
    "name": gettext_lazy("it has the same name"),
    "words": gettext_lazy("its words are like those of the question"),
}


@dataclass(frozen=True)
class MappedRow:
    """One question on the page of a study: what it measures, or what is suggested and why."""

    variable: Variable
    link: ConceptLink | None
    label: str
    suggested: str
    suggested_label: str
    reason: str


def rows(mapped: Sequence[Mapped]) -> list[MappedRow]:
    """Returns the questions of a study with the words for what they measure."""
    return [
        MappedRow(
            variable=one.variable,
            link=one.link,
            label=concept_queries.label(one.link.concept) if one.link else "",
            suggested=one.suggestion.concept.name if one.suggestion else "",
            suggested_label=(
                concept_queries.label(one.suggestion.concept) if one.suggestion else ""
            ),
            reason=str(_REASONS[one.suggestion.reason]) if one.suggestion else "",
        )
        for one in mapped
    ]


def mapped_lines(rows: Sequence[MappedRow]) -> tuple[list[str], list[list[str]]]:
    """Returns the same as a file."""
    headers = [_("Question"), _("Label"), _("Concept"), _("Suggested")]
    cells = [
        [
            row.variable.id,
            row.variable.label,
            row.link.concept.name if row.link else "",
            row.suggested,
        ]
        for row in rows
    ]
    return headers, cells


@dataclass(frozen=True)
class ShownTable:
    """The studies of one design as columns, the categories as rows; "–" is not asked there."""

    caption: str
    lines: tuple[PooledLine, ...]
    rows: list[tuple[str, list[object]]]


def tables(pooled: Pooled) -> list[ShownTable]:
    """Returns a table for each design."""
    return [
        ShownTable(
            str(table.design.label),
            table.lines,
            [
                (label, [line.counts.get(code, "–") for line in table.lines])
                for code, label in table.categories
            ],
        )
        for table in pooled.tables
    ]


def cautions(pooled: Pooled) -> list[str]:
    """Returns what may not be said of the tables."""
    return [str(_CAUTIONS[code]) for code in pooled.cautions]


def lines(pooled: Pooled) -> tuple[list[str], list[list[str | int]]]:
    """Returns the tables as one file: a line for each question and category."""
    headers = [
        _("Concept"), _("How people are reached"), _("Study"), _("Question"), _("Code"),
        _("Category"), _("Respondents"), _("Answered"),
    ]  # fmt: skip
    few = _("too few to show")
    cells: list[list[str | int]] = [
        [
            pooled.concept.name,
            str(table.design.label),
            line.study.slug,
            line.question,
            code,
            label,
            few if n is None else n,
            few if line.answered is None else line.answered,
        ]
        for table in pooled.tables
        for line in table.lines
        for code, label in table.categories
        if code in line.counts
        for n in [line.counts[code]]
    ]
    cells += [[caution] for caution in cautions(pooled)]
    return headers, cells
