"""Describes a whole questionnaire as it was read from an XForm."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from homelands.forms.xforms.safe_xml import Element

from .answers.codes import fixed_codes
from .answers.instance import Instance
from .functions import UNSTABLE
from .layout.order import Rules, Stage, stages
from .layout.placing import placed
from .layout.shape import Shape
from .nodes import Expression
from .parser import parse_expression
from .paths import template_of
from .reading.entities import Entity
from .reading.questions import Bind, Itemset, Page, Part, Question, Repeat
from .reading.text import Text, choose_language


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
    parts: tuple[Part, ...]
    """The pages, and the repeats with the pages that each of their rounds has."""
    binds: Mapping[str, Bind]
    repeats: Mapping[str, Repeat]
    """The parts that are asked in rounds, by their path."""
    groups: Mapping[str, str]
    """The appearances of groups, by the path of the group."""
    model: Element
    """The document of empty answers, which never changes."""
    shape: Shape
    instances: Mapping[str, Element]
    missing_files: tuple[str, ...]
    """The files that lists of choices or looked-up values need, and that are not there."""
    missing_lists: frozenset[str]
    """The lists that are empty because their files are not there."""
    itext: Mapping[str, Text]
    entities: tuple[Entity, ...]
    """The records that a submission creates or updates."""
    public_key: str
    """The key with which field apps encrypt what they send; "" when they do not."""
    unsupported: tuple[tuple[str, str], ...]
    """What the form asks for and this cannot do: where (a path or a name), and what."""
    expressions: dict[str, Expression] = field(default_factory=dict, repr=False)
    _placed: dict[tuple[int, str], tuple[Expression, Expression]] = field(
        default_factory=dict, repr=False
    )

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """Lists all pages, those of a repeat once, as the form's author wrote them."""
        return tuple(_pages(self.parts, ""))

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """Finds questions by their path, in the order in which they are asked."""
        return {question.path: question for page in self.pages for question in page.questions}

    def question(self, path: str) -> Question | None:
        """Finds the question that an answer's path belongs to, in whatever round."""
        return self.questions.get(template_of(path))

    def lacks_list(self, question: Question) -> bool:
        """Tells whether nobody knows the choices of a question, for want of their file."""
        choices = question.choices
        if not self.missing_lists or not isinstance(choices, Itemset):
            return False
        return not self.missing_lists.isdisjoint(choices.nodes.names("instance"))

    def language(self, wanted: str) -> str:
        """Gives the form's own name for a language such as "fr", else the default one."""
        return choose_language(wanted, self.languages, self.default_language)

    def expression(self, text: str) -> Expression:
        """Gives an expression, parsed only once for each form."""
        if text not in self.expressions:
            self.expressions[text] = parse_expression(text)
        return self.expressions[text]

    def placed(self, expression: Expression, path: str) -> Expression:
        """Gives an expression as it is meant at a node, which may stand in a repeat."""
        if not self.shape.repeat_of(path):
            return expression
        key = id(expression), path
        if key not in self._placed:
            # The expression is kept too, so that no other one gets its place in memory.
            self._placed[key] = expression, placed(expression, path, self.repeats)
        return self._placed[key][1]

    @cached_property
    def blank(self) -> Instance:
        """Gives the answers before anything is answered; they are copied for each respondent."""
        return Instance(self.model, self.shape, self.binds).lay_out()

    @cached_property
    def codes(self) -> Mapping[int, frozenset[str]]:
        """Gives the codes of those choices that no answer narrows, by the identity of the list."""
        lists = [question.choices for page in self.pages for question in page.questions]
        found = {id(one): fixed_codes(one, self.instances) for one in lists}
        return {key: codes for key, codes in found.items() if codes is not None}

    @cached_property
    def changing(self) -> tuple[str, ...]:
        """Names the nodes whose answer fills in others when it changes."""
        return tuple(path for path, bind in self.binds.items() if bind.changes)

    @cached_property
    def filled(self) -> frozenset[str]:
        """Names the nodes that an action of the form fills in, whose answers are kept."""
        targets = {change.path for bind in self.binds.values() for change in bind.changes}
        opened = {path for path, bind in self.binds.items() if bind.initial or bind.fresh}
        return frozenset(targets | opened)

    @cached_property
    def unstable(self) -> frozenset[str]:
        """Names the nodes whose calculation gives another value each time."""
        return frozenset(
            path
            for path, bind in self.binds.items()
            if bind.calculate is not None and bind.calculate.calls() & UNSTABLE
        )

    @cached_property
    def reads_clock(self) -> bool:
        """Tells whether the form asks what day or time it is."""
        return any(rule.calls() & {"now", "today"} for rule in self.expressions.values())

    @cached_property
    def editable(self) -> frozenset[str]:
        """Names the calculated nodes that are asked: field apps let people type over them."""
        return frozenset(
            path
            for path, question in self.questions.items()
            if question.calculate is not None
            and question.read_only is None
            and question.kind != "note"
        )

    @cached_property
    def reads(self) -> Mapping[str, frozenset[str]]:
        """Tells of each node which others decide about it."""
        return Rules(self.shape, self.binds, self.repeats, self.questions, self.itext).reads()

    @cached_property
    def stages(self) -> tuple[Stage, ...]:
        """Lists the nodes in the order in which they are worked out."""
        return stages(self.shape, self.reads)

    @cached_property
    def counted(self) -> Mapping[str, frozenset[str]]:
        """Tells of questions which repeats get their number of rounds from the answer."""
        found: dict[str, set[str]] = {}
        for repeat in self.repeats.values():
            for path in self._sources(repeat) if repeat.count else ():
                found.setdefault(path, set()).add(repeat.path)
        return {path: frozenset(repeats) for path, repeats in found.items()}

    def _sources(self, repeat: Repeat) -> set[str]:
        """Finds the questions that a number of rounds comes from, by way of calculations."""
        seen: set[str] = set()
        waiting = [repeat.path]
        while waiting:
            new = self.reads[waiting.pop()] - seen
            seen |= new
            waiting.extend(path for path in new if self.binds[path].calculate is not None)
        return seen & self.questions.keys()


def _pages(parts: tuple[Part, ...], prefix: str) -> Iterator[Page]:
    """Walks through all pages; those of a round are named after the repeat."""
    for part in parts:
        if isinstance(part, Page):
            name = "-".join(filter(None, (prefix, part.name)))
            yield part if name == part.name else replace(part, name=name)
        else:
            for page in _pages(part.parts, "-".join(filter(None, (prefix, part.name)))):
                yield page if page.repeat else replace(page, repeat=part.repeat.path)
