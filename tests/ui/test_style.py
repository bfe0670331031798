"""The stylesheets stay logical, light and readable."""

import gzip
import re
from pathlib import Path

import pytest

import homelands.ui

STATIC = Path(homelands.ui.__file__).parent / "static" / "ui"
SHEETS = sorted(STATIC.glob("*.css"))
PHYSICAL = re.compile(
    r"(?<![-\w])((margin|padding|border|inset|scroll-margin|scroll-padding)-(left|right|top|bottom)"
    r"|left|right|top|bottom|width|height|(min|max)-(width|height)|float)(-\w+)*\s*:"
)
PAIRS = [
    ("ink", "paper"),
    ("soft", "paper"),
    ("soft", "card"),
    ("soft", "plain-wash"),
    ("good", "good-wash"),
    ("warn", "warn-wash"),
    ("bad", "bad-wash"),
    ("bad", "paper"),
    ("wait", "wait-wash"),
    ("accent", "paper"),
    ("accent", "accent-wash"),
    ("accent-deep", "accent-wash"),
    ("on-accent", "accent"),
]


def luminance(colour):
    digits = colour.lstrip("#")
    digits = digits if len(digits) == 6 else "".join(one * 2 for one in digits)
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def palettes():
    """Every accent in light and in dark, as a name and its colours."""
    text = (STATIC / "tokens.css").read_text()
    light, dark = text.split("@media (prefers-color-scheme: dark)")
    for scheme, part in (("light", light), ("dark", dark)):
        base = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})", part.split("[data-accent")[0]))
        for accent, rule in re.findall(r'\[data-accent="(\w+)"\] {([^}]*)}', part):
            colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})", rule))
            yield pytest.param({**base, **colours}, id=f"{scheme}-{accent}")


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_only_logical_properties(sheet):
    bare = re.sub(r"/\*.*?\*/|@media[^{]*", "", sheet.read_text(), flags=re.DOTALL)
    assert [found.group() for found in PHYSICAL.finditer(bare)] == []
    assert re.findall(r"text-align:\s*(?:left|right)|url\((?!\"fonts/)", bare) == []


def test_all_sheets_together_weigh_at_most_12_kilobytes():
    assert len(gzip.compress(b"".join(sheet.read_bytes() for sheet in SHEETS))) <= 12_000


@pytest.mark.parametrize("colours", list(palettes()))
@pytest.mark.parametrize("pair", PAIRS, ids="-on-".join)
def test_text_can_be_read(colours, pair):
    assert contrast(colours[pair[0]], colours[pair[1]]) >= 4.5


@pytest.mark.parametrize("colours", list(palettes()))
def test_edges_of_inputs_can_be_seen(colours):
    assert contrast(colours["edge"], colours["card"]) >= 3
    assert contrast(colours["edge"], colours["paper"]) >= 3


def test_templates_hold_no_inline_style_or_script():
    root = Path(homelands.ui.__file__).parent
    texts = {one.name: one.read_text() for one in (root / "templates").rglob("*.html")}
    wrong = re.compile(r"\sstyle=|<style|\son(click|load|change|submit)=|<script(?! src)")
    assert [name for name, text in texts.items() if wrong.search(text)] == []
