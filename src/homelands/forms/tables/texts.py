"""Reads text as lines of cells: CSV with any separator, in the encodings that the field writes."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from typing import NamedTuple

from .problems import Unreadable

SEPARATORS = ",;\t|"

_WIDE = (b"\xff\xfe", b"\xfe\xff")
_QUOTED = re.compile(rb'"[^"]*"')
#: A header is not longer.
_HEADER = 2**20
_LINE_BEYOND_ASCII = re.compile(rb"[^\r\n]*[\x80-\xff][^\r\n]*")
#: So much of such lines tells the encoding.
_SAMPLE = 20_000
#: What Windows writes where French, Spanish or Arabic is spoken; then in the rest of our studies.
_GUESSED = (["cp1252", "cp1256"], ["cp1250", "cp1251", "cp1253"])


class Line(NamedTuple):
    """The cells of one line, without the blanks around them, and its number in the file."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Text:
    """A text as UTF-8; `encoding` is what it was read as where it was not that."""

    content: bytes
    encoding: str = ""

    @property
    def words(self) -> str:
        return self.content.decode("utf-8-sig")


def decoded(content: bytes) -> Text:
    """Returns a text in UTF-8, UTF-16, or an encoding of Windows that fits its letters."""
    wide = content.startswith(_WIDE)
    if not wide and b"\0" in content:
        raise Unreadable("no_text")
    try:
        if wide:
            words = content.decode("utf-16")
            if "\0" in words:
                raise Unreadable("no_text")
            return Text(words.encode(), "UTF-16")
        content.decode()
        return Text(content)
    except UnicodeError:
        return _from_windows(content)


def _from_windows(content: bytes) -> Text:
    from charset_normalizer import from_bytes

    odd = b"\n".join(found[0] for found in _LINE_BEYOND_ASCII.finditer(content[: 2**20]))[:_SAMPLE]
    for names in _GUESSED:
        charset_match = from_bytes(odd, cp_isolation=names).best()
        if charset_match is not None:
            try:
                label = f"Windows-{charset_match.encoding.removeprefix('cp')}"
                return Text(content.decode(charset_match.encoding).encode(), label)
            except UnicodeError:
                continue
    raise Unreadable("encoding")


def lines(text: Text, separator: str = "") -> Iterator[Line]:
    """Yields the lines that hold something, numbered as an editor numbers them."""
    # Only \n and \r end a line: U+2028 and its like stand inside of cells.
    stream = TextIOWrapper(BytesIO(text.content), "utf-8-sig", newline="")
    reader = csv.reader(stream, delimiter=separator or separator_of(text), strict=True)
    before = 0
    try:
        for cells in reader:
            stripped = tuple(map(str.strip, cells))
            if any(stripped):
                yield Line(before + 1, stripped)
            before = reader.line_num
    except csv.Error as error:
        raise Unreadable("csv", line=before + 1) from error


def separator_of(text: Text) -> str:
    """Returns the sign that stands most often in the first line, outside of quotation marks."""
    bare = _QUOTED.sub(b"", text.content[:_HEADER]).lstrip(b"\r\n ")
    first = re.split(rb"[\r\n]", bare, maxsplit=1)[0].decode(errors="replace")
    return max(SEPARATORS, key=first.count)
