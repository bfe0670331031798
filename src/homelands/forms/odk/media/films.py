"""Takes out of MP4, MOV, M4A and 3GP what is neither picture nor sound.

Such a file is a tree of boxes, each with its length and its name. Nothing is moved: boxes that go
are renamed "free" and overwritten, so that the places of the sound within the file stay right.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from homelands.forms.odk.media.refused import FileRefused

#: Boxes that hold boxes and are needed to play; what else they hold is looked at too.
_HOLDERS = frozenset({b"moov", b"trak", b"mdia", b"minf", b"stbl", b"dinf", b"edts", b"mvex"})
_HOLDERS |= {b"moof", b"traf"}
#: Boxes that a player needs, as they are.
_NEEDED = frozenset(
    b"ftyp styp mdat free skip wide mvhd tkhd mdhd hdlr vmhd smhd nmhd gmhd dref stsd stts stss "
    b"ctts stsc stsz stz2 stco co64 sdtp sbgp sgpd cslg elst trex mehd mfhd tfhd trun tfdt sidx "
    b"mfra tref tapt clef prof enof iods load".split()
)
#: Boxes with times of creation and change: after version and flags, 4 or 8 bytes each.
_DATED = frozenset({b"mvhd", b"tkhd", b"mdhd"})
_PLAYED = (b"vide", b"soun")
_SOUND_BRANDS = (b"M4A ", b"M4B ")


@dataclass(frozen=True)
class _Box:
    name: bytes
    start: int
    body: int
    end: int


def is_film(content: bytes) -> bool:
    return content[4:8] in {b"ftyp", b"moov"} and content[8:12] not in {b"heic", b"mif1", b"avif"}


def is_sound(content: bytes) -> bool:
    """Tells whether a file of this family plays no picture."""
    if not is_film(content):
        return False
    return content[8:12] in _SOUND_BRANDS or b"vide" not in content


def clean(content: bytes) -> bytes:
    """Returns a file of the same length that plays as before and says nothing else."""
    held = bytearray(content)
    try:
        _walk(held, 0, len(held))
    except (struct.error, IndexError, RecursionError) as error:
        raise FileRefused(_("The file is broken. Record or choose it again.")) from error
    return bytes(held)


def _boxes(held: bytearray, start: int, end: int) -> Iterator[_Box]:
    while start + 8 <= end:
        size, name = struct.unpack_from(">I4s", held, start)
        body = start + 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", held, body)
            body += 8
        size = size or end - start
        if size < body - start or start + size > end:
            raise FileRefused(_("The file is broken. Record or choose it again."))
        yield _Box(bytes(name), start, body, start + size)
        start += size


def _walk(held: bytearray, start: int, end: int) -> None:
    for box in _boxes(held, start, end):
        if box.name == b"trak" and _handler(held, box) not in _PLAYED:
            _overwrite_samples(held, box)
            _empty(held, box)
        elif box.name in _HOLDERS:
            _walk(held, box.body, box.end)
        elif box.name in _DATED:
            width = 8 if held[box.body] == 1 else 4
            held[box.body + 4 : box.body + 4 + 2 * width] = bytes(2 * width)
        elif box.name in {b"free", b"skip", b"wide"} or box.name not in _NEEDED:
            _empty(held, box)
        elif box.name == b"hdlr":
            _forget_name(held, box)


def _empty(held: bytearray, box: _Box) -> None:
    held[box.start + 4 : box.start + 8] = b"free"
    held[box.body : box.end] = bytes(box.end - box.body)


def _forget_name(held: bytearray, box: _Box) -> None:
    """A handler's name often says which device or program made the file."""
    held[box.body + 24 : box.end] = bytes(max(0, box.end - box.body - 24))


def _handler(held: bytearray, track: _Box) -> bytes:
    box = _find(held, track, b"mdia", b"hdlr")
    return bytes(held[box.body + 8 : box.body + 12]) if box else b""


def _find(held: bytearray, box: _Box, *names: bytes) -> _Box | None:
    for name in names:
        inside = [one for one in _boxes(held, box.body, box.end) if one.name == name]
        if not inside:
            return None
        box = inside[0]
    return box


def _overwrite_samples(held: bytearray, track: _Box) -> None:
    """Overwrites what a track that is cut off keeps among the picture and the sound."""
    table = _find(held, track, b"mdia", b"minf", b"stbl")
    if table is None:
        return
    sizes, starts = _sizes(held, table), _starts(held, table)
    counts = _counts(held, table, len(starts))
    number = 0
    for start, count in zip(starts, counts, strict=True):
        total = sum(sizes[number : number + count])
        number += count
        if start + total > len(held):
            raise IndexError
        held[start : start + total] = bytes(total)


def _sizes(held: bytearray, table: _Box) -> list[int]:
    box = _find(held, table, b"stsz")
    if box is None:
        return []
    same, count = struct.unpack_from(">II", held, box.body + 4)
    if same:
        return [same] * min(count, len(held))
    return list(struct.unpack_from(f">{count}I", held, box.body + 12))


def _starts(held: bytearray, table: _Box) -> list[int]:
    for name, letter in ((b"stco", "I"), (b"co64", "Q")):
        if box := _find(held, table, name):
            (count,) = struct.unpack_from(">I", held, box.body + 4)
            return list(struct.unpack_from(f">{count}{letter}", held, box.body + 8))
    return []


def _counts(held: bytearray, table: _Box, chunks: int) -> list[int]:
    """Lists how many samples each chunk holds."""
    box = _find(held, table, b"stsc")
    if box is None:
        return [0] * chunks
    (rows,) = struct.unpack_from(">I", held, box.body + 4)
    runs = [struct.unpack_from(">II4x", held, box.body + 8 + 12 * row) for row in range(rows)]
    counts: list[int] = []
    for place, (first, count) in enumerate(runs):
        until = runs[place + 1][0] if place + 1 < len(runs) else chunks + 1
        counts += [count] * max(0, min(until, chunks + 1) - first)
    return counts + [0] * (chunks - len(counts))
