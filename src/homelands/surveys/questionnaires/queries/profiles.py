"""What answers say that a profile could hold: offered to the respondent, item by item."""

from collections.abc import Iterator
from dataclasses import dataclass

from homelands.forms.xforms import by_name
from homelands.foundation.reference import isco08, levels
from homelands.people.register.models import ProfileEntry
from homelands.people.register.models.choices import MODALITIES, WORKING_LANGUAGES
from homelands.surveys.questionnaires.models import Response

#: The questions that ask for an occupation, the most precise first (ISCO-08).
_OCCUPATIONS = ("occupation_health", "occupation_teaching", "occupation")
_EDUCATION = "education_level"
_LANGUAGES = "languages"
_MODALITIES = "transfer_modality"

#: The questions that ask how well a language is spoken (CEFR).
_LEVELS = {
    "en": "level_english",
    "fr": "level_french",
    "es": "level_spanish",
    "ar": "level_arabic",
    "pt": "level_portuguese",
    "de": "level_german",
}


@dataclass(frozen=True)
class Offer:
    """One value that could be copied: its kind, its code, and a level where it has one."""

    kind: str
    code: str
    level: str = ""

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.code}:{self.level}"


def offers(response: Response) -> list[Offer]:
    """Returns what a complete response could add to a profile, in the order of the form."""
    answers = by_name(response.answers)
    return [
        *_occupation(answers),
        *_education(answers),
        *_languages(answers),
        *_modalities(answers),
    ]


def _occupation(answers: dict[str, str]) -> Iterator[Offer]:
    known = {group.code for group in isco08.groups()}
    given = (answers.get(name, "") for name in _OCCUPATIONS)
    code = next((code for code in given if code in known), "")
    if code:
        yield Offer(ProfileEntry.Kind.OCCUPATION.value, code)


def _education(answers: dict[str, str]) -> Iterator[Offer]:
    code = answers.get(_EDUCATION, "")
    if code in levels.ISCED_LEVELS:
        yield Offer(ProfileEntry.Kind.EDUCATION.value, code)


def _languages(answers: dict[str, str]) -> Iterator[Offer]:
    cefr = {level.casefold(): level for level in levels.CEFR}
    for code in answers.get(_LANGUAGES, "").split():
        if code in dict(WORKING_LANGUAGES):
            level = cefr.get(answers.get(_LEVELS.get(code, ""), "").casefold(), "")
            yield Offer(ProfileEntry.Kind.LANGUAGE.value, code, level)


def _modalities(answers: dict[str, str]) -> Iterator[Offer]:
    for code in answers.get(_MODALITIES, "").split():
        if code in dict(MODALITIES):
            yield Offer(ProfileEntry.Kind.MODALITY.value, code)
