"""The forms with which a questionnaire is added: a file, those beside it, and what was held."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from homelands.forms.odk.conversion import MOST_BYTES
from homelands.surveys.questionnaires.models import Questionnaire
from homelands.surveys.questionnaires.queries import samples
from homelands.surveys.questionnaires.queries.questionnaires import standard
from homelands.surveys.questionnaires.queries.uploads import MOST_BYTES as MOST_IN_ALL
from homelands.surveys.questionnaires.queries.uploads import Upload
from homelands.ui.forms import Form

_ACCEPTED = ".xlsx,.xlsm,.xls,.csv,.md,.xml,.xhtml"


class SeveralFiles(forms.ClearableFileInput):
    """A file input with which several files are chosen at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, as a list."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        one = super().clean
        listed = data if isinstance(data, list | tuple) else [data] if data else []
        return [one(file, initial) for file in listed]


class CheckForm(Form):
    """A questionnaire with the files that it names, or one that comes with the program."""

    file = forms.FileField(
        label=_("Questionnaire (XLSForm or XForm)"),
        required=False,
        help_text=_("An .xlsx, .xls, .csv, .md or .xml file of at most 5 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": _ACCEPTED}),
    )
    standard = forms.BooleanField(
        label=_("Use the diaspora mapping questionnaire that comes with the program"),
        required=False,
    )
    sample = forms.ChoiceField(
        label=_("Or start from a sample"),
        required=False,
        help_text=_("Each speaks English, French, Spanish and Arabic. What they ask stands below."),
    )
    beside = FilesField(
        label=_("Files that the questionnaire names"),
        required=False,
        help_text=_("Lists, pictures or sounds, if it has any. Choose several at once."),
    )
    held = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, upload: Upload | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._upload = upload
        offered = [("", gettext("None")), *((one.name, one.title) for one in samples.SAMPLES)]
        self.fields["sample"].choices = offered  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Wants one questionnaire, of a size that can be read: a new one or the one held."""
        data: dict[str, Any] = super().clean() or {}
        file, ours = data.get("file"), data.get("standard") or data.get("sample")
        if file and file.size > MOST_BYTES:
            self.add_error("file", _("The file is larger than 5 MB."))
        if sum(extra.size for extra in data.get("beside") or ()) > MOST_IN_ALL:
            self.add_error("beside", _("The files are larger than 25 MB together."))
        if not (file or ours or self._upload or "file" in self.errors):
            self.add_error("file", self._missing(data))
        if file and ours:
            self.add_error("file", _("Add a file, or tick the box below it: one of the two."))
        if data.get("standard") and data.get("sample"):
            self.add_error(
                "sample", _("Choose a sample, or tick the box above it: one of the two.")
            )
        return data

    def _missing(self, data: Mapping[str, Any]) -> str:
        if data.get("held"):
            return gettext("The file is not held any more. Add it again.")
        return gettext("Add a file, or tick the box below it: one of the two.")

    def upload(self) -> Upload:
        """Returns the questionnaire with its files; those added now come before those held."""
        data = self.cleaned_data
        held = self._upload
        extra = {_plain(file.name): file.read() for file in data["beside"]}
        if file := data.get("file"):
            return Upload(_plain(file.name), file.read(), extra)
        if sample := samples.find(data["sample"]):
            return Upload(sample.filename, sample.source(), extra)
        if data["standard"]:
            content, name = standard()
            return Upload(name, content, extra)
        assert held is not None  # clean() has refused it
        return Upload(held.filename, held.content, {**held.files, **extra})


class PublishForm(CheckForm):
    """A questionnaire to be published, mended or in spite of what only Collect can ask."""

    repair = forms.BooleanField(required=False, widget=forms.HiddenInput)
    sure = forms.BooleanField(required=False, widget=forms.HiddenInput)


class CompareForm(Form):
    """The version that a questionnaire is compared with."""

    earlier = forms.ModelChoiceField(
        queryset=Questionnaire.objects.none(), label=_("Compare with"), empty_label=None
    )


def _plain(name: str | None) -> str:
    """Takes the folders off a file's name."""
    return (name or "").replace("\\", "/").rpartition("/")[2]
