"""IBM Plex, cut to what our pages need and written as WOFF2 when static files are collected.

The typefaces come from their packages (OFL 1.1) and lie in no folder of ours. A script costs at
most 60 kB: a variable Latin of two weights and a serif for headings, or two Arabic weights that
bring the Latin letters along.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

_SIGNS = [
    *range(0x2010, 0x2016),
    *range(0x2018, 0x201F),
    *(0x2009, 0x2022, 0x2026, 0x202F, 0x2032, 0x2033, 0x2039, 0x203A, 0x20AC),
    *range(0x2190, 0x2194),
    *(0x2212, 0x2248, 0x2260, 0x2264, 0x2265),
]
#: The letters of European languages, of West Africa's as far as the typeface has them.
_LATIN = [*range(0x20, 0x7F), *range(0xA0, 0x180), 0x192, *range(0x218, 0x21C), 0x1E9E, *_SIGNS]
#: The letters of Arabic, Persian and Urdu, their marks and digits, and plain Latin beside them.
_ARABIC = [
    *range(0x20, 0x7F),
    *(0xA0, 0xAB, 0xB7, 0xBB, 0xC9, 0xE9),
    *(0x60C, 0x61B, 0x61F, *range(0x621, 0x656), *range(0x660, 0x66E), 0x670, 0x671),
    *(0x679, 0x67E, 0x686, 0x688, 0x691, 0x698, 0x6A9, 0x6AF, 0x6BA, 0x6BE, 0x6C1, 0x6CC, 0x6D2),
    *range(0x6F0, 0x6FA),
    *range(0x200C, 0x2010),
    *_SIGNS,
]
_JOINING = ("init", "medi", "fina", "isol", "rlig", "curs", "mark", "mkmk")


@dataclass(frozen=True)
class Cut:
    """A font file of ours: from which file of which package, with which letters and features."""

    name: str
    package: str
    source: str
    letters: Sequence[int]
    features: Sequence[str]
    axes: Any = None

    def write(self, folder: Path) -> None:
        """Writes the WOFF2 file."""
        options = Options(layout_features=["kern", "ccmp", "locl", *self.features], hinting=False)
        options.drop_tables += ["DSIG", "meta"]
        font = TTFont(files(self.package) / "files" / self.source)
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=self.letters)
        subsetter.subset(font)
        if self.axes:
            font = instantiateVariableFont(font, self.axes)
        font.flavor = "woff2"
        made = BytesIO()
        font.save(made)
        (folder / self.name).write_bytes(made.getvalue())


_PLEX_ARABIC = "fontpkg_ibm_plex_sans_arabic"
CUTS = (
    Cut(
        "plex-sans.woff2",
        "fontpkg_ibm_plex_sans",
        "IBMPlexSans[wdth,wght].ttf",
        _LATIN,
        ("mark", "tnum"),
        {"wdth": 100, "wght": (400, 600)},
    ),
    Cut(
        "plex-serif.woff2",
        "fontpkg_ibm_plex_serif",
        "IBMPlexSerif-SemiBold.ttf",
        _LATIN,
        ("mark",),
    ),
    Cut("plex-arabic.woff2", _PLEX_ARABIC, "IBMPlexSansArabic-Regular.ttf", _ARABIC, _JOINING),
    Cut(
        "plex-arabic-bold.woff2", _PLEX_ARABIC, "IBMPlexSansArabic-SemiBold.ttf", _ARABIC, _JOINING
    ),
)


class Fonts(BaseFinder):
    """Gives the fonts to whoever collects static files, and cuts them when they are missing."""

    prefix = "ui/fonts"

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False) -> Any:
        """Returns where a font lies, as Django asks for it."""
        known = {f"{self.prefix}/{cut.name}": cut.name for cut in CUTS}
        found = [str(self._folder() / known[path])] if path in known else []
        return found if find_all else next(iter(found), [])

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Any]]:
        """Yields each font with the storage that holds it."""
        storage = FileSystemStorage(self._folder())
        storage.prefix = self.prefix  # type: ignore[attr-defined]
        yield from ((cut.name, storage) for cut in CUTS)

    def _folder(self) -> Path:
        # Cut again when what is cut has changed, as this file says it.
        edition = sha256(Path(__file__).read_bytes()).hexdigest()[:12]
        folder: Path = settings.HOME / "fonts" / edition
        folder.mkdir(parents=True, exist_ok=True)
        for cut in CUTS:
            if not (folder / cut.name).exists():
                cut.write(folder)
        return folder
