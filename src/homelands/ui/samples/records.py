"""A record as pages show it: its summary, history, tasks and assessment."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils.translation import gettext as _

from ..rows import BarRow, Entry, SummaryRow, Task, bars

LATIN = "Maria-Magdalena Nkrumah-Wolfeschlegelsteinhausenberger"
ARABIC = "عبد الرحمن بن عبد العزيز المصطفى الهاشمي"


@dataclass(frozen=True)
class Why:
    """One reason of an assessment."""

    sentence: str
    weight: float
    known: bool = True


def summary() -> list[SummaryRow]:
    """Returns the summary list of a person with long names."""
    return [
        SummaryRow(_("Name"), LATIN, "#change", _("the name")),
        SummaryRow(_("Name in Arabic"), ARABIC, "#change", _("the Arabic name")),
        SummaryRow(_("Occupation"), _("Specialist medical practitioner (ISCO-08 2212)")),
        SummaryRow(_("Available from"), None, "#change", _("the date")),
    ]


def answers() -> list[BarRow]:
    """Returns what was answered to a question, one number of it too small to be shown."""
    return bars(
        [
            BarRow(_("Nurse"), 120, 0.6),
            BarRow(_("Doctor"), 80, 0.4),
            BarRow(_("Midwife"), None),
            BarRow(_("No answer"), 14, aside=True),
        ]
    )


def history() -> list[Entry]:
    """Returns a short timeline, newest first."""
    return [
        Entry(
            datetime(2026, 11, 20, 9, 30, tzinfo=UTC),
            ARABIC,
            _("Application put on the shortlist"),
            _("Meets every hard rule and speaks the ward’s language."),
        ),
        Entry(datetime(2026, 11, 12, 16, 5, tzinfo=UTC), LATIN, _("Application sent")),
        Entry(datetime(2026, 11, 2, 8, 0, tzinfo=UTC), _("Homelands"), _("Call opened")),
    ]


def tasks() -> list[Task]:
    """Returns the task list of an application."""
    return [
        Task(_("Your name and how to reach you"), "#task", _("Done"), "good"),
        Task(_("Your work and your skills"), "#task", _("In progress"), "wait"),
        Task(_("Your dates"), "#task", _("Not started")),
        Task(_("Check your answers and send"), "", _("Cannot start yet")),
    ]


def reasons() -> list[Why]:
    """Returns what speaks for and against a match."""
    return [
        Why(_("Twelve years as an anaesthetist; the need asks for five."), 0.8),
        Why(_("Speaks Twi and English, both used on the ward."), 0.4),
        Why(_("Available for six weeks; the host asked for three months."), -0.6),
        Why(_("The host’s region was not among the wishes."), -0.2),
        Why(_("We do not know whether the licence is still valid."), 0, known=False),
    ]
