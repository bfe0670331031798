"""The forms of data files, webhooks and concepts."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from homelands.foundation.choices import Choices
from homelands.foundation.languages import LANGUAGES
from homelands.surveys.datasets.actions.concepts import Draft
from homelands.surveys.datasets.actions.exports import Wish
from homelands.surveys.datasets.models import Concept
from homelands.ui.forms import Form

FORMATS = [
    ("xlsx", _("Excel, with a sheet for each repeated group (.xlsx)")),
    ("csv", _("CSV, for any program and any size (.csv)")),
    ("sav", _("SPSS, with labels (.sav)")),
    ("dta", _("Stata 14 and later, with labels (.dta)")),
    ("parquet", _("Parquet, for R and Python (.parquet)")),
    ("ddi", _("DDI Codebook 2.5: the description alone, for archives (.xml)")),
]


class ExportForm(Form):
    """What is wanted of the answers, and in which form."""

    format = forms.ChoiceField(label=_("Format"), choices=FORMATS, widget=forms.RadioSelect)
    language = forms.ChoiceField(label=_("Language of the labels"))
    labels = forms.BooleanField(
        label=_("Write labels into the cells, not codes"),
        required=False,
        help_text=_("SPSS and Stata have both in any case."),
    )
    text = forms.BooleanField(
        label=_("Free texts as well"),
        required=False,
        help_text=_("People write names and places into them. Take them only when you need them."),
    )
    hxl = forms.BooleanField(label=_("A row of HXL tags below the names"), required=False)
    named = forms.BooleanField(
        label=_("Not anonymised: exact times, places, the respondents’ numbers"),
        required=False,
        help_text=_(
            "It needs a reason, has a limit, and above 100 responses a second officer must agree. "
            "The file carries your name."
        ),
    )
    why = forms.CharField(label=_("Why it is needed"), max_length=300, required=False)

    def __init__(self, *args: Any, languages: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = (  # type: ignore[attr-defined]
            languages or list(settings.LANGUAGES)
        )

    def wish(self) -> Wish:
        data = {name: value for name, value in self.cleaned_data.items() if name != "why"}
        return Wish(anonymous=not data.pop("named"), **data)


class RefuseForm(Form):
    """Why a file is refused."""

    why = forms.CharField(
        label=_("Why it is refused"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class WebhookForm(Form):
    """An address that hears of complete responses."""

    url = forms.CharField(
        label=_("Address"),
        max_length=500,
        help_text=_("It begins with https:// and leads to a public server."),
        widget=forms.URLInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )


class ConceptForm(Form):
    """A concept in the languages of the service, with its categories a line each."""

    name = forms.CharField(
        label=_("Name"),
        max_length=60,
        help_text=_("In small letters without spaces, for example: education_level."),
        widget=forms.TextInput(attrs={"dir": "ltr", "spellcheck": "false"}),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Concept.Kind.choices)
    unit = forms.CharField(label=_("Unit"), max_length=50, required=False)
    classification = forms.CharField(
        label=_("Classification"),
        max_length=60,
        required=False,
        help_text=_("With its revision, for example: ISCO-08, ISCED 2011."),
    )
    hxl = forms.CharField(
        label=_("HXL tag"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )
    categories = forms.CharField(
        label=_("Categories"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        help_text=_(
            "One on each line: the code, then the label in each language of the service, with "
            "semicolons between them."
        ),
    )

    def __init__(self, *args: Any, concept: Concept | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, language in settings.LANGUAGES:
            self.fields[f"label_{code}"] = forms.CharField(
                label=_("Label: %(language)s") % {"language": language},
                max_length=200,
                required=False,
                widget=forms.TextInput(attrs={"dir": "auto", "lang": code}),
            )
            self.fields[f"definition_{code}"] = forms.CharField(
                label=_("Definition: %(language)s") % {"language": language},
                max_length=1000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2, "dir": "auto", "lang": code}),
            )
        if concept is not None:
            del self.fields["name"]
            self.initial = {**_initial(concept), **self.initial}

    def draft(self, name: str = "") -> Draft:
        data = self.cleaned_data
        return Draft(
            name=name or data["name"],
            kind=data["kind"],
            labels=_texts(data, "label"),
            definitions=_texts(data, "definition"),
            unit=data["unit"],
            classification=data["classification"],
            hxl=data["hxl"],
            categories=_categories(data["categories"]),
        )


def _texts(data: dict[str, Any], what: str) -> dict[str, str]:
    return {code: data[f"{what}_{code}"] for code in LANGUAGES if data[f"{what}_{code}"]}


def _categories(text: str) -> dict[str, dict[str, str]]:
    found = {}
    for line in filter(None, (line.strip() for line in text.splitlines())):
        code, *labels = (part.strip() for part in line.split(";"))
        texts = zip(LANGUAGES, labels, strict=False)
        found[code[:50]] = {language: label for language, label in texts if label}
    return found


def _initial(concept: Concept) -> dict[str, Any]:
    rows = sorted(concept.categories.all(), key=lambda category: category.place)
    lines = ["; ".join([row.code, *(row.labels.get(c, "") for c in LANGUAGES)]) for row in rows]
    return {
        "kind": concept.kind,
        "unit": concept.unit,
        "classification": concept.classification,
        "hxl": concept.hxl,
        "categories": "\n".join(lines),
        **{f"label_{code}": text for code, text in concept.labels.items()},
        **{f"definition_{code}": text for code, text in concept.definitions.items()},
    }


class LinkForm(Form):
    """Which concept a question measures."""

    concept = forms.ChoiceField(label=_("Concept"))

    def __init__(self, *args: Any, concepts: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["concept"].choices = [("", ""), *concepts]  # type: ignore[attr-defined]


class RecodeForm(Form):
    """Which category each answer means; an answer that stays as it is has none chosen."""

    def __init__(
        self,
        *args: Any,
        codes: Sequence[tuple[str, str]],
        categories: Choices,
        held: dict[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        known = {code for code, _label in categories}
        self._names = {f"code_{place}": code for place, (code, _label) in enumerate(codes)}
        for (name, code), (_code, label) in zip(self._names.items(), codes, strict=True):
            self.fields[name] = forms.ChoiceField(
                label=f"{label} ({code})" if label != code else code,
                choices=[("", _("As it is")), *categories],
                required=False,
                initial=held.get(code, code if code in known else ""),
            )

    def recodes(self) -> dict[str, str]:
        """Returns what differs from the answer's own code."""
        chosen = {code: self.cleaned_data[name] for name, code in self._names.items()}
        return {code: category for code, category in chosen.items() if category != code}
