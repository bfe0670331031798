"""The forms of a file of answers: the file, and what its columns mean."""

from operator import itemgetter
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from homelands.forms.datafiles.incoming import columns
from homelands.forms.datafiles.incoming.columns import Target
from homelands.forms.datafiles.incoming.rounds import bare
from homelands.forms.tables import Table
from homelands.foundation import choices
from homelands.surveys.datasets.actions.imports import Upload
from homelands.surveys.questionnaires.models import Study
from homelands.ui.forms import Form


class UploadForm(Form):
    """A file, and where its respondents live."""

    file = forms.FileField(
        label=_("File of answers"),
        help_text=_(
            "CSV, Excel, SPSS or Stata, also as Kobo and ODK export them, with repeats in the ZIP "
            "or the workbook. At most 25 MB."
        ),
    )
    destination = forms.ChoiceField(
        label=_("Country of residence"),
        required=False,
        help_text=_("Where no column of the file says it."),
    )

    def __init__(self, *args: Any, study: Study, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = set(study.destinations)
        places = [one for one in choices.destinations() if not held or one[0] in {"", *held}]
        self.fields["destination"].choices = places  # type: ignore[attr-defined]
        if len(held) == 1:
            self.fields["destination"].initial = next(iter(held))

    def upload(self) -> Upload:
        file = self.cleaned_data["file"]
        return Upload(file.name, file.read(), self.cleaned_data["destination"])


class ColumnsForm(Form):
    """What each column of the file means: typed, with what it can be offered in one list.

    A select for each column would repeat every question in each: a form of 250 questions and its
    export would draw sixty thousand choices.
    """

    def __init__(self, *args: Any, sheet: Table, targets: list[Target], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._header = sheet.header
        self.offered = [*_own(), *_questions(targets)]
        # What is asked in rounds means the same in each.
        self._first = {bare(name): place for place, name in reversed([*enumerate(sheet.header)])}
        for name, number in sorted(self._first.items(), key=itemgetter(1)):
            if name:
                self.fields[f"column{number}"] = forms.CharField(
                    label=name, required=False, max_length=300, widget=_Suggested()
                )

    @staticmethod
    def held(sheet: Table, meaning: dict[str, str]) -> dict[str, str]:
        """Returns what the form starts with."""
        return {f"column{n}": meaning.get(name, "") for n, name in enumerate(sheet.header)}

    def clean(self) -> dict[str, Any]:
        """Refuses what is no question, and a question that two columns answer."""
        data: dict[str, Any] = super().clean() or {}
        known = {meaning for meaning, _words in self.offered}
        given: dict[str, str] = {}
        for field, meaning in data.items():
            if meaning and meaning not in known:
                sentence = _("“%(name)s” is no question of this study. Choose one from the list.")
                self.add_error(field, sentence % {"name": meaning})
            elif meaning and meaning in given:
                sentence = _("“%(name)s” is answered by another column already.")
                self.add_error(field, sentence % {"name": meaning})
            given[meaning] = field
        return data

    def meaning(self) -> dict[str, str]:
        """Returns the meaning of each column by its heading."""
        return {
            name: self.cleaned_data.get(f"column{self._first[bare(name)]}", "")
            for name in self._header
        }


class _Suggested(forms.TextInput):
    """A line of text that suggests what the page's list holds."""

    def __init__(self) -> None:
        super().__init__(
            attrs={"list": "meanings", "autocomplete": "off", "spellcheck": "false", "dir": "ltr"}
        )


def _own() -> list[tuple[str, Any]]:
    return [
        (columns.ID, _("The respondent's id, by which nobody comes in twice")),
        (columns.PLACE, _("Country of residence")),
        (columns.LANGUAGE, _("Language")),
    ]


def _questions(targets: list[Target]) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for target in targets:
        found.append((target.id, target.label or target.id))
        found += [
            (f"{target.id}/{code}", f"{target.label or target.id}: {code}")
            for code in target.choices
        ]
    return found
