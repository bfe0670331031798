"""Chooses the input for each kind of question; what stands in the table can be asked on the web."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from homelands.forms.xforms import Question
from homelands.surveys.questionnaires.pages.asking.parts import (
    Code,
    Drawing,
    LineParts,
    MomentParts,
    Order,
    PlaceParts,
    Upload,
)
from homelands.surveys.questionnaires.pages.asking.wording import plain
from homelands.surveys.questionnaires.rules import attachments
from homelands.ui.widgets import DateParts

#: With more choices than this a list is easier to use than buttons.
MOST_BUTTONS = 12

_CHOICES = "questionnaires/responses/widgets/choices.html"
#: Appearances of a picture that is drawn on the page.
DRAWN = frozenset({"signature", "draw"})
_LISTS = frozenset({"minimal", "autocomplete", "search", "quick-minimal"})


@dataclass(frozen=True)
class Asking:
    """A question as it is asked now: its choices as pairs, and the addresses that belong to it."""

    question: Question
    pairs: list[tuple[str, str]] = field(default_factory=list)
    images: Mapping[str, str] = field(default_factory=dict)  # addresses, by the choice's code
    kept: str = ""  # where the file that is kept can be looked at
    listed: bool = False  # whether a list is wanted, because the script changes its choices

    @property
    def appearance(self) -> frozenset[str]:
        return frozenset(self.question.appearance.split())


class _Styled:
    """Gives choices a look of their own, and pictures where the form has them."""

    def __init__(self, asking: Asking, style: str = "") -> None:
        super().__init__(choices=asking.pairs)  # type: ignore[call-arg]
        self.images = asking.images
        self.style = "pictures" if asking.images else style

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)  # type: ignore[misc]
        context["widget"]["style"] = self.style
        return context

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)  # type: ignore[misc]
        return {**option, "image": self.images.get(str(value), "")}


class Buttons(_Styled, forms.RadioSelect):
    """One of a few choices."""

    template_name = _CHOICES


class Boxes(_Styled, forms.CheckboxSelectMultiple):
    """Any of some choices."""

    template_name = _CHOICES


def _one(asking: Asking) -> forms.Widget:
    wanted = asking.listed or bool(asking.appearance & _LISTS)
    if not asking.images and (wanted or len(asking.pairs) > MOST_BUTTONS):
        return forms.Select(choices=[("", _("Choose an answer")), *_plain(asking.pairs)])
    return Buttons(asking, _style(asking))


def _plain(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Gives choices in words alone: a list draws nothing."""
    return [(code, plain(label)) for code, label in pairs]


def _style(asking: Asking) -> str:
    """Names the look that the author chose: a row, a row of a matrix, columns, or one below one."""
    if "likert" in asking.appearance:
        return "likert"
    if asking.appearance & {"list-nolabel", "list"}:
        return "row"
    columns = any(one.startswith(("columns", "compact", "horizontal")) for one in asking.appearance)
    return "columns" if columns else "plain"


def _several(asking: Asking) -> forms.Widget:
    return Boxes(asking, _style(asking))


def _range(asking: Asking) -> forms.Widget:
    """Draws a few steps as buttons; many are typed, because a slider always has an answer."""
    steps = steps_of(asking.question)
    if 0 < len(steps) <= MOST_BUTTONS:
        pairs = [(step, step) for step in steps]
        return Buttons(Asking(asking.question, pairs), "likert")
    names = ("start", "end", "step")
    bounds = {f"data-{name}": asking.question.parameters.get(name, "") for name in names}
    return forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", **bounds})


def steps_of(question: Question) -> list[str]:
    """Lists the numbers of a range, where they are few."""
    try:
        start, end, step = (Decimal(question.parameters[k]) for k in ("start", "end", "step"))
        count = int((end - start) / step) + 1
    except (KeyError, ArithmeticError, ValueError):
        return []
    if not 0 < count <= MOST_BUTTONS:
        return []
    return [f"{(start + step * number).normalize():f}" for number in range(count)]


def remark(question: Question) -> str:
    """Says what a person must know to give an answer of a kind, beside the author's own hint."""
    if question.kind == "upload":
        return str(attachments.HINTS[attachments.media_of(question)])
    bounds = {name: question.parameters.get(name, "") for name in ("start", "end", "step")}
    if question.kind == "range" and all(bounds.values()) and not steps_of(question):
        return _("A number from %(start)s to %(end)s, in steps of %(step)s.") % bounds
    return ""


def _number(mode: str) -> Callable[[Asking], forms.Widget]:
    attrs = {"inputmode": mode, "autocomplete": "off", "class": "number"}
    return lambda asking: forms.TextInput(attrs=attrs)


def _text(asking: Asking) -> forms.Widget:
    if "multiline" in asking.appearance:
        return forms.Textarea(attrs={"rows": asking.question.parameters.get("rows") or 4})
    if "numbers" in asking.appearance:
        return forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    return forms.TextInput(attrs={"autocomplete": "off"})


def _date(asking: Asking) -> forms.Widget:
    if "year" in asking.appearance:
        return DateParts(shown=("year",))
    if "month-year" in asking.appearance:
        return DateParts(shown=("month", "year"))
    return DateParts()


def _upload(asking: Asking) -> forms.Widget:
    kind = Drawing if asking.appearance & DRAWN else Upload
    return kind(attachments.accepted(attachments.media_of(asking.question)), asking.kept)


#: What our pages can ask. Notes are shown, and are here because a page can hold them.
WIDGETS: dict[str, Callable[[Asking], forms.Widget]] = {
    "text": _text,
    "integer": _number("numeric"),
    "decimal": _number("decimal"),
    "select_one": _one,
    "select_multiple": _several,
    "rank": lambda asking: Order(asking.pairs),
    "range": _range,
    "date": _date,
    "time": lambda asking: forms.TextInput(attrs={"type": "time", "class": "short--time"}),
    "datetime": lambda asking: MomentParts(),
    "geopoint": lambda asking: PlaceParts(),
    "geotrace": lambda asking: LineParts(closed=False),
    "geoshape": lambda asking: LineParts(closed=True),
    "barcode": lambda asking: Code(),
    "trigger": lambda asking: forms.CheckboxInput(),
    "upload": _upload,
    "note": lambda asking: forms.HiddenInput(),
}


def widget(asking: Asking) -> forms.Widget:
    """Returns the input for a question; what only field apps can ask is shown as a text."""
    return WIDGETS.get(asking.question.kind, _text)(asking)
