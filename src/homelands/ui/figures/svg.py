"""Turns a chart into SVG that a page can hold under a strict content security policy.

The drawing is made once and kept in the cache under the hash of all that decides it.
Colours become classes, so that the stylesheet paints them; anything that could carry
style or script is dropped.
"""

import json
from hashlib import sha256
from typing import Any

import vl_convert
from django.core.cache import cache
from django.utils.safestring import SafeString, mark_safe

from ..numerals import chart_format
from .clean import clean
from .drawing import Drawing
from .palette import INK, LINE, SOFT

PHONE, WIDE = 300, 600
_KEEP = 30 * 24 * 3600
# Raised whenever the cleaning or the look changes, so that old drawings are not served.
_EDITION = 5

_LOOK: dict[str, Any] = {
    "background": None,
    "padding": {"left": 1, "right": 1, "top": 2, "bottom": 2},
    "autosize": {"type": "fit-x", "contains": "padding"},
    "config": {
        "view": {"stroke": None},
        "text": {"fontSize": 14, "baseline": "middle"},
        "axis": {
            "domain": False,
            "ticks": False,
            "gridColor": LINE,
            "labelColor": SOFT,
            "labelFontSize": 12,
            "labelPadding": 6,
            "titleColor": SOFT,
            "titleFontSize": 12,
            "titleFontWeight": "normal",
            "titleLimit": 320,
            "titlePadding": 6,
        },
        "legend": {"labelColor": INK, "titleColor": INK},
    },
}


def only_at(width: int, place: int) -> str:
    """Names a layer that is drawn at one width only."""
    return f"at {width}, {place}"


def specification(chart: Drawing, width: int) -> dict[str, Any]:
    """Returns the Vega-Lite specification of a chart in the house's look at a width."""
    spec = chart.to_dict(validate=False)
    look = json.loads(json.dumps(_LOOK))
    spec.update({key: look[key] for key in ("background", "padding", "autosize", "config")})
    spec["width"] = width
    if "layer" in spec:
        spec["layer"] = [one for one in spec["layer"] if _is_drawn(one.get("name", ""), width)]
    aspect = spec.get("usermeta", {}).get("aspect")
    if aspect:
        spec["height"] = round(width * aspect)
        spec["autosize"] = {"type": "fit", "contains": "padding"}
    return spec


def _is_drawn(name: str, width: int) -> bool:
    return not name.startswith("at ") or name.startswith(f"at {width},")


def svg(chart: Drawing, label: str, width: int = WIDE) -> SafeString:
    """Returns the chart as inline SVG named by ``label``; it is drawn only once."""
    wording = chart_format()
    digest = _digest(chart, wording, label, width)
    key = f"ui.svg.{digest}"
    drawn = cache.get(key)
    if drawn is None:
        drawn = clean(_draw(specification(chart, width), wording), label, digest[:10])
        cache.set(key, drawn, _KEEP)
    # Nothing but shapes is left, and every text is escaped.
    return mark_safe(str(drawn))


def both(chart: Drawing, label: str) -> list[tuple[str, SafeString]]:
    """Returns the chart for a phone and for a wide page; the stylesheet shows one of them."""
    return [("phone", svg(chart, label, PHONE)), ("wide", svg(chart, label, WIDE))]


def legend(chart: Drawing) -> list[tuple[str, str]]:
    """Returns the keys of the chart: the class of the swatch and its words."""
    key = f"ui.legend.{_digest(chart)}"
    known: list[tuple[str, str]] | None = cache.get(key)
    if known is None:
        meta = chart.usermeta
        known = list(meta.get("legend", [])) if isinstance(meta, dict) else []
        cache.set(key, known, _KEEP)
    return known


def _digest(chart: Drawing, *more: object) -> str:
    basis = json.dumps([_EDITION, chart.key, *more], sort_keys=True, default=str)
    return sha256(basis.encode()).hexdigest()


def _draw(spec: dict[str, Any], wording: dict[str, object]) -> str:
    return str(vl_convert.vegalite_to_svg(spec, format_locale=wording))
