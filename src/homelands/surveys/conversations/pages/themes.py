"""What was talked of where, and how far those who coded it agree."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from homelands.foundation.templatetags.words import country_name
from homelands.foundation.views import Request, for_officers
from homelands.surveys.conversations.models import Conversation
from homelands.surveys.conversations.queries import coding
from homelands.surveys.conversations.rules.conversations import check_reads
from homelands.surveys.questionnaires.models import Study
from homelands.ui import sentences
from homelands.ui.sheet import sheet


@for_officers
def show(request: Request, slug: str) -> HttpResponseBase:
    """Shows in how many conversations of each kind or country a theme stands."""
    check_reads(request.actor)
    study = get_object_or_404(Study, slug=slug)
    by = "destination" if request.GET.get("by") == "destination" else "kind"
    themes = coding.themes(study, by)
    groups = [(_group(by, group), n) for group, n in themes.groups]
    if request.GET.get("format") == "csv":
        header = [_("Theme"), _("Conversations"), *(f"{name} ({n})" for name, n in groups)]
        rows = [[row.code.name, row.conversations, *row.by_group] for row in themes.rows]
        return sheet(f"themes-{study.slug}", header, rows)
    names = [name for name, _n in groups]
    themed = [(row, list(zip(names, row.by_group, strict=True))) for row in themes.rows]
    context = {"study": study, "rows": themed, "groups": groups, "by": by}
    return render(request, "conversations/themes/show.html", context)


def _group(by: str, group: str) -> str:
    return country_name(group) if by == "destination" else str(Conversation.Kind(group).label)


@for_officers
def compare(request: Request, slug: str) -> HttpResponse:
    """Shows how far coders agree on each code, and where they differ."""
    check_reads(request.actor)
    study = get_object_or_404(Study, slug=slug)
    comparison = coding.comparison(study)
    codes = [
        (code, sentences.each(code.agreement.cautions if code.agreement else ()))
        for code in comparison.codes
    ]
    context = {"study": study, "comparison": comparison, "codes": codes}
    return render(request, "conversations/themes/compare.html", context)
