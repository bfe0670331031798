"""The form that all pages start from: Django's, with dates anyone can fill in and a summary."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.forms.boundfield import BoundField
from django.forms.utils import pretty_name
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .widgets import DateParts


@dataclass(frozen=True)
class Work:
    """What a browser has to solve before a form is taken, and when it is taken without."""

    challenge: str
    minutes: int


_ONE_LINE = RegexValidator(
    r"[\x00-\x1f\x7f\x85\u2028\u2029]", _("Write it in one line."), inverse_match=True
)
_NOTHING = ("", pgettext_lazy("first entry of a list", "Choose"))


class Form(forms.Form):
    """A Django form whose errors can be listed at the top of the page."""

    # Our sentences, in the reader's language, rather than the browser's.
    use_required_attribute = False
    work: Work | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            _make_dates_plain(field)
            _keep_to_one_line(field)
            _choose_nothing_yet(field)
        for name, field in self.fields.items():
            _say_what_is_missing(field, str(field.label or pretty_name(name)))

    def summary(self) -> list[tuple[str, str]]:
        """Returns the id of the input at fault ("" for the whole form) and the sentence."""
        found = []
        for name, messages in self.errors.items():
            place = "" if name not in self.fields else input_id(self[name])
            found += [(place, str(message)) for message in messages]
        return found


def input_id(field: BoundField) -> str:
    """Returns the id of the first input of a field, so that a link can put the cursor there."""
    if not field.auto_id:
        return ""
    return field.id_for_label or f"{field.auto_id}_0"


def _keep_to_one_line(field: forms.Field) -> None:
    """Refuses what ends a line in a box of one line: a title stands in headers of letters."""
    if type(field) is forms.CharField and type(field.widget) is forms.TextInput:
        field.validators = [*field.validators, _ONE_LINE]


def _choose_nothing_yet(field: forms.Field) -> None:
    """Begins a list with nothing chosen, so that nobody sends the first entry unread."""
    if (
        isinstance(field, forms.ChoiceField)
        and not isinstance(field, forms.ModelChoiceField | forms.MultipleChoiceField)
        and type(field.widget) is forms.Select
        and field.required
        and field.initial is None
    ):
        offered: Any = field.choices

        def choices() -> list[Any]:
            known = list(offered)
            return known if any(value == "" for value, _label in known) else [_NOTHING, *known]

        field.choices = choices


def _make_dates_plain(field: forms.Field) -> None:
    """Swaps Django's bare text box for dates; a widget that a form chose itself is kept."""
    if isinstance(field, forms.DateField) and type(field.widget) is forms.DateInput:
        field.widget = DateParts(attrs=field.widget.attrs)
        field.error_messages["invalid"] = _(
            "Enter a real date with a day, a month and a year, for example 27 3 2027."
        )
    elif isinstance(field, forms.DateTimeField) and type(field.widget) is forms.DateTimeInput:
        attrs = {**field.widget.attrs, "type": "datetime-local"}
        field.widget = forms.DateTimeInput(attrs=attrs, format="%Y-%m-%dT%H:%M")


def _say_what_is_missing(field: forms.Field, label: str) -> None:
    """Names the question in "required" errors; a sentence that a form chose itself is kept."""
    if field.error_messages.get("required") != forms.Field.default_error_messages["required"]:
        return
    if isinstance(field, forms.BooleanField):
        sentence = _("Tick “{label}” to go on.")
    elif isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        sentence = _("Choose an answer for “{label}”.")
    elif isinstance(field, forms.FileField):
        sentence = _("Add a file for “{label}”.")
    else:
        sentence = _("Fill in “{label}”.")
    field.error_messages["required"] = format_lazy(sentence, label=label)
