"""Inputs that ask for one answer in several parts: a moment, a place, a line, an order, a file."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.forms import Widget
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from homelands.ui.widgets import DateParts

Data = Mapping[str, Any]
Files = MultiValueDict[str, Any]


def _typed(data: Data, name: str) -> str:
    return str(data.get(name, "")).strip()


class MomentParts(DateParts):
    """Asks for a date in parts and for a time beside it."""

    template_name = "questionnaires/responses/widgets/moment.html"

    def value_from_datadict(self, data: Data, files: Files, name: str) -> str | None:
        """Returns ``year-month-dayThh:mm``, with whatever stands in its parts."""
        day, time = super().value_from_datadict(data, files, name), _typed(data, f"{name}_time")
        return f"{day or ''}T{time}" if day or time else None

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Adds the time to the parts of the date."""
        day, _mark, time = str(value or "").partition("T")
        context = super().get_context(name, day, attrs)
        context["time"] = time[:5]
        return context


class PlaceParts(Widget):
    """Asks for latitude and longitude; the script can fill them in when it is asked to."""

    template_name = "questionnaires/responses/widgets/place.html"
    use_fieldset = True

    def id_for_label(self, id_: str) -> str:
        """Points links at the first of the two inputs."""
        return f"{id_}_latitude" if id_ else ""

    def value_from_datadict(self, data: Data, files: Files, name: str) -> str:
        """Returns both numbers, and altitude and accuracy where the device knows them."""
        pair = [_typed(data, f"{name}_{part}") for part in ("latitude", "longitude")]
        if not any(pair):
            return ""
        # A number that is missing must not let the other one pass for the first.
        known = [part.replace(" ", "") or "?" for part in pair]
        return " ".join([*known, *_typed(data, f"{name}_more").split()[:2]])

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Adds the two inputs with what each holds."""
        context = super().get_context(name, value, attrs)
        numbers = [part if part != "?" else "" for part in str(value or "").split()]
        latitude, longitude, *more = [*numbers, "", ""][: max(2, len(numbers))]
        context["parts"] = [
            {"key": "latitude", "label": _("Latitude"), "value": latitude},
            {"key": "longitude", "label": _("Longitude"), "value": longitude},
        ]
        context["more"] = " ".join(more)
        return context


class LineParts(Widget):
    """Asks for a line or, where it is closed, for an area: one place on each line of a box.

    The value is that of field apps: places with semicolons between them, an area ending where it
    began. The script draws it, and adds the device's place when it is asked to.
    """

    template_name = "questionnaires/responses/widgets/line.html"

    def __init__(self, *, closed: bool) -> None:
        super().__init__()
        self.closed = closed

    def value_from_datadict(self, data: Data, files: Files, name: str) -> str:
        """Returns the places as they were typed; whoever draws an area need not close it."""
        rows = (" ".join(row.replace(",", " ").split()) for row in _typed(data, name).splitlines())
        places = [row for row in rows if row]
        if self.closed and len(places) > 2 and places[0].split()[:2] != places[-1].split()[:2]:
            places.append(places[0])
        return "; ".join(places)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Adds the places, one on each line."""
        places = [place.strip() for place in str(value or "").split(";") if place.strip()]
        if self.closed and len(places) > 3 and places[0].split()[:2] == places[-1].split()[:2]:
            places.pop()
        context = super().get_context(name, value, attrs)
        return {**context, "places": "\n".join(places), "closed": self.closed}


class Code(Widget):
    """Asks for a code that is printed as bars or squares; the script reads it with the camera."""

    template_name = "questionnaires/responses/widgets/code.html"


class Order(Widget):
    """Asks for the place of each item; the script adds buttons that move items up and down.

    The value is a list of pairs of an item and its place as it was typed.
    """

    template_name = "questionnaires/responses/widgets/order.html"
    use_fieldset = True

    def __init__(self, choices: Iterable[tuple[str, str]]) -> None:
        super().__init__()
        self.choices = list(choices)

    def id_for_label(self, id_: str) -> str:
        """Points links at the first list."""
        return f"{id_}_0" if id_ else ""

    def value_from_datadict(self, data: Data, files: Files, name: str) -> list[tuple[str, str]]:
        """Returns what was chosen for each item, in the order in which they stand."""
        return [
            (item, _typed(data, f"{name}_{place}"))
            for place, (item, _label) in enumerate(self.choices)
        ]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Adds a list of places for each item."""
        context = super().get_context(name, value, attrs)
        chosen = dict(value) if isinstance(value, list) else _places(str(value or ""))
        places = [str(number) for number in range(1, len(self.choices) + 1)]
        context["places"] = places
        context["items"] = [
            {"label": label, "chosen": chosen.get(item, ""), "key": place}
            for place, (item, label) in enumerate(self.choices)
        ]
        return context


def _places(answer: str) -> dict[str, str]:
    return {item: str(place) for place, item in enumerate(answer.split(), 1)}


def in_order(pairs: list[tuple[str, str]]) -> str:
    """Writes items in the order of their places; what shares its place with another is left out."""
    taken = [place for _item, place in pairs]
    placed = [(int(p), item) for item, p in pairs if p.isdecimal() and taken.count(p) == 1]
    return " ".join(item for _place, item in sorted(placed))


class Upload(Widget):
    """Asks for a file; shows the one that is kept, with a way to look at it and to take it out."""

    template_name = "questionnaires/responses/widgets/upload.html"
    needs_multipart_form = True

    def __init__(self, accept: str, address: str = "", attrs: dict[str, Any] | None = None) -> None:
        """`address` is where the kept file can be looked at."""
        super().__init__({"accept": accept, **(attrs or {})})
        self.address = address

    def value_from_datadict(self, data: Data, files: Files, name: str) -> str:
        """Returns the name of the kept file: a new one is stored before answers are read."""
        return _typed(data, f"{name}_kept")

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Adds the file that is kept."""
        context = super().get_context(name, value, attrs)
        context["kept"] = str(value or "")
        context["address"] = self.address
        return context


class Drawing(Upload):
    """Asks for a signature or a sketch: drawn with the script, or a picture of one without."""

    template_name = "questionnaires/responses/widgets/drawing.html"
