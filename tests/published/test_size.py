"""Models of overlapping lists give the figures of R on four lists of people with HIV.

Four reporting centres in Rome (Abeni, Brancato and Perucci 1994, Epidemiology 5, 410-414), as they
come with the R package Rcapture (Baillargeon and Rivest 2007, Journal of Statistical
Software 19(5)); the reference figures were computed with R 4.2.2 and Rcapture 1.4-4.
"""

import argparse
import json
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from homelands.command.calculations.estimate import size
from homelands.science.size.fitted import Model
from homelands.science.size.heterogeneity import heterogeneity
from homelands.science.size.lists import Lists, capture_lists
from homelands.science.size.systems import MultipleSystems, multiple_systems
from homelands.science.size.two_lists import chapman_of_pair

DATA = Path(__file__).parent / "data"

#: How many people each combination of the lists names, from all four down to the last alone.
COUNTS = (0, 3, 1, 33, 0, 20, 6, 403, 3, 35, 10, 545, 11, 621, 205)
ON_LISTS = [lists for lists in product((1, 0), repeat=4) if any(lists)]

FIGURES = ("abundance", "stderr", "deviance", "df", "AIC", "BIC")
BEHAVIOUR = {"Mb", "Mbh"}  # of occasions in an order of time, which lists do not have


@pytest.fixture(scope="module")
def reference() -> dict[str, Any]:
    return json.loads((DATA / "reference.json").read_text(encoding="utf-8"))["hiv_four_lists"]


@pytest.fixture(scope="module")
def lists() -> Lists:
    names = ["1", "2", "3", "4"]
    return capture_lists(names, np.array(ON_LISTS, float), np.array(COUNTS, float))


@pytest.fixture(scope="module")
def systems(lists: Lists) -> MultipleSystems:
    return multiple_systems(lists)


def figures(model: Model) -> tuple[float | None, ...]:
    value = model.estimate and model.estimate.value
    return value, model.se, model.deviance, model.df, model.aic, model.bic


def test_all_log_linear_models_of_closedp(lists: Lists, reference: dict[str, Any]) -> None:
    block = reference["HIV_closedp"]
    columns = zip(*(block[figure] for figure in FIGURES), strict=True)
    expected = dict(zip(block["model"], columns, strict=True))
    found = {model.name: model for model in heterogeneity(lists)}
    assert set(found) == set(expected) - BEHAVIOUR
    for name, model in found.items():
        assert figures(model) == pytest.approx(expected[name], rel=1e-9)


def test_chapman(lists: Lists, reference: dict[str, Any]) -> None:
    expected = reference["HIV_lists12_chapman"]
    found = chapman_of_pair(lists, 0, 1)
    counts = (found.first, found.second, found.both)
    assert counts == (expected["n1"], expected["n2"], expected["m"])
    assert found.estimate.value == pytest.approx(expected["chapman"], rel=1e-12)
    assert found.se == pytest.approx(expected["chapman_se"], rel=1e-12)


def test_the_spread_over_all_models(systems: MultipleSystems) -> None:
    """Rcapture's closedpMS.t: 1,896 to 55,959 over 113 models. 1,896 is the number seen."""
    assert len(systems.models) == 113
    assert systems.spread
    assert [round(value) for value in systems.spread] == [1_896, 55_959]
    lowest = min(systems.models, key=lambda m: m.estimate.value if m.estimate else np.inf)
    assert not lowest.exists


def test_independence_is_the_same_by_both_ways(
    systems: MultipleSystems, reference: dict[str, Any]
) -> None:
    block = reference["HIV_closedp"]
    expected = [block[figure][block["model"].index("Mt")] for figure in FIGURES]
    model = next(model for model in systems.models if model.name == "[1,2,3,4]")
    assert figures(model) == pytest.approx(expected, rel=1e-9)


def test_the_command_takes_the_file_as_it_is(
    systems: MultipleSystems, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "lists.csv"
    rows = [(*lists, count) for lists, count in zip(ON_LISTS, COUNTS, strict=True)]
    lines = [("c1", "c2", "c3", "c4", "freq"), *rows]
    file.write_text("\n".join(",".join(map(str, line)) for line in lines), encoding="utf-8")
    parser = argparse.ArgumentParser()
    size.add_arguments(parser)
    options = parser.parse_args([str(file), "--frequency", "freq", "--format", "json"])
    assert size.run(options) == 0
    printed = json.loads(capsys.readouterr().out)
    assert systems.spread
    assert printed["spread"] == list(systems.spread)
    assert [model["name"] for model in printed["models"]] == [m.name for m in systems.models]
    assert (printed["n"], len(printed["pairs"]), len(printed["heterogeneity"])) == (1_896, 6, 10)
