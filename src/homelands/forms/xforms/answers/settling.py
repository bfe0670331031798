"""Works out one respondent's answers: rounds, relevance and calculations, in the form's order."""

import math
from collections.abc import Mapping
from datetime import datetime

from homelands.forms.xforms.safe_xml import Element

from ..context import Context, Lookup
from ..errors import FormError
from ..evaluator import evaluate
from ..form import Form
from ..layout.order import Stage
from ..nodes import Expression
from ..paths import parent_of, template_of
from ..reading.questions import Repeat
from ..values import Value, to_boolean, to_number
from .instance import Place
from .kinds import NUMBERS, written
from .rounds import highest_rounds, read_count

MAX_PASSES = 25
"""How often calculations may wake one another up before they count as a circle."""
_AT_START = frozenset({("timestamp", "start"), ("date", "today")})


class Settling:
    """The answers as they follow from what was given, at a moment and in a language."""

    def __init__(
        self, form: Form, given: Mapping[str, str], now: datetime, language: str, lookup: Lookup
    ) -> None:
        self.form = form
        self.now = now
        self.given = dict(given)
        self.sent = False
        """Whether a field app sent these answers, where calculations can be typed over."""
        self.instance = form.blank.copy()
        self.overfull: dict[str, int] = {}
        """Repeats that would have too many rounds, and how many that would be."""
        self.closed: set[str] = set()
        """Repeats without any round that are not asked now."""
        self.held: dict[Element, bool | float] = {}
        """What nodes hold that their text does not tell: the number zero, or a truth."""
        self.hidden: set[Element] = set()
        """The nodes that are not asked: no path of an expression leads to them."""
        self._named = highest_rounds(self.given)
        self.context = Context(
            root=self.instance.document,
            node=self.instance.document,
            now=now,
            instances=form.instances,
            language=language,
            lookup=lookup,
            hidden=self.hidden,
            held=self.held,
            places={} if self.instance.twins else self.instance.places,
            numbers={} if self.instance.twins else self.instance.numbers,
        )
        """The surroundings for all expressions."""
        for place in self.instance.places.values():
            self._fill(place)

    def node(self, path: str) -> Element:
        """Finds a node; for a path of the form inside a repeat, the one in its first round."""
        place = self.instance.places.get(path)
        if place is None:
            template = template_of(path)
            place = next(iter(self.instance.all_of(template)), None)
            return place.element if place else self.form.shape.blueprint_of(template)
        return place.element

    def evaluate(self, expression: Expression, path: str) -> Value:
        """Evaluates an expression of the form at one of its nodes."""
        meant = self.form.placed(expression, template_of(path))
        return evaluate(meant, self.context, self.node(path))

    def at(self, expression: Expression, place: Place) -> Value:
        """Evaluates a rule of the form at a place."""
        meant = self.form.placed(expression, place.bind.path)
        return evaluate(meant, self.context, place.element)

    def _fill(self, place: Place) -> None:
        """Fills in what was given, else the default, so that conditions see it."""
        if not place.field:
            return
        if place.path not in self.given and place.bind.preload in _AT_START:
            moment = self.now.date() if place.bind.preload[0] == "date" else self.now
            place.default = written(moment, place.bind.type)
        place.put(self.given.get(place.path, place.default))

    def settle(self) -> None:
        """Works everything out; what reads itself is tried until nothing changes any more."""
        for stage in self.form.stages:
            if stage.circular:
                self._settle_circle(stage)
            else:
                for path in stage.paths:
                    self._settle_all(path)

    def _settle_circle(self, stage: Stage) -> None:
        for _ in range(MAX_PASSES):
            changes = [self._settle_all(path) for path in stage.paths]
            if not any(changes):
                return
        raise FormError(
            "The calculations or conditions of the form depend on each other in a circle."
        )

    def _settle_all(self, path: str) -> bool:
        repeat = self.form.repeats.get(path)
        if repeat is None:
            changes = [self._settle(place) for place in self.instance.all_of(path)]
        else:
            above = self.instance.all_of(parent_of(path))
            changes = [self._settle_rounds(repeat, parent) for parent in above]
        return any(changes)

    def _settle(self, place: Place) -> bool:
        """Brings one node up to date and tells whether it changed."""
        rule = place.bind.relevant
        relevant = place.parent is None or place.parent.relevant
        if relevant and rule is not None:
            relevant = to_boolean(self.at(rule, place))
        changed = relevant is not place.relevant
        if changed:
            place.relevant = relevant
            (self.hidden.discard if relevant else self.hidden.add)(place.element)
        if place.field and place.put(self._due(place) if relevant else ""):
            return True
        return changed

    def _due(self, place: Place) -> str:
        """Gives the answer that a relevant node holds now."""
        bind, path = place.bind, place.path
        if bind.calculate is not None:
            held = place.text or self.given.get(path)
            if held and bind.path in self.form.unstable:
                return held
            if self.sent and bind.path in self.form.editable and self.given.get(path):
                return self.given[path]
            return self._worked_out(bind.calculate, place)
        text = self._answered(place)
        if bind.type in NUMBERS:
            self._hold(place, 0.0 if text and not text.strip("-0.") else text)
        return text

    def _answered(self, place: Place) -> str:
        """Gives what was given or is there from the start, for a node that is not worked out."""
        bind, path = place.bind, place.path
        if path in self.given and (bind.path in self.form.filled or not self.fixed(place)):
            return self.given[path]
        if not place.started and path not in self.given and (bind.initial or bind.fresh):
            self._begin(place)
        return place.default

    def _begin(self, place: Place) -> None:
        """Works out the answer that a node starts with, once."""
        place.started = True
        initial = place.bind.initial if self._from_start(place) else place.bind.fresh
        if initial is not None:
            place.default = self._worked_out(initial, place)

    def _worked_out(self, rule: Expression, place: Place) -> str:
        """Gives what a rule comes to, as an answer that is kept."""
        value = self.at(rule, place)
        self._hold(place, value)
        return self.context.budget.write(written(value, place.bind.type))

    def _hold(self, place: Place, value: Value) -> None:
        """Notes that a node holds zero or a truth; any other value is told by its text."""
        if isinstance(value, bool) or value == 0.0:
            self.held[place.element] = value if isinstance(value, bool) else 0.0
        elif self.held:
            self.held.pop(place.element, None)

    def _from_start(self, place: Place) -> bool:
        """Tells whether a node was there before anything was answered."""
        here: Place | None = place
        while here is not None:
            repeat, _, number = here.path.rpartition("[")
            repeats = here.bind.path in self.form.repeats
            if repeats and int(number.rstrip("]")) > self.instance.start(repeat):
                return False
            here = here.parent
        return True

    def fixed(self, place: Place) -> bool:
        """Tells whether the respondent may only look at the answer."""
        rule = place.bind.read_only
        return rule is not None and not place.bind.preload[0] and to_boolean(self.at(rule, place))

    def _settle_rounds(self, repeat: Repeat, parent: Place) -> bool:
        """Brings the rounds of a repeat up to date and tells whether they changed."""
        path = parent.path + repeat.path[len(parent.bind.path) :]
        before = [(place.relevant, place.text) for place in self.instance.rounds[path]]
        if parent.relevant:
            number = self._number(repeat, path)
            self._resize(path, number)
            self._note_size(path, number)
        rounds = self.instance.rounds[path]
        for place in rounds:
            self._settle(place)
        return before != [(place.relevant, place.text) for place in rounds]

    def _resize(self, path: str, number: int) -> None:
        for place in self.instance.resize(path, number):
            self._fill(place)

    def _note_size(self, path: str, number: int) -> None:
        """Keeps account of repeats whose rounds did not all find room."""
        self.overfull.pop(path, None)
        if len(self.instance.rounds[path]) < number:
            self.overfull[path] = number

    def _number(self, repeat: Repeat, path: str) -> int:
        """Says how many rounds there should be."""
        rounds = self.instance.rounds[path]
        chosen = self._chosen(repeat, path)
        self.closed.discard(path)
        if not rounds and (repeat.count or (not chosen and self.form.binds[repeat.path].relevant)):
            # Rules of a repeat are written as seen from a round: there must be one to ask.
            self._resize(path, 1)
        if repeat.count is not None:
            counted = self._counted(repeat.count, path)
            # Field apps never take out rounds that are there, whatever the number says later.
            return max(counted, self._named.get(path, 0)) if self.sent else counted
        if not chosen and rounds:
            self._settle(rounds[0])
            self.closed |= set() if rounds[0].relevant else {path}
        return chosen

    def _chosen(self, repeat: Repeat, path: str) -> int:
        """Says how many rounds were chosen, or named by answers, or are there from the start."""
        start = self.instance.start(path)
        if repeat.fixed:
            return start
        chosen = read_count(self.given.get(path, ""))
        return self._named.get(path, start) if chosen is None else chosen

    def _counted(self, count: Expression, path: str) -> int:
        rounds = self.instance.rounds[path]
        value = to_number(self.at(count, rounds[0])) if rounds else 0.0
        return max(0, int(value)) if math.isfinite(value) else 0
