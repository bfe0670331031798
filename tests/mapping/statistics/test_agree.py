"""Page, command and notebook give the same figures to the last digit, from one sample.

The project's own sample never skips; the jazz musicians of New York do, loudly, where the shared
data do not stand beside the repository.
"""

import csv
import io
import json
import re
import shlex
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils.html import strip_tags

from homelands.command.calculations.commands import calculate
from homelands.forms.tables import Columns
from homelands.foundation.roles import Role
from homelands.science.rds.plan import Plan
from homelands.science.rds.sample import from_recruiters
from homelands.science.rds.study import study as notebook
from homelands.surveys.datasets.actions import imports
from homelands.surveys.datasets.actions.imports import Import
from homelands.surveys.questionnaires.models import Study
from tests import make

REPOSITORY = Path(__file__).parents[3]
SAMPLE = REPOSITORY / "docs/notebooks/sample.csv"
JAZZ = REPOSITORY / "tests/published/data/jazz.csv"
COUPONS = tuple(f"coupon_{place}" for place in range(1, 9))

pytestmark = pytest.mark.django_db


def imported(path: Path, columns: Columns, population: int | None = None) -> Study:
    source = Import(
        study=f"Study {make.number()}",
        filename=path.name,
        content=path.read_bytes(),
        columns=columns,
        population=population,
    )
    return imports.load(source, at=make.NOW, by=make.SYSTEM)


def own_sample() -> Study:
    columns = Columns(id="id", recruiter="recruiter", degree="contacts")
    return imported(SAMPLE, columns, population=6000)


def jazz() -> Study:
    columns = Columns(id="id", coupon="own_coupon", coupons=COUPONS, degree="contacts")
    return imported(JAZZ, columns, population=33_003)


def officer() -> Client:
    client = Client()
    client.force_login(make.user(Role.SURVEY_MANAGER))
    return client


def text(answer: Any) -> str:
    assert answer.status_code == 200, answer.content.decode()[:500]
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode("utf-8-sig")


def printed(*words: str, capsys: Any) -> dict[str, Any]:
    """Runs the command in this process and reads its JSON."""
    capsys.readouterr()
    assert calculate([*words, "--format", "json"]) == 0
    return json.loads(capsys.readouterr().out)


def downloaded(client: Client, address: str, folder: Path) -> tuple[Path, list[str]]:
    """Takes the sample away as the page offers it; returns the file and the page's own line."""
    page = text(client.get(address))
    line = strip_tags(re.search(r"<pre[^>]*>(.*?)</pre>", page, re.DOTALL).group(1))
    place = re.search(r'href="([^"]*/sample/[^"]*)"', page).group(1).replace("&amp;", "&")
    file = folder / "sample.csv"
    file.write_text(text(client.post(place, {"why": "To check it elsewhere"})), encoding="utf-8")
    words = shlex.split(unescape(line).replace("\\\n", ""))
    assert words[:4] == ["homelands", "estimate", "rds", "sample.csv"]
    assert words[-2:] == ["--format", "json"]
    return file, ["estimate", "rds", str(file), *words[4:-2]]


def assert_same_figures(page: str, file: list[dict[str, str]], said: dict[str, Any]) -> None:
    """The page's file has the command's figures bit by bit; the page prints them rounded."""
    assert [row["category"] for row in file] == [one["category"] for one in said["estimates"]]
    table = re.search(r"<caption>Shares in per cent</caption>.*?</table>", page, re.DOTALL).group()
    for row, one in zip(file, said["estimates"], strict=True):
        for name in ("estimate", "se", "low", "high", "n", "effective_n"):
            assert float(row[name]) == one[name], name
        for name in ("estimate", "se", "low", "high"):
            assert f">{100 * one[name]:.2f}<" in table, name
    # The page knows one thing more: that nobody wrote down who is meant.
    assert {row["design_class"] for row in file} == {"C"}
    assert {row["estimator"] for row in file} == {said["estimator"]}
    assert {row["interval"] for row in file} == {said["interval"]}


def estimates(client: Client, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text(client.get(f"{address}&format=csv")))))


