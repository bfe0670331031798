"""Reads one part of a submission: the answers, some of their files, and whether more will come.

An app splits a submission so that no part exceeds what the server accepts, and repeats the
answers in each. The whole part is in memory: its size is capped before it is read. Django's own
parser is not used: it takes a body that was cut off on its way for a whole one, and changes names
of files, by which the answers find them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from homelands.forms.odk.openrosa.faults import BadDocument

#: What a part may have, in bytes; told to apps, which split their files by it.
MOST_BYTES = 20 * 2**20
MOST_FILES = 200

ANSWERS = "xml_submission_file"
_MORE = "*isIncomplete*"

_BOUNDARY = re.compile(r';\s*boundary=(?:"([^"]{1,200})"|([^\s;]{1,200}))', re.IGNORECASE)
_FIELD = re.compile(rb'(?:^|;)\s*(name|filename)="((?:[^"\\]|\\.)*)"')
_KIND = re.compile(r"[a-z0-9.+-]+/[a-z0-9.+-]+")
_ANY_KIND = "application/octet-stream"
_UNSAFE = re.compile(r"[\x00-\x1f/\\]")


@dataclass(frozen=True)
class SentFile:
    """A file that came with answers."""

    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True)
class Batch:
    """One part of a submission."""

    xml: bytes
    files: tuple[SentFile, ...] = field(default=())
    more: bool = False


@dataclass(frozen=True)
class _Part:
    name: str
    filename: str
    content_type: str
    content: bytes


def read_batch(content_type: str, body: bytes) -> Batch:
    """Reads a request's body; a BadDocument says what is wrong with it."""
    found = _BOUNDARY.search(content_type)
    if not content_type.lower().startswith("multipart/form-data") or found is None:
        raise BadDocument("not_multipart")
    xml: bytes | None = None
    files: list[SentFile] = []
    more = False
    for part in _parts(body, (found.group(1) or found.group(2)).encode()):
        if part.name == ANSWERS:
            xml = part.content if xml is None else xml
        elif part.name == _MORE:
            more = part.content.strip().lower() == b"yes"
        elif part.filename or "." in part.name:
            files.append(_file(part))
    if xml is None:
        raise BadDocument("no_answers", part=ANSWERS)
    if len(files) > MOST_FILES:
        raise BadDocument("many_files", most=MOST_FILES)
    return Batch(xml, tuple(files), more)


def _file(part: _Part) -> SentFile:
    name = (part.filename or part.name).strip()
    if not name or len(name) > 255 or _UNSAFE.search(name) or name in {".", ".."}:
        raise BadDocument("no_file_name")
    known = len(part.content_type) <= 100 and _KIND.fullmatch(part.content_type)
    return SentFile(name, part.content_type if known else _ANY_KIND, part.content)


def _parts(body: bytes, boundary: bytes) -> Iterator[_Part]:
    mark = b"\r\n--" + boundary
    # Counted before they are cut: a short boundary could stand there millions of times.
    if body.count(mark) > MOST_FILES + 10:
        raise BadDocument("many_files", most=MOST_FILES)
    pieces = (b"\r\n" + body).split(mark)[1:]
    # The last boundary has two hyphens behind it: without it the body was cut off on its way.
    if not pieces or not pieces[-1].startswith(b"--"):
        raise BadDocument("cut_off")
    for piece in pieces[:-1]:
        head, _, content = piece.lstrip(b" \t").removeprefix(b"\r\n").partition(b"\r\n\r\n")
        yield _part(head, content)


def _part(head: bytes, content: bytes) -> _Part:
    headers = {}
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        headers[name.strip().lower()] = value.strip()
    fields = dict(_FIELD.findall(headers.get(b"content-disposition", b"")))
    kind = headers.get(b"content-type", b"").partition(b";")[0]
    return _Part(
        name=_plain(fields.get(b"name", b"")),
        filename=_plain(fields.get(b"filename", b"")),
        content_type=kind.decode("ascii", "replace").strip().lower(),
        content=content,
    )


def _plain(quoted: bytes) -> str:
    """Reads a quoted name: in UTF-8, with quotes written in either of the ways in use."""
    name = re.sub(rb"\\(.)", rb"\1", quoted).decode("utf-8", "replace")
    return name.replace("%22", '"')
