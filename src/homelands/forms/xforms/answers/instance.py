"""Holds the document of one respondent's answers, in which rounds of repeats come and go."""

from collections.abc import Collection, Iterator, Mapping
from copy import deepcopy

from homelands.forms.xforms.safe_xml import Element, local

from ..layout.shape import MAX_NODES, Shape
from ..paths import in_round, inside, parent_of, template_of
from ..reading.questions import MAX_ROUNDS, Bind


class Place:
    """A node of the answers: where it is, the rules for it, and how it stands now."""

    __slots__ = (
        *("path", "element", "bind", "parent", "field"),
        *("default", "relevant", "started", "text"),
    )

    def __init__(
        self, path: str, element: Element, bind: Bind, parent: "Place | None", field: bool
    ) -> None:
        self.path = path
        self.element = element
        self.bind = bind
        self.parent = parent
        self.field = field
        self.text = self.default = (element.text or "") if field else ""
        self.relevant = True
        self.started = False

    def put(self, text: str) -> bool:
        """Takes an answer, which expressions read in the document; tells whether it is another."""
        if text == self.text:
            return False
        self.text = text
        self.element.text = text or None
        return True


class Instance:
    """The nodes of one respondent's answers by concrete path, and by template path."""

    def __init__(self, document: Element, shape: Shape, binds: Mapping[str, Bind]) -> None:
        self.document = document
        self.shape = shape
        self.places: dict[str, Place] = {}
        self._repeated: dict[str, dict[str, Place]] = {path: {} for path in shape.repeated}
        self.rounds: dict[str, list[Place]] = {}
        """The rounds of each repeat by its concrete path, hidden ones included."""
        self.numbers: dict[Element, int] = {}
        """Which round of its repeat a node is."""
        self.twins = False
        """Whether some nodes that are no rounds share their path; only the first is asked."""
        self._binds = binds
        self._starts: Mapping[str, int] = {}

    def lay_out(self) -> "Instance":
        """Takes in what the document holds before anything is answered."""
        root = self.document[0]
        self._take_in(root, "/" + local(root), None)
        self._starts = {path: len(rounds) for path, rounds in self.rounds.items()}
        return self

    def copy(self) -> "Instance":
        """Copies an instance in which nothing was answered yet."""
        copied = Instance(deepcopy(self.document), self.shape, self._binds)
        nodes = dict(zip(self.document.iter(), copied.document.iter(), strict=True))
        places = copied.places
        for path, place in self.places.items():
            parent = places[place.parent.path] if place.parent else None
            places[path] = Place(path, nodes[place.element], place.bind, parent, place.field)
        for template, found in self._repeated.items():
            copied._repeated[template] = {path: places[path] for path in found}
        copied.rounds = {
            path: [places[place.path] for place in rounds] for path, rounds in self.rounds.items()
        }
        copied.numbers = {nodes[element]: number for element, number in self.numbers.items()}
        copied.twins, copied._starts = self.twins, self._starts
        return copied

    def _take_in(self, element: Element, path: str, parent: Place | None) -> list[Place]:
        """Registers a node and everything inside it, in order."""
        places: list[Place] = []
        waiting = [(element, path, parent)]
        while waiting:
            element, path, parent = waiting.pop()
            if path in self.places:
                self.twins = True
                continue
            bind = self._binds[template_of(path)]
            place = Place(path, element, bind, parent, self.shape.is_field(bind.path))
            self._register(place)
            if len(element):
                waiting.extend((*pair, place) for pair in reversed([*self._inside(place)]))
            places.append(place)
        return places

    def _register(self, place: Place) -> None:
        template = place.bind.path
        self.places[place.path] = place
        if template in self._repeated:
            self._repeated[template][place.path] = place
        if template in self.shape.blueprints:
            rounds = self.rounds[place.path.rpartition("[")[0]]
            rounds.append(place)
            self.numbers[place.element] = len(rounds)
        for repeat in self.shape.repeats_in(template):
            self.rounds[place.path + repeat[len(template) :]] = []

    def _inside(self, place: Place) -> Iterator[tuple[Element, str]]:
        """Lists what stands right inside a node, with concrete paths."""
        template = place.bind.path
        numbers = dict.fromkeys(self.shape.repeats_in(template), 0)
        for child in place.element:
            name = local(child)
            path = f"{place.path}/{name}"
            if f"{template}/{name}" in numbers:
                numbers[f"{template}/{name}"] += 1
                path = in_round(path, numbers[f"{template}/{name}"])
            yield child, path

    def all_of(self, template: str) -> Collection[Place]:
        """Lists the nodes of a path of the form, in all rounds that there are."""
        if template in self._repeated:
            return self._repeated[template].values()
        place = self.places.get(template)
        return () if place is None else (place,)

    def start(self, repeat: str) -> int:
        """Says how many rounds a repeat has before anything is answered."""
        return self._starts.get(repeat, self.shape.starts[template_of(repeat)])

    def resize(self, repeat: str, number: int) -> list[Place]:
        """Adds or takes away rounds at the end, while there is room; gives the new nodes."""
        rounds = self.rounds[repeat]
        while len(rounds) > number:
            self._drop(rounds.pop())
        added: list[Place] = []
        blueprint = self.shape.blueprints[template_of(repeat)]
        size = sum(1 for _ in blueprint.iter())
        parent = self.places[parent_of(repeat)]
        while len(rounds) < min(number, MAX_ROUNDS) and len(self.places) + size <= MAX_NODES:
            path = in_round(repeat, len(rounds) + 1)
            element = deepcopy(blueprint)
            parent.element.insert(self._spot(parent.element, template_of(repeat)), element)
            added += self._take_in(element, path, parent)
        return added

    def _drop(self, place: Place) -> None:
        if place.parent is not None:
            place.parent.element.remove(place.element)
        for template in self.shape.below(place.bind.path):
            held = self._repeated[template]
            for path in [one for one in held if one == place.path or inside(one, place.path)]:
                self.numbers.pop(held[path].element, None)
                del held[path], self.places[path]
        for repeat in [one for one in self.rounds if inside(one, place.path)]:
            del self.rounds[repeat]

    @property
    def full(self) -> bool:
        """Tells whether there is no room for further nodes."""
        return len(self.places) >= MAX_NODES

    def _spot(self, parent: Element, repeat: str) -> int:
        """Finds where the next round of a repeat belongs among its neighbours."""
        above = parent_of(repeat)
        order = self.shape.children[above]
        before = set(order[: order.index(repeat) + 1])
        return sum(1 for child in parent if f"{above}/{local(child)}" in before)

    def walk(self) -> Iterator[Place]:
        """Walks through all nodes in the order of the form, hidden ones included."""
        if not self.rounds:
            yield from self.places.values()
            return
        root = self.document[0]
        waiting = [self.places["/" + local(root)]]
        while waiting:
            place = waiting.pop()
            yield place
            if not place.field:
                waiting.extend(reversed([*self._below(place)]))

    def _below(self, place: Place) -> Iterator[Place]:
        template = place.bind.path
        for path in self.shape.children[template]:
            concrete = place.path + path[len(template) :]
            if path in self.shape.blueprints:
                yield from self.rounds[concrete]
            elif concrete in self.places:
                yield self.places[concrete]
