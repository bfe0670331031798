"""The parts of a study, in groups, as far as the officer may open them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django import template
from django.template.context import RequestContext
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from homelands.foundation.actors import Actor
from homelands.foundation.errors import why_not
from homelands.surveys.models import Study
from homelands.surveys.rules import check_manages, check_sees_counts
from homelands.surveys.rules.exports import check_may_describe
from homelands.surveys.rules.quality import check_reads_answers

register = template.Library()


@dataclass(frozen=True)
class Part:
    """One part: its page, who may open it, the pages that belong to it, for which designs."""

    words: str | Promise
    page: str
    check: Callable[[Actor, Study], None]
    holds: tuple[str, ...] = ()
    designs: tuple[str, ...] = tuple(Study.Design.values)


#: The statistics stand in the app above: their page is known by its name only.
_GROUPS: tuple[tuple[str | Promise, tuple[Part, ...]], ...] = (
    (
        _("Questions"),
        (
            Part(_("The study"), "surveys.studies.show", check_sees_counts),
            Part(_("Codebook"), "surveys.codebooks.show", check_sees_counts),
            Part(_("Concepts"), "surveys.concepts.mapped", check_sees_counts),
        ),
    ),
    (
        _("Respondents"),
        (
            Part(
                _("Collectors"),
                "surveys.collectors.listed",
                check_sees_counts,
                ("surveys.collectors.show", "surveys.invitations.listed"),
            ),
            Part(
                _("Recruitment"),
                "surveys.recruitment.show",
                check_sees_counts,
                ("surveys.seeds.listed", "surveys.rewards.listed", "surveys.rewards.owing"),
                (Study.Design.RDS,),
            ),
            Part(_("Files of answers"), "surveys.imports.upload", check_manages),
        ),
    ),
    (
        _("Answers"),
        (
            Part(
                _("Submissions"),
                "surveys.submissions.listed",
                check_reads_answers,
                ("surveys.entities.listed",),
            ),
            Part(_("How it runs"), "surveys.quality.show", check_reads_answers),
            Part(_("Doubts"), "surveys.signals.listed", check_manages),
        ),
    ),
    (
        _("Findings"),
        (
            Part(_("Statistics"), "mapping.diagnostics.show", check_sees_counts),
            Part(
                _("Conversations"),
                "surveys.conversations.listed",
                check_reads_answers,
                (
                    "surveys.codes.listed",
                    "surveys.themes.show",
                    "surveys.themes.compare",
                    "surveys.quotes.listed",
                ),
            ),
        ),
    ),
    (
        _("Take data out"),
        (
            Part(_("Data files"), "surveys.exports.listed", check_may_describe),
            Part(_("Webhooks"), "surveys.webhooks.listed", check_manages),
        ),
    ),
)


@dataclass(frozen=True)
class Link:
    """A link to one part; `current` is "page" on the part's own page, "true" on what it holds."""

    words: str
    url: str
    current: str


@register.simple_tag(takes_context=True)
def sections(context: RequestContext, study: Study) -> list[tuple[str, list[Link]]]:
    """Returns the links to the parts of a study, group by group."""
    request: Any = context["request"]
    here = request.resolver_match.view_name if request.resolver_match else ""
    groups = [(str(words), list(_links(parts, study, request.actor, here)))
              for words, parts in _GROUPS]  # fmt: skip
    return [(words, links) for words, links in groups if links]


def _links(parts: tuple[Part, ...], study: Study, by: Actor, here: str) -> Iterator[Link]:
    for part in parts:
        if study.design in part.designs and not why_not(part.check, by, study):
            current = "page" if here == part.page else "true" if here in part.holds else ""
            yield Link(str(part.words), reverse(part.page, args=[study.slug]), current)
