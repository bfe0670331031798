"""Describes what a questionnaire asks: questions on pages, and the rules that bind them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from ..lists import Index
from ..nodes import Expression
from ..paths import name_in
from .text import Text

KINDS = frozenset(
    {
        "text",
        "integer",
        "decimal",
        "select_one",
        "select_multiple",
        "date",
        "time",
        "datetime",
        "note",
        "range",
        "rank",
        "geopoint",
        "geotrace",
        "geoshape",
        "barcode",
        "upload",
        "trigger",
    }
)
MAX_ROUNDS = 200
"""So many rounds one repeat may have."""
CHOICE_KINDS = frozenset({"select_one", "select_multiple", "rank"})


@dataclass(frozen=True, slots=True)
class Bind:
    """The rules of one node of the answers."""

    path: str
    type: str = "string"
    relevant: Expression | None = None
    required: Expression | None = None
    constraint: Expression | None = None
    calculate: Expression | None = None
    read_only: Expression | None = None
    initial: Expression | None = None
    """Gives the answer to start with, where the form's author wants it worked out."""
    fresh: Expression | None = None
    """Gives the answer to start with in a round that was added."""
    changes: tuple["Change", ...] = ()
    """What else is filled in when the answer changes."""
    preload: tuple[str, str] = ("", "")
    constraint_message: Text = field(default_factory=Text)
    required_message: Text = field(default_factory=Text)


@dataclass(frozen=True, slots=True)
class Change:
    """Fills in another node when an answer changes; without a value that node is emptied."""

    path: str
    value: Expression | None


@dataclass(frozen=True, slots=True)
class Item:
    """A choice written beside its question."""

    name: str
    label: Text


@dataclass(frozen=True, slots=True)
class Itemset:
    """Choices drawn from a list in the form, often narrowed by earlier answers."""

    nodes: Expression
    every: Expression
    """The same list without its conditions."""
    name: Expression
    label: Expression
    before: tuple[Item, ...] = ()
    """Choices that stand before those of the list."""
    index: Index | None = None
    """How items are found without looking at each one, where the conditions are simple."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice as a respondent sees it now, in one language, with the files beside its label."""

    name: str
    label: str
    image: str = ""
    audio: str = ""
    video: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question; label, hint and messages are read by calling them with a language."""

    path: str
    kind: str
    label: Text
    hint: Text
    bind: Bind
    choices: tuple[Item, ...] | Itemset = ()
    appearance: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)
    section: Text = field(default_factory=Text)
    """The label of the inner group that the question stands in; empty outside of any."""
    guidance: Text = field(default_factory=Text)
    """More help, for those who conduct interviews."""
    media: str = ""
    """The type of file that is asked for, such as "image/*"; "" where none is."""

    def at(self, path: str) -> "Question":
        """Gives the question as it is asked in a round, under its concrete path."""
        # Spelt out, because thousands are made for a form with many rounds.
        return Question(
            path,
            self.kind,
            self.label,
            self.hint,
            self.bind,
            self.choices,
            self.appearance,
            self.parameters,
            self.section,
            self.guidance,
            self.media,
        )

    @property
    def name(self) -> str:
        """Gives the last part of the path: the question's name in the spreadsheet."""
        return name_in(self.path)

    @property
    def required(self) -> Expression | None:
        """Says when an answer must be given."""
        return self.bind.required

    @property
    def relevant(self) -> Expression | None:
        """Says when the question itself is asked; its groups have conditions of their own."""
        return self.bind.relevant

    @property
    def constraint(self) -> Expression | None:
        """Says which answers are accepted."""
        return self.bind.constraint

    @property
    def constraint_message(self) -> Text:
        """Says what is wrong with an answer that is not accepted."""
        return self.bind.constraint_message

    @property
    def calculate(self) -> Expression | None:
        """Works the answer out from others."""
        return self.bind.calculate

    @property
    def read_only(self) -> Expression | None:
        """Says when the answer may only be looked at."""
        return self.bind.read_only


@dataclass(frozen=True, slots=True)
class Repeat:
    """A part of the form that is asked in rounds: once for each child, or each journey."""

    path: str
    label: Text
    count: Expression | None = None
    """Says how many rounds there are; None when the respondent decides."""
    fixed: bool = False
    """Tells that rounds can neither be added nor taken away."""
    appearance: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A top-level group, a run of questions outside of any group, or a round of a repeat.

    Where a repeat stands inside a group, the group's questions before and after it are pages
    of their own. A repeat that has no round yet, but may get one, is a page without questions.
    """

    path: str
    label: Text
    questions: tuple[Question, ...]
    repeat: str = ""
    """The concrete path of the repeat that the page belongs to; "" outside of any."""
    round: int = 0
    """The number of the round, from 1."""
    name: str = ""
    """What the page is called in addresses: unique in the form, and stable."""


@dataclass(frozen=True, slots=True)
class Block:
    """The parts of a form that stand in a repeat, and what its rounds are called in addresses."""

    repeat: Repeat
    parts: tuple["Part", ...]
    name: str = ""


Part: TypeAlias = Page | Block
