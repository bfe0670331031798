"""The lists of data files, webhooks' messages and concepts."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet, TextChoices
from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.text import slugify
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from homelands.forms.datafiles.exporting.variable import Variable
from homelands.foundation.templatetags.words import country_name
from homelands.surveys.datasets.models import Concept, Delivery, ExportRequest
from homelands.surveys.datasets.pages.forms.data import FORMATS
from homelands.surveys.datasets.pages.words.kinds import KINDS
from homelands.surveys.datasets.queries import concepts as concept_queries
from homelands.surveys.datasets.queries.searched import Found
from homelands.surveys.datasets.rules.webhooks import FAULTS
from homelands.surveys.questionnaires.models import Study
from homelands.ui.listing import Column, Empty, Filter, Listing
from homelands.ui.rows import SummaryRow
from homelands.ui.templatetags.ui import bdi

#: So many answers of a list stand beside a question.
_FEW = 4


def _moment(at: Any) -> str:
    return date_format(localtime(at), "SHORT_DATETIME_FORMAT") if at else ""


def _choices(kind: type[TextChoices]) -> list[tuple[str, str]]:
    return [(text_choices.value, str(text_choices.label)) for text_choices in kind]


def _of_state(rows: QuerySet[Any], state: str) -> QuerySet[Any]:
    return rows.filter(state=state)


def exports(study: Study, rows: QuerySet[Any], query: QueryDict) -> Listing:
    """Returns the data files of a study."""

    def link(export: ExportRequest) -> str:
        url = reverse("datasets.exports.show", args=[export.pk])
        return format_html('<a href="{}">{}</a>', url, _moment(export.requested_at))

    return Listing(
        rows=rows,
        query=query,
        name="exports",
        caption=_("Data files"),
        columns=[
            Column("asked", _("Asked for"), link, csv=lambda one: _moment(one.requested_at)),
            Column("format", _("Format"), lambda one: one.format),
            Column("who", _("By"), lambda one: format_html("<bdi>{}</bdi>", one.requested_name)),
            Column("anonymous", _("Anonymised"), lambda one: _yes(one.anonymous)),
            Column("rows", _("Responses"), lambda one: one.rows, numeric=True),
            Column("state", _("State"), lambda one: one.get_state_display()),
        ],
        filters=[Filter("state", _("State"), _choices(ExportRequest.State), _of_state)],
        empty=Empty(
            what=_(
                "The answers of a study leave it as files, each with its reason and its record."
            ),
            who=_("Survey managers and monitoring officers ask for them."),
            action_label=_("Take data out"),
            action_url=reverse("datasets.exports.request", args=[study.slug]),
        ),
    )


def questions(asked: Sequence[Variable], query: QueryDict) -> Listing:
    """Returns the questions of a study in pages, those that are looked for."""
    return Listing(
        rows=list(asked),
        query=query,
        name="questions",
        caption=_("Questions"),
        columns=[],
        filters=[Filter("q", _("Words or name of a question"), [], _said)],
        page_size=20,
        csv_offered=False,
    )


def _said(asked: Sequence[Variable], words: str) -> list[Variable]:
    wanted = words.casefold()
    return [one for one in asked if wanted in one.label.casefold() or wanted in one.id.casefold()]


def asked(rows: Sequence[Found], query: QueryDict) -> Listing:
    """Returns the questions of all studies, those that are looked for."""
    studies = {str(one.study.pk): one.study.name for one in rows}
    concepts = {one.concept.name: one.label for one in rows if one.concept}
    named = sorted(concepts.items(), key=_by_words)
    kinds = {one.line.kind: str(KINDS.get(one.line.kind, one.line.kind)) for one in rows}
    return Listing(
        rows=rows,
        query=query,
        name="codebook",
        caption=_("Questions"),
        columns=[
            Column("label", _("Question"), _question, csv=lambda one: one.line.label),
            Column("name", _("Name"), lambda one: _ltr(one.line.question), csv=_name),
            Column("study", _("Study"), lambda one: bdi(one.study.name), csv=_study),
            Column("kind", _("Kind"), lambda one: kinds[one.line.kind]),
            Column("concept", _("Concept"), _concept, csv=lambda one: one.label),
            Column("answers", _("Answers"), _answers, csv=_all_answers),
        ],
        filters=[
            Filter("q", _("Words, name or answer"), [], _searched),
            Filter("study", _("Study"), sorted(studies.items(), key=_by_words), _in_study),
            Filter("kind", _("Kind"), sorted(kinds.items(), key=_by_words), _asked_as),
            *([Filter("concept", _("Concept"), named, _measures)] if named else []),
        ],
        empty=Empty(
            what=_("The questions of your studies stand here as soon as one is published."),
            who=_("Survey managers publish questionnaires and take in files of answers."),
            action_label=_("All studies"),
            action_url=reverse("questionnaires.studies.listed"),
        ),
    )


def _by_words(pair: tuple[str, str]) -> str:
    return pair[1].casefold()


def _question(one: Found) -> str:
    url = reverse("datasets.codebooks.show", args=[one.study.slug])
    words = one.line.label or one.line.question
    return format_html('<a href="{}#{}"><bdi>{}</bdi></a>', url, slugify(one.line.question), words)


def _ltr(name: str) -> str:
    return format_html('<bdi dir="ltr">{}</bdi>', name)


def _name(one: Found) -> str:
    return one.line.question


def _study(one: Found) -> str:
    return one.study.name


def _concept(one: Found) -> str | None:
    if one.concept is None:
        return None
    url = reverse("datasets.concepts.show", args=[one.concept.name])
    return format_html('<a href="{}"><bdi>{}</bdi></a>', url, one.label)


def _answers(one: Found) -> str | None:
    """Returns the first answers of a list; the codebook has them all."""
    if not one.line.answers:
        return None
    more = "…" if len(one.line.answers) > _FEW else ""
    return bdi(" · ".join(one.line.answers[:_FEW]) + more)


def _all_answers(one: Found) -> str:
    return " · ".join(one.line.answers)


def _searched(rows: Sequence[Found], words: str) -> list[Found]:
    wanted = words.casefold().split()
    return [one for one in rows if all(word in one.words for word in wanted)]


def _in_study(rows: Sequence[Found], study: str) -> list[Found]:
    return [one for one in rows if str(one.study.pk) == study]


def _asked_as(rows: Sequence[Found], kind: str) -> list[Found]:
    return [one for one in rows if one.line.kind == kind]


def _measures(rows: Sequence[Found], concept: str) -> list[Found]:
    return [one for one in rows if one.concept is not None and one.concept.name == concept]


def texts(rows: QuerySet[Any], question: Variable, query: QueryDict) -> Listing:
    """Returns what was written in answer to a question."""
    return Listing(
        rows=rows,
        query=query,
        name=f"texts-{question.name}",
        caption=question.label,
        columns=[
            Column(
                "text",
                _("Text"),
                lambda one: format_html('<span dir="auto">{}</span>', one.text),
                csv=lambda one: one.text,
            ),
            Column("on", _("Sent on"), lambda one: date_format(localtime(one.completed_at))),
            Column("where", _("Country"), lambda one: country_name(one.destination)),
        ],
        empty=Empty(
            what=_("What respondents wrote in answer to this question stands here."),
            who=_("Nobody in the countries that you may read has written anything yet."),
        ),
        page_size=50,
        csv_offered=False,
    )


def _yes(value: bool) -> str:
    return _("Yes") if value else _("No")


def facts(export: ExportRequest) -> list[SummaryRow]:
    """Returns what is known of a data file, line by line."""
    rows = [
        SummaryRow(_("Format"), dict(FORMATS).get(export.format, export.format)),
        SummaryRow(_("Responses"), export.rows),
        SummaryRow(_("Anonymised"), _yes(export.anonymous)),
        SummaryRow(_("Free texts"), _yes(export.text)),
        SummaryRow(_("Asked for by"), format_html("<bdi>{}</bdi>", export.requested_name)),
        SummaryRow(_("Asked for"), _moment(export.requested_at)),
        SummaryRow(_("Why it is needed"), export.why),
        SummaryRow(_("Decided"), _moment(export.decided_at)),
        SummaryRow(_("Why it is refused"), export.decided_why),
        SummaryRow(_("Can be downloaded until"), _moment(export.expires_at)),
        SummaryRow(_("Downloads"), export.downloads if export.made_at else ""),
    ]
    return [row for row in rows if row.value != ""]


def concepts(rows: QuerySet[Any], query: QueryDict) -> Listing:
    """Returns the library of concepts."""

    def link(concept: Concept) -> str:
        url = reverse("datasets.concepts.show", args=[concept.name])
        label = concept_queries.label(concept)
        return format_html('<a href="{}"><bdi>{}</bdi></a>', url, label)

    return Listing(
        rows=rows,
        query=query,
        name="concepts",
        caption=_("Concepts"),
        columns=[
            Column("label", _("Concept"), link, csv=concept_queries.label),
            Column("name", _("Name"), lambda one: format_html('<bdi dir="ltr">{}</bdi>', one.name)),
            Column("kind", _("Kind"), lambda one: one.get_kind_display()),
            Column("classification", _("Classification"), lambda one: one.classification),
            Column(
                "categories", _("Categories"), lambda one: len(one.categories.all()), None, True
            ),
            Column("studies", _("Studies"), lambda one: one.studies, None, True),
        ],
        filters=[
            Filter("kind", _("Kind"), _choices(Concept.Kind), _of_kind),
            Filter("find", _("Words"), (), _with_words),
        ],
        empty=Empty(
            what=_("A concept is what is measured, whatever the question: age, occupation, trust."),
            who=_("Start with the standard concepts of diaspora mapping, or add your own."),
        ),
    )


def _of_kind(rows: QuerySet[Any], kind: str) -> QuerySet[Any]:
    return rows.filter(kind=kind)


def _with_words(rows: QuerySet[Any], words: str) -> QuerySet[Any]:
    # The labels of all languages are looked through as they are stored.
    return rows.filter(name__icontains=words) | rows.filter(labels__icontains=words)


def deliveries(study: Study, rows: QuerySet[Any], query: QueryDict) -> Listing:
    """Returns the messages to a study's webhooks, the latest first."""

    def state(one: Delivery) -> str:
        if one.done_at is None:
            return _("Waits")
        return _("Given up") if one.fault else _("Arrived")

    return Listing(
        rows=rows,
        query=query,
        name="deliveries",
        caption=_("Messages"),
        columns=[
            Column("made", _("Made"), lambda one: _moment(one.made_at)),
            Column("to", _("Address"), lambda one: format_html(
                '<bdi dir="ltr">{}</bdi>', one.webhook.url)),
            Column("state", _("State"), state),
            Column("tries", _("Tries"), lambda one: one.tries, numeric=True),
            Column("answered", _("Answer"), lambda one: one.answered or ""),
            Column("fault", _("What went wrong"), lambda one: FAULTS.get(one.fault, one.fault)),
            Column("retry", _("Again"), _retry, csv=lambda one: ""),
        ],
        filters=[Filter("state", _("State"), [
            ("waits", _("Waits")), ("arrived", _("Arrived")), ("given_up", _("Given up"))],
            _delivered)],
        empty=Empty(
            what=_("Each complete response makes a message to each address."),
            who=_("Nothing was sent yet."),
        ),
    )  # fmt: skip


def _retry(delivery: Delivery) -> str:
    if delivery.done_at is None or not delivery.fault or delivery.webhook.removed_at:
        return ""
    url = reverse("datasets.webhooks.retry", args=[delivery.pk])
    return format_html('<a href="{}">{}</a>', url, _("Send again"))


def _delivered(rows: QuerySet[Any], state: str) -> QuerySet[Any]:
    if state == "waits":
        return rows.filter(done_at=None)
    over = rows.exclude(done_at=None)
    return over.filter(fault="") if state == "arrived" else over.exclude(fault="")
