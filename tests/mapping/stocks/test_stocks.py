"""Stock figures: imported whole or not at all, and nobody counted twice."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from homelands.command import example
from homelands.foundation.errors import NotAllowed
from homelands.mapping.stocks.actions import stocks as actions
from homelands.mapping.stocks.actions.stocks import AlreadyImported, NoFigures
from homelands.mapping.stocks.models import StockEdition, StockFigure
from homelands.mapping.stocks.queries import registered, stocks
from homelands.mapping.stocks.queries.stocks import Reading, Stock, Subtotal
from tests import make, make_mapping

pytestmark = pytest.mark.django_db

GHANA_2019 = Path(example.__file__).parent / "ghana_stock_2019.csv"


def test_a_file_becomes_an_edition_with_source_and_licence(tmp_path: Path) -> None:
    edition = make_mapping.stock(tmp_path)
    assert str(edition) == "International Migrant Stock 2019"
    assert (edition.licence, len(edition.sha256)) == ("CC BY 3.0 IGO", 64)
    assert edition.left_out == {"sums": {}, "unknown": {"Atlantis": 1}}
    assert edition.figures.filter(value=0).count() == 0


def test_subtotals_are_kept_apart_and_nobody_is_counted_twice(tmp_path: Path) -> None:
    make_mapping.stock(tmp_path)
    assert stocks.by_destination("GHA", 2019) == [
        Stock("NGA", 230),
        Stock("GBR", 140),
        Stock("SUR", 19),
    ]
    assert stocks.subtotals("GHA", 2019) == [
        Subtotal("Caribbean", 9),
        Subtotal("South America", 19),
    ]
    assert stocks.total("GHA", 2019) == 389
    assert stocks.trend("GHA", "GBR") == [Reading(1990, 100), Reading(2019, 140)]


def test_an_origin_without_figures_has_none(tmp_path: Path) -> None:
    make_mapping.stock(tmp_path)
    assert stocks.coverage("TGO") is None
    assert stocks.by_destination("TGO", 2019) == []
    assert stocks.total("TGO", 2019) == 0


def test_the_latest_edition_answers(tmp_path: Path) -> None:
    make_mapping.stock(tmp_path)
    make_mapping.stock(tmp_path, "Year,Dest,Ghana\n2024,Italy,5\n", "stock_2024.csv")
    held = stocks.coverage("GHA")
    assert held is not None
    assert (str(held.edition), held.years) == ("International Migrant Stock 2024", [2024])
    assert stocks.total("GHA", 2019) == 0
    assert stocks.total("CIV", 2019) == 7


def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    make_mapping.stock(tmp_path)
    with pytest.raises(AlreadyImported, match="was imported on 2026-11-23"):
        make_mapping.stock(tmp_path, name="copy_2019.csv")
    assert StockEdition.objects.count() == 1


@pytest.mark.parametrize(
    "text",
    [
        make_mapping.CSV + "2019,Italy,many,1\n",
        make_mapping.CSV + "2019,Nigeria,1,1\n",
        make_mapping.CSV + "2019,Caribbean,1,1\n",
        make_mapping.CSV + "2019,Italy,1",
    ],
)
def test_a_bad_line_at_the_end_leaves_nothing_behind(tmp_path: Path, text: str) -> None:
    file = tmp_path / "stock_2019.csv"
    file.write_text(text)
    with pytest.raises(CommandError, match="Nothing was imported") as caught:
        call_command("import-stock", str(file))
    assert caught.value.returncode == 2
    assert "\n" not in str(caught.value)
    assert (StockEdition.objects.count(), StockFigure.objects.count()) == (0, 0)


def test_a_file_of_zeros_is_no_import(tmp_path: Path) -> None:
    with pytest.raises(NoFigures):
        make_mapping.stock(tmp_path, "Year,Dest,Ghana\n2019,Italy,0\n")
    assert StockEdition.objects.count() == 0


def test_only_the_program_imports(tmp_path: Path) -> None:
    with pytest.raises(NotAllowed):
        actions.import_file(tmp_path, at=make.NOW, by=make_mapping.officer())


def test_the_command_says_what_it_did(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "stock_2019.csv"
    file.write_text(make_mapping.CSV)
    for _ in range(2):
        call_command("import-stock", str(file))
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("International Migrant Stock 2019: 6 figures above zero. Licence: CC")
    assert said[1].startswith("3 figures are regional subtotals")
    assert said[2] == "Left out, because the name is not known: Atlantis (1 lines)."
    assert said[3].endswith("Nothing was changed.")


def test_few_members_in_a_country_are_not_counted_aloud() -> None:
    for _ in range(9):
        make.person("GBR")
    assert registered.count_in("GBR") is None
    make.person("GBR")
    assert (registered.count_in("GBR"), registered.count_in("FRA")) == (10, None)


def test_the_published_edition_of_2019() -> None:
    """970,714 people from Ghana; with the file's subtotals the 971,006 that others quote."""
    actions.import_file(GHANA_2019, at=make.NOW, by=make.SYSTEM)
    people = {one.destination: one.people for one in stocks.by_destination("GHA", 2019)}
    assert stocks.total("GHA", 2019) == sum(people.values()) == 970_714
    assert (people["NGA"], people["USA"], people["GBR"]) == (233_002, 173_952, 140_920)
    assert stocks.subtotals("GHA", 2019) == [
        Subtotal("Caribbean", 99),
        Subtotal("South America", 193),
    ]
    assert 970_714 + 99 + 193 == 971_006
