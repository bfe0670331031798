"""Lines with an end value, histograms, and forests: what is drawn, and that it stays small."""

from xml.etree import ElementTree

import pytest
from django.core.cache import cache
from django.utils import translation

from homelands.ui import figures as ui
from homelands.ui.figures import svg as drawing

PANELS = [
    ui.Panel("Members", (ui.Line(((10, 30.0), (20, 40.0), (30, 35.0)), "1"),), "35.0 %", 35.0),
    ui.Panel("Others", (ui.Line(((10, 70.0), (20, 60.0), (30, 65.0)), "2"),), "65.0 %", 65.0),
]
KNOTS = [
    ui.Knot(0.5, 0, label="1"),
    ui.Knot(2.0, 0, label="2"),
    ui.Knot(0.0, 1, 0),
    ui.Knot(1.0, 1, 0),
]


@pytest.fixture(autouse=True)
def _fresh() -> None:
    cache.clear()


def drawn(chart: object, width: int = 300) -> ElementTree.Element:
    return ElementTree.fromstring(drawing.svg(chart, "x", width))


def texts(root: ElementTree.Element) -> list[str]:
    return [node.text for node in root.iter() if node.text]


def paths(root: ElementTree.Element, part: str) -> list[str]:
    return [
        node.get("d") for node in root.iter() if part in (node.get("class") or "") and node.get("d")
    ]


def test_every_panel_has_its_name_its_end_value_and_its_scale() -> None:
    root = drawn(ui.small_lines(PANELS, "Respondents", 80, unit=" %"))
    for words in ("Members", "Others", "35.0 %", "65.0 %", "Respondents", "1", "2"):
        assert words in texts(root), words
    assert texts(root).count("80 %") == 2


def test_a_line_rises_with_its_values_and_a_reference_is_dashed() -> None:
    root = drawn(ui.small_lines(PANELS[:1], "x", 80))
    (line,) = [d for d in paths(root, "s-accent") if d.count("L") == 2]
    heights = [float(pair.split(",")[1]) for pair in line.lstrip("M").split("L")]
    assert heights[1] < heights[2] < heights[0]
    assert any(node.get("stroke-dasharray") for node in root.iter())


def test_panels_are_read_from_the_right_in_arabic() -> None:
    def heights(rtl: bool) -> list[str]:
        root = drawn(ui.small_lines(PANELS[:1], "x", 80, rtl=rtl))
        (line,) = [d for d in paths(root, "s-accent") if d.count("L") == 2]
        return [pair.split(",")[1] for pair in line.lstrip("M").split("L")]

    assert heights(True) == heights(False)[::-1]


@pytest.mark.parametrize("rtl", [False, True])
def test_a_histogram_says_each_class_and_count_in_order(rtl: bool) -> None:
    bins = [ui.Bin("1–2", 12), ui.Bin("3–9", 1340), ui.Bin("≥ 10", 40)]
    found = texts(drawn(ui.histogram(bins, "Contacts", "People", rtl=rtl)))
    assert [one for one in found if one in {"1–2", "3–9", "≥ 10"}] == ["1–2", "3–9", "≥ 10"]
    for words in ("12", "1,340", "40", "Contacts", "People"):
        assert words in found, words


def test_a_forest_has_one_path_of_branches_and_one_of_knots() -> None:
    root = drawn(ui.forest(KNOTS, "Wave"))
    (branches,) = paths(root, "s-soft")
    assert branches.count("M") == 2
    (knots,) = paths(root, "s-accent")
    assert knots.count("M") == 2
    assert [node.get("stroke-linecap") for node in root.iter() if node.get("stroke-linecap")] == [
        "round"
    ]
    for words in ("Wave", "0", "1", "2"):
        assert words in texts(root), words


def test_a_forest_of_a_thousand_stays_light() -> None:
    knots = [ui.Knot(float(place), 0) for place in range(20)]
    knots += [ui.Knot(float(place), 1 + place // 20, place) for place in range(1480)]
    assert len(drawing.svg(ui.forest(knots, "Wave"), "x", 300)) < 80_000


def test_roots_alone_are_a_forest_too() -> None:
    root = drawn(ui.forest([ui.Knot(0.0, 0, label="1"), ui.Knot(1.0, 0, label="2")], "Wave"))
    assert "Wave" in texts(root)


def test_numbers_are_written_as_the_reader_writes_them() -> None:
    with translation.override("fr"):
        found = texts(drawn(ui.histogram([ui.Bin("a", 1340)], "x", "y")))
    assert "1 340" in [one.replace("\u202f", " ").replace("\xa0", " ") for one in found]
