"""The components that every template can draw; a builtin library, so nothing is loaded."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Any, TypeGuard

from django import template
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..figures.drawing import Drawing
from ..figures.figure import Figure
from ..figures.svg import both
from ..listing import Listing
from ..numerals import number as written
from ..rows import BarRow, Entry, Reason, SummaryRow, Task, Tone

register = template.Library()


@register.filter
def bdi(name: object) -> SafeString:
    """Wraps a name so that its direction does not disturb the sentence around it."""
    return format_html("<bdi>{}</bdi>", name)


@register.filter
def number(value: float | None) -> str:
    """Writes a number as the reader's language does."""
    return written(value)


@register.filter
def cell(value: object) -> object:
    """Writes a value of a figure; None is one that may not be shown."""
    if value is None:
        return _("too few to show")
    return written(value, 0 if float(value).is_integer() else 1) if _counts(value) else value


@register.filter
def lookup(values: Mapping[str, object], key: str) -> object:
    """Returns the value under a key that a template cannot spell, such as ``aria-invalid``."""
    return values.get(key, "")


@register.filter
def due(day: date, today: date) -> str:
    """Says by when something is due, as one would say it."""
    late = (today - day).days
    if late > 0:
        return ngettext("%(n)s day late", "%(n)s days late", late) % {"n": written(late)}
    if late == 0:
        return _("Due today")
    if late == -1:
        return _("Due tomorrow")
    return _("Due on %(day)s") % {"day": date_format(day, "l j F" if late > -7 else "DATE_FORMAT")}


@register.inclusion_tag("ui/status.html")
def status(text: str, tone: Tone = "neutral") -> dict[str, Any]:
    """Draws a status tag."""
    return {"text": text, "tone": tone}


@register.inclusion_tag("ui/icon.html")
def icon(name: str) -> dict[str, Any]:
    """Draws one of our icons, hidden from screen readers."""
    return {"file": f"ui/icons/{name}.svg", "name": name}


@register.inclusion_tag("ui/figure.html")
def figure(figure: Figure) -> dict[str, Any]:
    """Draws a figure with its whole anatomy."""
    return {"figure": figure}


@register.inclusion_tag("ui/drawings.html")
def drawings(chart: Drawing, label: str) -> dict[str, Any]:
    """Draws a chart alone, for a phone and for a wide page; `label` says it in words."""
    return {"drawings": both(chart, label)}


@register.inclusion_tag("ui/listing.html")
def listing(listing: Listing) -> dict[str, Any]:
    """Draws a list with filters, chips, count, table and pages."""
    return {"listing": listing}


@register.inclusion_tag("ui/summary_list.html")
def summary_list(rows: Iterable[SummaryRow]) -> dict[str, Any]:
    """Draws terms and values, each with its Change link where it has one."""
    return {"rows": rows}


@register.inclusion_tag("ui/timeline.html")
def timeline(entries: Iterable[Entry]) -> dict[str, Any]:
    """Draws what happened: when, who, what and why."""
    return {"entries": entries}


@register.inclusion_tag("ui/task_list.html")
def task_list(tasks: Iterable[Task]) -> dict[str, Any]:
    """Draws the tasks of a long form with the state of each."""
    return {"tasks": tasks}


@register.inclusion_tag("ui/bars.html")
def bars(rows: Sequence[BarRow], head: str, counted: str, caption: str = "") -> dict[str, Any]:
    """Draws a table that is its own chart: a bar under each name, its number and share beside."""
    shared = any(row.share is not None for row in rows)
    return {"rows": rows, "head": head, "counted": counted, "caption": caption, "shared": shared}


@register.inclusion_tag("ui/notice.html")
def notice(text: str, tone: Tone = "neutral") -> dict[str, Any]:
    """Draws a sentence that stands out."""
    return {"text": text, "tone": tone}


@register.inclusion_tag("ui/progress.html")
def progress(done: int, total: int, label: str) -> dict[str, Any]:
    """Draws how much of a job is done, in words and as a bar."""
    return {"done": done, "total": total, "label": label}


@register.inclusion_tag("ui/act.html", takes_context=True)
def act(
    context: Context,
    label: str,
    url: str,
    why_not: str = "",
    tone: str = "primary",
    **fields: object,
) -> dict[str, Any]:
    """Draws a button that posts; with ``why_not`` it is off and the reason stands beside it.

    Further keyword arguments are posted along as hidden fields.
    """
    mark = sha256(f"{label}|{url}|{why_not}".encode()).hexdigest()[:8]
    shared = {"csrf_token": context.get("csrf_token"), "mark": mark}
    return {
        **shared, "label": label, "url": url, "why_not": why_not, "tone": tone, "fields": fields
    }  # fmt: skip


@register.inclusion_tag("ui/reasons.html")
def reasons(reasons: Sequence[Reason]) -> dict[str, Any]:
    """Draws what speaks for and against as sentences with small bars, then what is unknown."""
    known = sorted((reason for reason in reasons if reason.known), key=lambda one: -one.weight)
    return {
        "known": [(one, _step(one.weight)) for one in known],
        "unknown": [reason for reason in reasons if not reason.known],
    }


def _counts(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _step(weight: float) -> int:
    """Returns the length of a bar in tens of a percent; even a slight reason can be seen."""
    return max(10, min(100, round(abs(weight) * 10) * 10))


class Captured(template.Node):
    """Keeps what its content draws under a name instead of drawing it."""

    def __init__(self, nodelist: NodeList, name: str) -> None:
        self.nodelist = nodelist
        self.name = name

    def render(self, context: Context) -> SafeString:
        context[self.name] = SafeString(self.nodelist.render(context).strip())
        return SafeString("")


@register.tag
def capture(parser: Parser, token: Token) -> Captured:
    """``{% capture name %}…{% endcapture %}``: lets a shell use a page's block twice."""
    pieces = token.split_contents()
    if len(pieces) != 2:
        raise template.TemplateSyntaxError("capture takes one name: {% capture title %}.")
    nodelist = parser.parse(("endcapture",))
    parser.delete_first_token()
    return Captured(nodelist, pieces[1])
