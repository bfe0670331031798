"""Describes a variable: one question as all versions of a study's questionnaires ask it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Code = tuple[str, str]
"""What is stored, and its label in the language that was asked for."""

#: Kinds whose answers are codes of a list.
CODED = frozenset({"select_one", "select_multiple", "rank"})
NUMBERS = frozenset({"integer", "decimal", "range"})

#: Kinds whose answers may tell who somebody is.
TELLING = frozenset({"text", "geopoint", "upload", "time", "datetime"})


@dataclass(frozen=True, slots=True)
class Wording:
    """How one version of a questionnaire asks: its words, where, and to whom."""

    version: str
    path: str
    label: str
    relevant: str = ""


@dataclass(frozen=True, slots=True)
class Variable:
    """A question by its own name, wherever a version puts it, with every code that it ever had.

    `repeat` is the path of the repeated group in which it is asked, "" for once a respondent;
    `sensitive` says that its answers may tell who somebody is.
    """

    id: str
    label: str
    paths: tuple[str, ...]
    kind: str
    codes: tuple[Code, ...] = ()
    repeat: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    versions: tuple[str, ...] = ()
    wordings: tuple[Wording, ...] = ()
    calculated: bool = False
    sensitive: bool = False
    hxl: str = ""

    @property
    def name(self) -> str:
        """Gives the question's own name."""
        return self.id.rpartition("/")[2]

    @property
    def coded(self) -> bool:
        """Tells whether answers are codes of a list."""
        return self.kind in CODED and bool(self.codes)
