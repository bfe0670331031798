"""The parts of a study, in groups, as far as the officer may open them."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.template.context import RequestContext
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from homelands.foundation import parts
from homelands.foundation.parts import Part
from homelands.surveys.questionnaires.models import Study

register = template.Library()

#: The groups in which apps put their parts of a study, in their order.
GROUPS = {
    "questions": _("Questions"),
    "respondents": _("Respondents"),
    "answers": _("Answers"),
    "findings": _("Findings"),
    "data": _("Take data out"),
}


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
    opened = parts.of("study", study, request.actor)
    groups = [
        (str(words), [_link(part, study, here) for part in opened if part.group == group])
        for group, words in GROUPS.items()
    ]
    return [(words, links) for words, links in groups if links]


def _link(part: Part, study: Study, here: str) -> Link:
    current = "page" if here == part.page else "true" if here in part.holds else ""
    return Link(str(part.words), reverse(part.page, args=[study.slug]), current)
