"""The public pages of the stock figures, as people read them."""

import gzip
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from homelands.mapping.stocks.actions import stocks
from tests import make, make_mapping
from tests.mapping.stocks.test_stocks import GHANA_2019

pytestmark = pytest.mark.django_db


def read(url: str, language: str = "en") -> str:
    answer = Client().get(url, headers={"accept-language": language})
    assert answer.status_code == 200
    return b"".join(answer.streaming_content if answer.streaming else [answer.content]).decode()


def test_without_figures_the_page_says_who_brings_them() -> None:
    page = read("/where/")
    assert "None were imported yet" in page
    assert "homelands import-stock FILE" in page


def test_the_headline_counts_each_person_once_and_explains_the_other_sum(tmp_path: Path) -> None:
    make_mapping.stock(tmp_path)
    page = read("/where/")
    assert "<strong>389</strong>" in page
    assert (
        "add up to 417, because it repeats 28 people in subtotals for"
        " Caribbean (9) and South America (19)." in page
    )
    for words in ("Nigeria", "descendants are missed", "CC BY 3.0 IGO", "Download the numbers"):
        assert words in page, words


def test_a_year_is_chosen_and_an_unknown_one_gives_the_latest(tmp_path: Path) -> None:
    make_mapping.stock(tmp_path)
    assert "<strong>100</strong>" in read("/where/?year=1990")
    assert "<strong>389</strong>" in read("/where/?year=1066&sex=none")


def test_the_page_reads_from_right_to_left_in_arabic(tmp_path: Path) -> None:
    make_mapping.stock(tmp_path)
    page = read("/where/", "ar")
    assert '<html lang="ar" dir="rtl"' in page
    assert "نيجيريا" in page


def test_the_file_has_every_country_and_its_subtotals_marked(tmp_path: Path) -> None:
    make_mapping.stock(tmp_path)
    lines = read("/where/?year=2019&format=csv").splitlines()
    assert lines[0].startswith("\ufeffCode,Country,Year,Sex,People,Note,Edition")
    assert lines[1].startswith("NGA,Nigeria,2019,both,230,,International Migrant Stock 2019")
    assert [line.split(",")[5] for line in lines[1:]] == ["", "", "", "subtotal", "subtotal"]


def test_a_country_page_shows_its_years_and_hides_few_members(tmp_path: Path) -> None:
    make_mapping.stock(tmp_path)
    make.person("GBR")
    page = read("/where/GBR/")
    for words in ("<strong>140</strong>", "From 100 in 1990 to 140 in 2019", "too few to show"):
        assert words in page, words
    for _ in range(9):
        make.person("GBR")
    assert "10 members live here" in read("/where/GBR/")
    assert read("/where/GBR/?format=csv").splitlines()[1].startswith("GBR,1990,100")


def test_a_country_without_figures_says_so_and_a_wrong_code_is_not_found() -> None:
    assert "hold nobody here" in read("/where/GBR/")
    for code in ("XXX", "gbr", "GHA", "1"):
        assert Client().get(f"/where/{code}/").status_code == 404


def test_more_countries_need_no_more_questions(tmp_path: Path) -> None:
    counts = []
    for number, places in enumerate((["Italy"], ["Italy", "Nigeria", "Togo"]), 1):
        text = "Year,Dest,Ghana\n" + "".join(f"2019,{place},50\n" for place in places)
        make_mapping.stock(tmp_path, text, f"stock_{2019 + number}.csv")
        with CaptureQueriesContext(connection) as asked:
            read("/where/")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_page_of_the_published_edition() -> None:
    stocks.import_file(GHANA_2019, at=make.NOW, by=make.SYSTEM)
    page = read("/where/")
    assert "<strong>970,714</strong>" in page
    assert "140,920" in page
    assert (
        "add up to 971,006, because it repeats 292 people in subtotals for"
        " Caribbean (99) and South America (193)." in page
    )
    assert len(gzip.compress(page.encode())) < 50 * 1024
