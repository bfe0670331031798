"""Charts come out as shapes and words that a strict policy and a phone can take."""

import re
from xml.etree import ElementTree

import pytest
from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils import translation

from homelands.ui import figures as ui
from homelands.ui.figures import svg as drawing
from homelands.ui.samples.figures import figures

BARS = [ui.Bar("Italy", 52, 44, 60), ui.Bar("Togo", None), ui.Bar("Germany", 90)]


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()


def texts(drawn):
    return [node.text for node in ElementTree.fromstring(drawn).iter() if node.text]  # noqa: S314


def test_bars_are_ranked_and_missing_comes_last():
    drawn = drawing.svg(ui.ranked_bars(BARS, "People"), "Where people live")
    names = [text for text in texts(drawn) if text in {"Italy", "Togo", "Germany"}]
    assert names == ["Germany", "Italy", "Togo"]
    assert "too few to show" in texts(drawn)
    assert "url(#hatch-" in drawn


@pytest.mark.parametrize("number", range(8))
@pytest.mark.parametrize("language", ["en", "ar"])
def test_nothing_that_a_strict_policy_refuses_is_left(language, number):
    with translation.override(language):
        figure = figures()[number]
        page = render_to_string("ui/figure.html", {"figure": figure})
    assert re.findall(r"style=|<script|<style|href=\"javascript|\son\w+=|data:", page) == []
    assert page.count('role="img"') == 2
    assert re.findall(r"#[0-9a-f]{6}\b(?!\")", re.sub(r"url\(#.*?\)", "", page)) == []


def test_a_drawing_scales_to_its_place():
    drawn = drawing.svg(ui.ranked_bars(BARS, "People"), "x", 300)
    root = ElementTree.fromstring(drawn)  # noqa: S314
    assert root.get("viewBox").split()[2] == "300"
    assert (root.get("width"), root.get("height")) == (None, None)


def test_what_people_typed_stays_text():
    nasty = ui.Bar('<script>alert(1)</script>" onload="x', 3)
    drawn = drawing.svg(ui.ranked_bars([nasty], "x"), '"><script>')
    assert "<script" not in drawn
    assert nasty.label[:8] in texts(drawn)[0] or any("script" in text for text in texts(drawn))


def test_the_same_chart_is_drawn_once(monkeypatch):
    calls = []
    draw = drawing._draw
    monkeypatch.setattr(drawing, "_draw", lambda *given: calls.append(1) or draw(*given))
    chart = ui.ranked_bars(BARS, "People")
    assert drawing.svg(chart, "x") == drawing.svg(chart, "x")
    drawing.svg(ui.ranked_bars(BARS[:1], "People"), "x")
    assert len(calls) == 2


def test_bars_grow_from_the_reading_side():
    def scale(rtl):
        spec = ui.ranked_bars(BARS, "x", rtl=rtl).to_dict()
        return spec["layer"][0]["encoding"]["x"]["scale"]["reverse"]

    assert (scale(False), scale(True)) == (False, True)


def test_arabic_words_carry_their_own_direction():
    drawn = drawing.svg(ui.ranked_bars([ui.Bar("إيطاليا", 5)], "x", rtl=True), "x")
    assert 'text-anchor="start"' in re.search(r"<text[^>]*>إيطاليا", drawn).group()
    assert 'direction="rtl"' in re.search(r"<text[^>]*>إيطاليا", drawn).group()


def test_the_largest_bubbles_carry_names():
    places = [
        ui.Place("Big", 10, 50, 90),
        ui.Place("Small", 60, 10, 2),
        ui.Place("Few", 0, 0, None),
    ]
    drawn = drawing.svg(ui.bubble_map(places, named=1), "x")
    assert set(texts(drawn)) == {"Big"}


def test_shares_must_fit_the_answers():
    with pytest.raises(ValueError, match="has 2 shares for 3 answers"):
        _ = ui.likert_bars([ui.Item("I trust it", (0.5, 0.5), 0.5)], ["a", "b", "c"], "").chart


def test_a_scale_of_six_answers_is_refused():
    with pytest.raises(ValueError, match="2 to 5 answers"):
        _ = ui.likert_bars([], list("abcdef"), "").chart


def test_a_figure_has_its_whole_anatomy():
    figure = figures()[0]
    page = render_to_string("ui/figure.html", {"figure": figure})
    wanted = [figure.title, figure.subtitle, figure.summary, figure.interval, "n = 264"]
    wanted += ["Read with care", "<details", "too few to show", figure.csv_url, figure.method_url]
    assert [text for text in wanted if text not in page] == []
