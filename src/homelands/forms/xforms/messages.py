"""Holds what a respondent is told when the form's author gave no words for it.

The sentences are English sources marked for translation; this package knows no web
framework, so whoever shows them translates `Problem.template` and fills in `Problem.values`.
"""

from collections.abc import Callable

N_: Callable[[str], str] = lambda sentence: sentence  # noqa: E731  (a mark, not a function)

MESSAGES: dict[str, str] = {
    "required": N_("Answer this question."),
    "required.trigger": N_("Tick the box to go on."),
    "constraint": N_("This answer is not accepted. Check it and try again."),
    "constraint.range": N_("Choose a number from {start} to {end}."),
    "constraint.step": N_("Choose a number from {start} to {end} in steps of {step}."),
    "type": N_("This answer cannot be read. Check it and try again."),
    "type.integer": N_("Enter a whole number in figures, for example 3."),
    "type.decimal": N_("Enter a number in figures, for example 3.5."),
    "type.range": N_("Enter a number in figures, for example 3."),
    "type.date": N_("Enter a date as year, month and day, for example 2026-03-31."),
    "type.time": N_("Enter a time as hours and minutes, for example 14:30."),
    "type.datetime": N_("Enter a date and a time, for example 2026-03-31T14:30."),
    "type.geopoint": N_("Enter latitude and longitude in degrees, for example 5.56 -0.20."),
    "type.geotrace": N_("Mark at least two places along the way."),
    "type.geoshape": N_("Mark at least three places around the area, and the first one again."),
    "type.upload": N_("This file cannot be taken under its name. Rename it and choose it again."),
    "rounds": N_("That is too many: at most {most} can be described here, one by one."),
    "choice": N_("Choose one of the answers that are listed."),
    "choice.select_multiple": N_("Choose only answers that are listed, each one once."),
    "choice.rank": N_("Put each of the listed answers in order, each one once."),
}


def message_key(code: str, kind: str) -> str:
    """Finds the most particular message for a fault in an answer of some kind."""
    particular = f"{code}.{kind}"
    return particular if particular in MESSAGES else code
