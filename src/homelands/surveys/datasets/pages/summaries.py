"""What a study's answers come to: question by question, by the answer to another, and crossed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from homelands.forms.datafiles.exporting.variable import Variable
from homelands.foundation.actors import Actor
from homelands.foundation.errors import why_not
from homelands.foundation.views import Request, for_officers
from homelands.surveys.collection.rules.quality import check_reads_answers
from homelands.surveys.datasets.actions import summaries
from homelands.surveys.datasets.models import Summary
from homelands.surveys.datasets.pages import listings
from homelands.surveys.datasets.pages.words import summaries as words
from homelands.surveys.datasets.pages.words.kinds import kind_of
from homelands.surveys.datasets.queries import counts, crossed, released, texts, variables
from homelands.surveys.datasets.queries import summaries as queries
from homelands.surveys.datasets.queries.counts import Safe
from homelands.surveys.datasets.rules.summaries import may_filter
from homelands.surveys.questionnaires.models import Study
from homelands.surveys.questionnaires.pages.asking.respondents import direction
from homelands.surveys.questionnaires.rules import check_sees_counts
from homelands.surveys.questionnaires.rules.releases import check_crosses, reads_answers
from homelands.ui.listing import Listing
from homelands.ui.sheet import sheet


@dataclass(frozen=True)
class Asked:
    """A study as the reader asked for it: its questions, in a language of its questionnaires."""

    study: Study
    variables: Sequence[Variable]
    languages: Mapping[str, str]
    language: str

    def question(self, name: str) -> Variable | None:
        return next((one for one in self.variables if one.id == name), None)

    def filter(self, name: str) -> Variable | None:
        return next((one for one in self.filters if one.id == name), None)

    @property
    def filters(self) -> list[Variable]:
        return [one for one in self.variables if may_filter(one)]

    @property
    def context(self) -> dict[str, Any]:
        return {
            "study": self.study,
            "languages": self.languages,
            "language": self.language,
            "direction": direction(self.language),
            "filters": self.filters,
        }


@for_officers
def show(request: Request, slug: str) -> HttpResponseBase:
    """Shows what a study's answers come to, all of them or those who gave one answer."""
    asked = _asked(request, slug)
    summary = _kept(asked.study)
    reads = reads_answers(request.actor, asked.study)
    by, code = _chosen(asked, request.GET) if reads else (None, "")
    listing = listings.questions(asked.variables, request.GET)
    if listing.wants_csv and summary:
        return _file(asked, listing, by, code, request.actor)
    shown = list(listing.page)
    safe = _counted(asked, shown, by, code, request.actor) if summary else {}
    texts_too = not why_not(check_reads_answers, request.actor)
    seen = queries.overview(summary) if summary else None
    context = asked.context | {
        "seen": seen,
        "completion": words.completion(seen) if seen else "",
        "times": words.over_time(seen.periods) if seen else [],
        "collectors": words.by_collector(seen) if seen else [],
        "destinations": words.by_destination(seen) if seen else [],
        "listing": listing,
        "questions": [
            words.question(one, safe.get(one.id), kind_of(one), _texts(asked, one, texts_too))
            for one in shown
        ],
        "reads": reads,
        "by": by,
        "code": code,
        "answers": _answers(asked, by, code, listing) if by else [],
    }
    return render(request, "datasets/summaries/show.html", context)


@for_officers
def cross(request: Request, slug: str) -> HttpResponseBase:
    """Shows the answers to one question by those to another."""
    asked = _asked(request, slug)
    check_crosses(request.actor, asked.study)
    rows = asked.filter(request.GET.get("rows", ""))
    columns = asked.filter(request.GET.get("columns", ""))
    context = asked.context | {"rows": rows, "columns": columns}
    if rows is not None and columns is not None and rows != columns:
        _kept(asked.study)
        table = _table(asked.study, rows, columns)
        if request.GET.get("format") == "csv":
            return sheet(f"crossed-{slug}", table["headers"], table["lines"])
        context |= table
    return render(request, "datasets/summaries/cross.html", context)


