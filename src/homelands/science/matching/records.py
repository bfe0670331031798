"""What a need asks for, what is known of an applicant, and how the two compare on one point."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Asked:
    """What a need and its programme ask for."""

    occupations: Sequence[str]  # ISCO-08 codes of one to four digits, at least one
    languages: Mapping[str, str]  # language → the least level of the CEFR
    modality: str
    starts_from: date
    starts_until: date
    text: str  # the title and the terms of reference
    home: str  # ISO 3166 alpha-3 of the country that the programme brings skills to
    minimum_years: int = 0  # of experience; 0 where none are asked for
    minimum_education: str = ""  # a level of ISCED 2011; empty where none is asked for

    def __post_init__(self) -> None:
        if not self.occupations:
            raise ValueError("A need asks for at least one occupation; none is given.")
        if self.starts_until < self.starts_from:
            raise ValueError(
                f"The last start, {self.starts_until}, is before the first, {self.starts_from}."
            )


@dataclass(frozen=True, slots=True)
class Entry:
    """One value of a profile; `stale` where it is too long ago that the person said so."""

    kind: str  # occupation, education, language, skill, availability, modality
    code: str
    level: str  # CEFR for languages, years for skills, else empty
    confirmed_on: date
    stale: bool

    @property
    def facts(self) -> dict[str, str]:
        return {"code": self.code, "level": self.level, "on": self.confirmed_on.isoformat()}


@dataclass(frozen=True, slots=True)
class Applicant:
    """What is known of an applicant on the day of the assessment."""

    country: str  # ISO 3166 alpha-3 of where the person lives; empty where unknown
    entries: Sequence[Entry]
    placed_before: bool  # has completed a placement

    def stated(self, kind: str) -> list[Entry]:
        """Return the values of one kind, the one that was confirmed last on top."""
        entries = sorted((e for e in self.entries if e.kind == kind), key=lambda e: e.code)
        return sorted(entries, key=lambda e: e.confirmed_on, reverse=True)


@dataclass(frozen=True, slots=True)
class Comparison:
    """How an applicant compares on one point: a code, which variant of it, and the facts."""

    code: str
    variant: str
    facts: Mapping[str, str | int] = field(default_factory=dict)
