"""A spreadsheet never runs what somebody typed."""

import pytest
from django.utils.html import format_html

from homelands.ui.sheet import plain, sheet


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", " ="])
def test_formulas_are_neutralised(start):
    assert plain(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize(
    ("value", "held"), [(-5, -5), (2.5, 2.5), (None, ""), ("Ama", "Ama"), (True, "True")]
)
def test_data_stays_data(value, held):
    assert plain(value) == held


def test_markup_is_left_out():
    assert plain(format_html("<bdi>{}</bdi>", "O'Neil & Co")) == "O'Neil & Co"


def test_markup_does_not_hide_a_formula():
    assert plain(format_html("<bdi>{}</bdi>", "=1+1")) == "'=1+1"


def test_the_file_is_named_in_any_script():
    response = sheet("قائمة", ["A"], [["b"]])
    assert b"".join(response.streaming_content).decode() == "\ufeffA\r\nb\r\n"
    assert "filename*=utf-8''" in response["Content-Disposition"]