@pytest.mark.parametrize(
    "choices",
    [
        "",
        "&population=&seed=7&replicates=200",
        "&population_low=4000&population_high=9500&replicates=200",
        "&estimator=rds1&interval=tree&replicates=200&level=0.9",
        "&interval=neighbourhood&replicates=200&without_seeds=on",
        "&interval=salganik&replicates=200&treatment=maximum",
        "&treatment=drop&replicates=200&missing=weeks",
    ],
)
def test_the_own_sample_gives_the_same_on_the_page_and_from_the_downloaded_sample(
    choices: str, tmp_path: Path, capsys: Any
) -> None:
    client = officer()
    address = f"/desk/statistics/{own_sample().slug}/?variable=answer{choices}"
    file, words = downloaded(client, address, tmp_path)
    assert file.read_text(encoding="utf-8").count("\n") == 201
    said = printed(*words, capsys=capsys)
    assert_same_figures(text(client.get(address)), estimates(client, address), said)


def test_the_own_sample_gives_what_the_notebook_gives() -> None:
    rows = list(csv.DictReader(io.StringIO(SAMPLE.read_text(encoding="utf-8"))))
    sample = from_recruiters(
        [row["id"] for row in rows],
        [row["recruiter"] or None for row in rows],
        [float(row["contacts"]) if row["contacts"] else None for row in rows],
    )
    found = notebook(sample, [row["answer"] or None for row in rows], Plan(population=6000))
    client = officer()
    file = estimates(client, f"/desk/statistics/{own_sample().slug}/?variable=answer")
    for row, name, one, se in zip(file, found.names, found.estimates, found.se, strict=True):
        assert row["category"] == name
        mine = [float(row[key]) for key in ("estimate", "se", "low", "high", "effective_n")]
        # The file's order of rows is not the page's: sums may differ in the last bit.
        theirs = [one.value, float(se), one.low, one.high, one.effective_n]
        assert mine == pytest.approx(theirs, rel=1e-12, abs=0)
    assert {row["design_class"] for row in file} == {found.design_class}


@pytest.mark.parametrize("variable", ["union", "gender"])
@pytest.mark.parametrize("choices", ["", "&population=&treatment=maximum"])
def test_the_jazz_musicians_agree_to_the_digit(
    variable: str, choices: str, tmp_path: Path, capsys: Any
) -> None:
    client = officer()
    address = f"/desk/statistics/{jazz().slug}/?variable={variable}&missing=0{choices}"
    _file, words = downloaded(client, address, tmp_path)
    page, file = unescape(text(client.get(address))), estimates(client, address)
    assert_same_figures(page, file, printed(*words, capsys=capsys))
    plain = [
        "estimate", "rds", str(JAZZ), "--id", "id", "--coupon", "own_coupon", "--coupons",
        ",".join(COUPONS), "--degree", "contacts", "--outcome", variable, "--missing", "0",
    ]  # fmt: skip
    more = ["--degree-treatment", "maximum"] if choices else ["--population", "33003"]
    said = printed(*plain, *more, capsys=capsys)
    for row, one in zip(file, said["estimates"], strict=True):
        for name in ("estimate", "se", "low", "high", "n", "effective_n"):
            assert float(row[name]) == pytest.approx(one[name], rel=1e-12, abs=0), name
    # The page adds a doubt that only the study knows of; the command one on the odd coupons.
    apart = {"coupon-unknown", "coupon-reused", "rds-assumptions"}
    heard = [one["message"] for one in said["cautions"] if one["code"] not in apart]
    assert [one for one in heard if one not in page] == []


def test_the_page_of_the_jazz_musicians_gives_the_references_shares() -> None:
    reference = json.loads((JAZZ.parent / "reference.json").read_text(encoding="utf-8"))["nyjazz"]
    client = officer()
    choices = "&missing=0&population=&treatment=maximum&replicates=200"
    address = f"/desk/statistics/{jazz().slug}/?variable=union{choices}"
    shares = [float(row["estimate"]) for row in estimates(client, address)]
    assert shares == pytest.approx(reference["Union"]["RDS-II"]["estimate"], abs=1e-9, rel=0)
