"""Looks into a zipped workbook before anything is unpacked, so that a hostile one costs nothing."""

import zipfile
from io import BytesIO

from .problems import Unreadable

#: A workbook may unpack to this much, and to this many times its own size, and no more.
MOST_UNPACKED = 200 * 2**20
MOST_RATIO = 200
#: So much is no bomb however well it packs.
_HARMLESS = 2**20
MOST_PARTS = 2000
#: No spreadsheet program writes it; it stands at the start of a part and may define entities.
_HOSTILE = b"<!DOCTYPE"
_START = 1000


def check_archive(content: bytes) -> list[str]:
    """Returns the names of the parts; refuses an archive that is broken or would unpack to much."""
    try:
        archive = zipfile.ZipFile(BytesIO(content))
        parts = archive.infolist()
        _check_size(content, parts)
        hostile = any(_HOSTILE in _start(archive, part) for part in parts)
    except Unreadable:
        raise
    except Exception as error:  # whatever it is that a stranger's archive breaks
        raise Unreadable("broken") from error
    if hostile:
        raise Unreadable("broken")
    return [part.filename for part in parts]


def _check_size(content: bytes, parts: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(part.file_size for part in parts)
    most = min(MOST_UNPACKED, MOST_RATIO * len(content) + _HARMLESS)
    if unpacked > most or len(parts) > MOST_PARTS:
        raise Unreadable("bomb", size=round(unpacked / 2**20))


def _start(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    if not part.filename.endswith(".xml"):
        return b""
    with archive.open(part) as stream:
        return stream.read(_START)
