"""A page of questions stays light, whatever it asks: at most 45 KB and eight files at first."""

import gzip
import re

import pytest
from django.test import Client

from tests import make, make_surveys
from tests.house.source import PACKAGE
from tests.surveys.questionnaires import large_form

pytestmark = pytest.mark.django_db

SCRIPT = PACKAGE / "surveys/questionnaires/static/questionnaires/answer.js"
PAGES = ("about", "days", "place", "views", "wishes", "files", "member-1", "t01", "t22")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_pages_of_every_kind_stay_within_their_budget(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(make, "TODAY", make.TODAY.replace(year=2020))
    code, _by = make_surveys.started(large_form.published(), language=language)
    weights = {}
    for name in PAGES:
        page = Client().get(f"/answer/{code}/{name}/")
        assert page.status_code == 200, name
        assert 'data-type="system"' in page.content.decode(), name
        files = re.findall(r'(?:href|src)="/static/([^"]+)"', page.content.decode())
        # The page itself and its files: styles, scripts, the icon.
        assert len(files) + 1 <= 8, name
        loaded = [next(PACKAGE.rglob(f"static/{file}")).read_bytes() for file in files]
        weights[name] = sum(len(gzip.compress(part)) for part in [page.content, *loaded])
    assert {name: size for name, size in weights.items() if size >= 45 * 1024} == {}


def test_the_map_comes_after_the_page_and_is_small() -> None:
    folder = SCRIPT.parent
    later = [(folder / name).read_bytes() for name in ("map.js", "places.js", "land.svg")]
    assert sum(len(gzip.compress(part)) for part in later) < 9 * 1024
    assert re.findall(rb"https?://(?!www\.w3\.org/)", b"".join(later)) == []


def test_the_script_is_small_and_builds_no_code() -> None:
    source = SCRIPT.read_text()
    assert len(gzip.compress(source.encode())) < 12 * 1024
    assert re.findall(r"\beval\s*\(|new Function|setTimeout\(\s*['\"]", source) == []
