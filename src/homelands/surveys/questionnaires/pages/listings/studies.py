"""The list of studies, and the tables of their counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from homelands.foundation.templatetags.words import country_name
from homelands.surveys.questionnaires.models import Questionnaire, Study
from homelands.surveys.questionnaires.queries import questionnaires
from homelands.surveys.questionnaires.queries.drafts import name_of
from homelands.surveys.questionnaires.queries.responses import LAST_LOOK, Counts, Progress
from homelands.ui.listing import Column, Empty, Filter, Listing


def _link(study: Study) -> str:
    url = reverse("questionnaires.studies.show", args=[study.slug])
    return format_html('<a href="{}"><bdi>{}</bdi></a>', url, study.name)


def _countries(study: Study) -> str:
    return ", ".join(country_name(code) for code in study.destinations) or _("Everywhere")


def when(study: Study) -> str:
    """Says from when to when a study asks; many have no last day."""
    first = date_format(study.opens_on)
    if study.closes_on is None:
        return _("from %(day)s on") % {"day": first}
    return f"{first} – {date_format(study.closes_on)}"


def _of_design(studies: QuerySet[Study], design: str) -> QuerySet[Study]:
    return studies.filter(design=design)


def _designs() -> list[tuple[str, str]]:
    return [(design.value, str(design.label)) for design in Study.Design]


def studies(rows: QuerySet[Any], query: QueryDict) -> Listing:
    """Returns the list of studies as an officer asked for it."""
    return Listing(
        rows=rows,
        query=query,
        name="studies",
        caption=_("Studies"),
        columns=[
            Column("name", _("Name"), _link, csv=lambda study: study.name),
            Column("design", _("How people are reached"), lambda s: s.get_design_display()),
            Column("countries", _("Countries"), _countries),
            Column("open", _("Open"), when),
            Column("versions", _("Questionnaires"), lambda s: s.versions, numeric=True),
        ],
        filters=[
            Filter("design", _("How people are reached"), _designs(), _of_design),
        ],
        empty=Empty(
            what=_("Each mapping exercise is a study: whom it asks, where, from when to when."),
            who=_("Survey managers add studies, and take in surveys that were held elsewhere."),
            action_label=_("Add a study"),
            action_url=reverse("questionnaires.studies.add"),
        ),
    )


@dataclass(frozen=True)
class Table:
    """Counts with their words; None is too few to show."""

    caption: str
    rows: list[tuple[str, int | None]]
    total: int | None


def counts(versions: Sequence[Questionnaire], progress: Progress) -> list[Table]:
    """Returns the tables of a study's page."""
    headings = _headings(versions)
    speaks = {"": _("Not known"), **_languages(versions)}
    return [
        _table(_("How far respondents came"), progress.states, headings),
        _table(_("Language"), progress.languages, speaks),
        _table(_("Country of residence"), progress.destinations, {"": _("Not known")}),
    ]


def _table(caption: str, counted: Counts, words: dict[str, str]) -> Table:
    rows = [(words.get(name) or country_name(name), n) for name, n in counted.rows]
    return Table(caption, rows, counted.total)


def _headings(versions: Sequence[Questionnaire]) -> dict[str, str]:
    language = get_language() or ""
    words = {
        name_of(page): _("Draft, at “%(page)s”") % {"page": page.label(language) or name_of(page)}
        for version in reversed(versions)
        for page in questionnaires.form_of(version).pages
    }
    return {**words, "": _("Complete"), LAST_LOOK: _("Draft, at the last look")}


def _languages(versions: Sequence[Questionnaire]) -> dict[str, str]:
    return {
        code: name
        for version in versions
        for code, name in questionnaires.languages(questionnaires.form_of(version))
    }
