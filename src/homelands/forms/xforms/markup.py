"""Draws the Markdown and the few tags that Collect shows in labels; everything else is words.

What comes out is HTML that was written here: every sign of the author's is escaped first, and a
tag comes in again only where it is one of the list below, without attributes but a colour.
Answers that are filled in are no markup: they go in last, as they are given.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import escape, unescape

#: So much of a text is looked through; a longer one is words.
_LONGEST = 20_000
#: Private signs around the number of what is put aside: a tag, an escaped sign, an answer.
_TAG, _SIGN, _HOLE = "\ue000", "\ue001", "\ue002"
_PRIVATE = re.compile("[\ue000-\ue002]")
_ASIDE = re.compile("([\ue000-\ue002])(\\d+)\\1")
_ESCAPED = re.compile(r"\\([\\*_#\[\]()<>`~-])")
_HEADING = re.compile(r"^[ \t]*(#{1,6})[ \t]+([^\n]+)$", re.MULTILINE)
_STRONG = re.compile(r"(\*\*|__)(?=\S)([^\n]{1,500}?)(?<=\S)\1")
_STAR = re.compile(r"(?<![*\w])\*(?=[^\s*])([^\n*]{1,500})(?<=[^\s*])\*(?![*\w])")
_LINE = re.compile(r"(?<![\w_])_(?=[^\s_])([^\n_]{1,500})(?<=[^\s_])_(?![\w_])")
_LINK = re.compile(r"\[([^\]\n]{1,500})\]\((https?://[^\s()\ue000-\ue002]{1,1000})\)")
_BREAK = re.compile(r"&lt;br[ \t]*/?&gt;", re.IGNORECASE)
_PAIR = re.compile(
    r"&lt;(b|i|u|em|strong|small|big|sub|sup|h[1-6])&gt;"
    r"((?:(?!&lt;/?\1&gt;)[\s\S]){0,2000})&lt;/\1&gt;",
    re.IGNORECASE,
)
_SPAN = re.compile(
    r"&lt;(span|font|p|div)"
    r"((?:[ \t]+[a-z]{1,10}=&quot;(?:(?!&quot;)[^\n]){0,200}&quot;){0,3})[ \t]*&gt;"
    r"((?:(?!&lt;/?\1\b)[\s\S]){0,2000})&lt;/\1&gt;",
    re.IGNORECASE,
)
_COLOUR = re.compile(r"(?:^|[ ;]|&quot;)color(?:=&quot;|:)[ ]*(#?[0-9a-z]{3,20})", re.IGNORECASE)
#: As deep as this, one within the other, is drawn; what lies deeper stays as it was written.
_DEPTH = 4
_PLAIN = {"i": "em", "em": "em", "u": "u", "small": "small", "sub": "sub", "sup": "sup"}

#: The colours that keep their meaning on a light and on a dark page, by those that authors write.
COLOURS = {
    "red": "red", "#f00": "red", "#ff0000": "red", "darkred": "red", "crimson": "red",
    "green": "green", "#008000": "green", "#0f0": "green", "#00ff00": "green", "darkgreen": "green",
    "blue": "blue", "#00f": "blue", "#0000ff": "blue", "darkblue": "blue", "navy": "blue",
    "orange": "orange", "#ffa500": "orange", "darkorange": "orange", "purple": "purple",
    "#800080": "purple", "gray": "grey", "grey": "grey", "#808080": "grey", "brown": "brown",
}  # fmt: skip


def drawn(pieces: Sequence[tuple[str, bool]]) -> str:
    """Returns HTML of a text in pieces; of each, whether it is HTML that goes in as it is."""
    fixed = [words for words, is_html in pieces if is_html]
    number = 0
    text = ""
    for words, is_html in pieces:
        text += f"{_HOLE}{number}{_HOLE}" if is_html else _PRIVATE.sub("", words)
        number += is_html
    return "".join(
        fixed[int(part[1:])] if part.startswith(_HOLE) else part for part in _split(text)
    )


def html_of(text: str) -> str:
    """Returns HTML of a text of the author's."""
    return drawn([(text, False)])


def words_of(text: str) -> str:
    """Returns the words of a text without its markup, for where nothing can be drawn."""
    if not any(sign in text for sign in "*_#<[\\"):
        return text
    html = "".join(_split(_PRIVATE.sub("", text))).replace("<br>", "\n")
    return unescape(re.sub("<[^<>]*>", "", html)).strip()


@lru_cache(maxsize=4096)
def _split(text: str) -> tuple[str, ...]:
    """Returns the HTML of a text in parts; an answer's number stands in a part of its own."""
    if len(text) > _LONGEST:
        html = escape(text).replace("\n", "<br>")
        return tuple(_numbered(re.split(f"{_HOLE}(\\d+){_HOLE}", html)))
    aside = _Aside()
    html = aside.draw(text)
    while _TAG in html or _SIGN in html:
        html = _ASIDE.sub(lambda one: aside.back(one), html)
    return tuple(_numbered(re.split(f"{_HOLE}(\\d+){_HOLE}", html)))


def _numbered(parts: list[str]) -> Iterator[str]:
    for place, part in enumerate(parts):
        yield f"{_HOLE}{part}" if place % 2 else part


class _Aside:
    """What is put aside while the rules run, so that no rule reads what another one wrote."""

    def __init__(self) -> None:
        self._tags: list[str] = []
        self._signs: list[str] = []

    def draw(self, text: str) -> str:
        html = escape(_ESCAPED.sub(self._sign, text), quote=True)
        html = _BREAK.sub("\n", html)
        for _ in range(_DEPTH):
            before = html
            html = _SPAN.sub(self._span, _PAIR.sub(self._pair, html))
            if html == before:
                break
        html = _LINK.sub(self._link, html)
        html = _HEADING.sub(lambda one: self._big(len(one[1]), one[2].rstrip(" #")), html)
        html = _STRONG.sub(lambda one: self._around("strong", one[2]), html)
        html = _STAR.sub(lambda one: self._around("em", one[1]), html)
        html = _LINE.sub(lambda one: self._around("em", one[1]), html)
        return html.strip("\n").replace("\n", self._tag("<br>"))

    def back(self, one: re.Match[str]) -> str:
        if one[1] == _HOLE:
            return one[0]
        return (self._tags if one[1] == _TAG else self._signs)[int(one[2])]

    def _tag(self, html: str) -> str:
        self._tags.append(html)
        return f"{_TAG}{len(self._tags) - 1}{_TAG}"

    def _sign(self, one: re.Match[str]) -> str:
        self._signs.append(escape(one[1], quote=True))
        return f"{_SIGN}{len(self._signs) - 1}{_SIGN}"

    def _around(self, name: str, words: str, more: str = "") -> str:
        return self._tag(f"<{name}{more}>") + words + self._tag(f"</{name}>")

    def _big(self, level: int, words: str) -> str:
        return self._around("strong", words, f' class="words-{min(level, 4)}"')

    def _link(self, one: re.Match[str]) -> str:
        more = f' href="{one[2]}" rel="noopener noreferrer" target="_blank"'
        return self._around("a", one[1], more)

    def _pair(self, one: re.Match[str]) -> str:
        name = one[1].lower()
        if name[0] == "h":
            return self._big(int(name[1]), one[2])
        return self._around(_PLAIN.get(name, "strong"), one[2])

    def _span(self, one: re.Match[str]) -> str:
        words = one[3] + ("\n" if one[1].lower() in ("p", "div") else "")
        colour = _COLOUR.search(one[2])
        name = COLOURS.get(colour[1].lower()) if colour else None
        return self._around("span", words, f' class="colour-{name}"') if name else words
