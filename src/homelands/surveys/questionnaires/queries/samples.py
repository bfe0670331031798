"""Sample questionnaires to start from: each an XLSForm in four languages, kept as text."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from homelands.forms.odk.doctor import writing
from homelands.forms.odk.doctor.opening import open_workbook

_FOLDER = Path(__file__).parents[1] / "standard"


@dataclass(frozen=True)
class Sample:
    """A questionnaire that comes with the program, and what it is for."""

    name: str
    title: Any
    about: Any
    folder: Path = _FOLDER / "samples"

    @property
    def filename(self) -> str:
        return f"{self.name}.csv"

    def source(self) -> bytes:
        """Reads the XLSForm as it is kept: all its sheets in one text."""
        return (self.folder / self.filename).read_bytes()

    def workbook(self) -> bytes:
        """Returns the XLSForm as a spreadsheet, to be changed."""
        book, _findings = open_workbook(self.source(), self.filename)
        return writing.write(book)


#: Our own questionnaire: what most studies of a diaspora ask.
STANDARD = Sample(
    "diaspora_mapping",
    _("Diaspora mapping"),
    _("Who people are, what they do and offer, and how they are linked to home."),
    _FOLDER,
)

SAMPLES = (
    Sample(
        "household_abroad",
        _("Registration of a household abroad"),
        _("Who lives together, which services they need, how to reach them in a crisis."),
    ),
    Sample(
        "association_census",
        _("Census of diaspora associations"),
        _("What associations exist, whom they bring together, what they do and need."),
    ),
    Sample(
        "event_feedback",
        _("Feedback after an event"),
        _("What people thought of a meeting, a fair or a webinar: five minutes."),
    ),
    Sample(
        "training_before_after",
        _("Before and after a training"),
        _("The same questions twice, joined by a code that respondents choose themselves."),
    ),
    Sample(
        "returnee_follow_up",
        _("Follow-up after a return"),
        _("Work, income, health and help received, some time after people came back."),
    ),
)


def find(name: str) -> Sample | None:
    """Returns the sample of a name."""
    return next((sample for sample in SAMPLES if sample.name == name), None)