@for_officers
def read(request: Request, slug: str) -> HttpResponseBase:
    """Lists what was written in answer to one question, for those who may read answers."""
    asked = _asked(request, slug)
    check_reads_answers(request.actor)
    question = asked.question(request.GET.get("question", ""))
    if question is None or question.kind != "text" or question.repeat:
        raise Http404(_("The study asks no such question."))
    listing = listings.texts(texts.written(asked.study, question), question, request.GET)
    context = asked.context | {"question": question, "listing": listing}
    return render(request, "datasets/summaries/read.html", context)


def _asked(request: Request, slug: str) -> Asked:
    study = get_object_or_404(Study, slug=slug)
    check_sees_counts(request.actor, study)
    spoken = dict(variables.languages(study))
    wanted = request.GET.get("language") or get_language() or ""
    language = wanted if wanted in spoken else next(iter(spoken), wanted)
    return Asked(study, variables.of(study, language), spoken, language)


def _kept(study: Study) -> Summary | None:
    """Returns what is kept of a study; whoever looks first has it counted."""
    summary = queries.kept(study)
    if summary is None and queries.is_answered(study):
        now = timezone.now()
        return summaries.count(study, through=now, at=now, by=Actor.system("datasets.summaries"))
    return summary


def _chosen(asked: Asked, query: QueryDict) -> tuple[Variable | None, str]:
    """Returns the question and the answer by which others are looked at."""
    by = asked.filter(query.get("by", ""))
    known = [code for code, _label in by.codes] if by else []
    code = query.get("answer", "")
    return by, code if code in known else ""


def _counted(
    asked: Asked, shown: Sequence[Variable], by: Variable | None, code: str, actor: Actor
) -> dict[str, Safe]:
    if by is not None and code:
        others = [one for one in shown if one.id != by.id]
        return crossed.within(asked.study, by, code, others)
    safe = released.safe(asked.study, shown, by=actor, at=timezone.now())
    entries = counts.rounds(asked.study, shown) if reads_answers(actor, asked.study) else {}
    return safe | entries


def _file(
    asked: Asked, listing: Listing, by: Variable | None, code: str, actor: Actor
) -> HttpResponseBase:
    """Returns the tables of all questions that are looked at as one file."""
    found = list(listing.found)
    safe = _counted(asked, found, by, code, actor)
    headers = [_("Variable"), _("Question"), _("Answer"), _("Respondents"), _("Per cent")]
    lines = (line for one in found for line in words.lines(one, safe.get(one.id)))
    return sheet(f"summary-{asked.study.slug}", headers, lines)


def _texts(asked: Asked, question: Variable, reads: bool) -> str:
    return words.texts_of(asked.study, question) if reads else ""


def _answers(
    asked: Asked, by: Variable, code: str, listing: Listing
) -> list[tuple[str, int | None, str, bool]]:
    """Returns the answers by which others can be looked at: words, number, address, chosen."""
    safe = counts.safe(asked.study, [by])[by.id]
    return [
        (label, safe.codes.get(one), listing.address(by=by.id, answer=one), one == code)
        for one, label in by.codes
    ]


def _table(study: Study, rows: Variable, columns: Variable) -> dict[str, Any]:
    found = crossed.table(study, rows, columns)
    whole = counts.safe(study, [rows, columns])
    labels = words.names(columns, whole[columns.id])
    codes = list(labels)
    down = words.names(rows, whole[rows.id])
    lines = [
        [name, *(found[code].codes.get(one) for one in codes), found[code].missing,
         whole[rows.id].codes.get(code)]
        for code, name in down.items() if code in found
    ]  # fmt: skip
    if "" in found and whole[rows.id].missing != 0:
        blank = found[""]
        lines.append([_("No answer, or not asked"), *(blank.codes.get(one) for one in codes),
                      blank.missing, whole[rows.id].missing])  # fmt: skip
    total = whole[columns.id]
    lines.append([_("All"), *(total.codes.get(one) for one in codes), total.missing,
                  counts.respondents(study)])  # fmt: skip
    return {
        "headers": [_("Answer"), *labels.values(), _("No answer, or not asked"), _("All")],
        "lines": lines,
        "hides": any(None in line for line in lines),
        "moved": not crossed.is_as_kept(study, rows, columns),
        "several": "select_multiple" in (rows.kind, columns.kind),
    }
