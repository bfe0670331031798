"""Labels are drawn as Collect draws them, and nothing else gets through."""

import re
import time

import pytest

from homelands.forms.xforms.markup import drawn, html_of, words_of

LINK = '<a href="https://example.org/x" rel="noopener noreferrer" target="_blank">link</a>'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("# Big title", '<strong class="words-1">Big title</strong>'),
        ("**Bold** and *it* and _em_", "<strong>Bold</strong> and <em>it</em> and <em>em</em>"),
        ("a [link](https://example.org/x)", f"a {LINK}"),
        ("One\nTwo", "One<br>Two"),
        (
            '<span style="color:red">Red</span> words<br/>next',
            '<span class="colour-red">Red</span> words<br>next',
        ),
        ("<b>b <i>i</i></b>", "<strong>b <em>i</em></strong>"),
        ('Fish & chips < 5 > 3 "q"', "Fish &amp; chips &lt; 5 &gt; 3 &quot;q&quot;"),
        (r"2 \* 3 \_ under_score_word", "2 * 3 _ under_score_word"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("**a <b>b** c</b>", "<strong>a <strong>b</strong> c</strong>"),
    ],
)
def test_what_collect_shows_is_drawn(text: str, html: str) -> None:
    assert html_of(text) == html


ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    "[js](javascript:alert(3))",
    '[js](https://x"onmouseover=alert(1)//)',
    "[a](https://x/**b**'onclick=alert(1))",
    '<b onmouseover="alert(4)">b</b>',
    '<span style="color:red;background:url(javascript:1)" onclick="x">r</span>',
    '<span style="color:red" onclick="alert(1)">r</span>',
    "<<b>script</b>>alert(1)<</b>/script>",
    "\ue0000\ue000\ue0010\ue001\ue0020\ue002",
    "<a href='javascript:alert(1)'>x</a>",
    "[**x](https://e.org/_a_)**<i>_</i>",
    r"\<script>\<\/script>",
    "&lt;b&gt;&#60;script&#62;",
]
_ALLOWED = re.compile(
    r"</?(?:strong|em|u|small|sub|sup|span|a)>|<br>"
    r'|<(?:strong|span) class="(?:words|colour)-[a-z0-9]+">'
    r'|<a href="https?://[^"<>]*" rel="noopener noreferrer" target="_blank">'
)


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("around", ["{}", "**{}**", "<b>{}</b>", "# {}", "[{}](https://e.org/{})"])
def test_nothing_else_gets_through(attack: str, around: str) -> None:
    html = html_of(around.replace("{}", attack))
    assert not set("<>") & set(_ALLOWED.sub("", html))


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_answer_goes_in_as_it_is_given(attack: str) -> None:
    from html import escape

    given = escape(attack)
    assert drawn([("You said **", False), (given, True), ("**", False)]) == (
        f"You said <strong>{given}</strong>"
    )


def test_an_answer_makes_no_address() -> None:
    html = drawn([("[x](https://e.org/", False), ("&quot;", True), (")", False)])
    assert html == "[x](https://e.org/&quot;)"


def test_where_nothing_can_be_drawn_words_stand() -> None:
    assert words_of('<span style="color:red">Red</span> & *Green*') == "Red & Green"
    assert words_of("**No**") == "No"


@pytest.mark.parametrize(
    "text", ["**a" * 6000, "<b>" * 6000, "_a" * 9000, "[a](" * 5000, "# " * 9000]
)
def test_hostile_labels_cost_little(text: str) -> None:
    start = time.process_time()
    html_of(text)
    assert time.process_time() - start < 2
