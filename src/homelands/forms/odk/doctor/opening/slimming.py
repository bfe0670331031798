"""Takes blank cells out of a workbook before it is read: there may be millions of them."""

import re
import zipfile
from io import BytesIO

from ..problems import NotAForm

#: Sheets below this size are read as they are.
_LIGHT = 2 * 2**20
_BLANK_CELL = re.compile(rb"<c(?:\s[^<>]*)?(?:/>|></c>)")
_BLANK_ROW = re.compile(rb"<row(?:\s[^<>]*)?(?:/>|>\s*</row>)")
_CELL = re.compile(rb"<c[\s>]")


def slim(source: bytes, most: int) -> tuple[bytes, dict[str, int]]:
    """Returns the workbook without blank cells, and how many each heavy part had.

    A NotAForm is raised when more cells than `most` hold something.
    """
    with zipfile.ZipFile(BytesIO(source)) as archive:
        heavy = {
            part.filename
            for part in archive.infolist()
            if part.filename.startswith("xl/worksheets/") and part.file_size > _LIGHT
        }
        if not heavy:
            return source, {}
        blank: dict[str, int] = {}
        cells = 0
        target = BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as slimmed:
            for part in archive.infolist():
                content = archive.read(part)
                if part.filename in heavy:
                    content, one = _BLANK_CELL.subn(b"", content)
                    content, other = _BLANK_ROW.subn(b"", content)
                    blank[part.filename] = one + other
                    cells += len(_CELL.findall(content))
                slimmed.writestr(part.filename, content)
    if cells > most:
        raise NotAForm("too_many_cells", most=f"{most:,}")
    return target.getvalue(), blank
