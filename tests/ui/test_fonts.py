"""The typefaces that come with the program: their weight, their letters, and who pays for them."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from homelands.foundation.languages import LANGUAGES
from homelands.ui.fonts import CUTS, Fonts

LATIN = ("plex-sans.woff2", "plex-serif.woff2")
ARABIC = ("plex-arabic.woff2", "plex-arabic-bold.woff2")
#: A sentence with the letters that each language needs.
SENTENCES = {
    "en": "“It’s due on 8 December – 1,890.00 €”",
    "fr": "Où êtes-vous né ? Çà et là, œuvre, Noël, naïf, « dû »",
    "es": "¿Dónde vivía? ¡Niño, pingüino, año!",
    "ar": "السلام عليكم، أين وُلدت؟ ١٢٣ ٤٥٦ «إلى» مؤهّل آخر – Homelands",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("fonts")
    for cut in CUTS:
        cut.write(made)
    return made


@pytest.mark.parametrize("script", [LATIN, ARABIC], ids=["latin", "arabic"])
def test_a_script_weighs_sixty_kilobytes_at_most(folder: Path, script: tuple[str, ...]) -> None:
    assert sum((folder / name).stat().st_size for name in script) <= 60 * 1024


def test_every_language_finds_its_letters(folder: Path) -> None:
    assert set(SENTENCES) == set(LANGUAGES)
    for language, sentence in SENTENCES.items():
        for name in ARABIC if language == "ar" else LATIN:
            letters = TTFont(folder / name).getBestCmap()
            assert {sign for sign in sentence if ord(sign) not in letters} == set(), name


def test_the_latin_file_has_both_weights_and_nothing_else_to_vary(folder: Path) -> None:
    (axis,) = TTFont(folder / "plex-sans.woff2")["fvar"].axes
    assert (axis.axisTag, axis.minValue, axis.maxValue) == ("wght", 400, 600)


def test_arabic_letters_join(folder: Path) -> None:
    features = TTFont(folder / "plex-arabic.woff2")["GSUB"].table.FeatureList.FeatureRecord
    assert {"init", "medi", "fina"} <= {record.FeatureTag for record in features}


def test_whoever_collects_static_files_is_given_each_font(settings, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    listed = {f"{storage.prefix}/{name}" for name, storage in Fonts().list([])}
    assert listed == {f"ui/fonts/{cut.name}" for cut in CUTS}
    assert Path(Fonts().find("ui/fonts/plex-serif.woff2")).read_bytes()[:4] == b"wOF2"
    assert Fonts().find("ui/homelands.css") == []
