"""Describes a whole questionnaire as it was read from an XForm."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from .nodes import Expression
from .parser import parse_expression
from .reading.questions import Bind, Page, Question
from .reading.text import Text, choose_language
from .values import Element


@dataclass(frozen=True)
class Form:
    """A questionnaire: pages of questions, the rules behind them and the lists they use."""

    form_id: str
    version: str
    title: str
    languages: tuple[str, ...]
    default_language: str
    root: str
    """The path of the outermost node of the answers, such as "/data"."""
    pages: tuple[Page, ...]
    binds: Mapping[str, Bind]
    model: Element
    """The document of empty answers; it is copied for each respondent and never changed."""
    instances: Mapping[str, Element]
    itext: Mapping[str, Text]
    unsupported: tuple[tuple[str, str], ...]
    """What the form asks for and this cannot do: where (a path or a name), and what."""
    expressions: dict[str, Expression] = field(default_factory=dict, repr=False)

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """Finds questions by their path, in the order in which they are asked."""
        return {question.path: question for page in self.pages for question in page.questions}

    def language(self, wanted: str) -> str:
        """Gives the form's own name for a language such as "fr", else the default one."""
        return choose_language(wanted, self.languages, self.default_language)

    def expression(self, text: str) -> Expression:
        """Gives an expression, parsed only once for each form."""
        if text not in self.expressions:
            self.expressions[text] = parse_expression(text)
        return self.expressions[text]


def parse(xform_xml: bytes) -> Form:
    """Reads an XForm; a FormError says what is wrong with it and where."""
    # Read late: the readers build the Form that is described here.
    from .reading.xform import read_form

    return read_form(xform_xml)
