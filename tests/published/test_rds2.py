"""RDS-II and the tree bootstrap give the figures of the R packages on two known samples.

Heckathorn, D. D. and Jeffri, J. (2001), Finding the beat: using respondent-driven sampling to
study jazz musicians, Poetics 28(4): 264 respondents in New York. The sample `faux` (389 of 1,000)
is simulated. Both come with the R package RDS (Handcock, Fellows and Gile); the reference figures
were computed with R 4.2.2, RDS 0.9-10 and RDStreeboot 1.0. Estimators: Volz and Heckathorn (2008);
Baraff, McCormick and Raftery (2016). The data stand beside the repository and are not part of it.
"""

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from homelands.science.rds.degrees import maximum
from homelands.science.rds.proportions import Proportions, proportions
from homelands.science.rds.rds2 import means
from homelands.science.rds.sample import Sample, from_coupons, from_recruiters
from homelands.science.rds.tree import tree_bootstrap

DATA = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "rds"

pytestmark = pytest.mark.skipif(
    not (DATA / "reference.json").is_file(),
    reason="NOT COMPARED WITH R: ../shared/data/rds does not stand beside the repository",
)

Rows = list[dict[str, str]]


def rows_of(name: str) -> Rows:
    with (DATA / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def reference() -> dict[str, Any]:
    return json.loads((DATA / "reference.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def jazz() -> tuple[Rows, Sample]:
    """Read the jazz musicians; `coupon.7` stands for a lost coupon and may be used again.

    The code 90, "recruiter not known", makes three respondents seeds, as in the reference.
    """
    rows = rows_of("nyjazz_coupons.csv")
    own = [None if row["own.coupon"] in {"NA", "90"} else row["own.coupon"] for row in rows]
    issued = [[row[f"coupon.{k}"] for k in range(1, 8)] for row in rows]
    given = [[code for code in codes if code != "NA"] for codes in issued]
    degrees = [None if row["network.size"] == "NA" else float(row["network.size"]) for row in rows]
    ids = [row["id"] for row in rows]
    lost = {row["coupon.7"] for row in rows}
    return rows, from_coupons(ids, own, given, degrees, reusable=lost)


@pytest.fixture(scope="module")
def faux() -> tuple[Rows, Sample]:
    rows = rows_of("faux.csv")
    recruiters = [None if row["recruiter.id"] == "seed" else row["recruiter.id"] for row in rows]
    degrees = [float(row["network.size"]) for row in rows]
    return rows, from_recruiters([row["id"] for row in rows], recruiters, degrees)


def answers(rows: Rows, column: str, missing: Sequence[str] = ("NA",)) -> list[str | None]:
    return [None if row[column] in missing else row[column] for row in rows]


def estimate(sample: Sample, outcome: list[str | None]) -> Proportions:
    resamples = tree_bootstrap(sample, 4000, np.random.default_rng(2016))
    return proportions(sample, outcome, maximum(sample), resamples)


def shares(found: Proportions) -> dict[str, float]:
    return dict(zip(found.categories, [one.value for one in found.estimates], strict=True))


def errors(found: Proportions) -> dict[str, float]:
    return dict(zip(found.categories, found.se.tolist(), strict=True))


def expected_shares(block: dict[str, Any]) -> Any:
    """Return R's RDS-II estimates by level, to nine decimals."""
    figures = block["RDS-II"]
    by_level = dict(zip(figures["level"], figures["estimate"], strict=True))
    return pytest.approx(by_level, abs=1e-9, rel=0)


def expected_errors(block: dict[str, Any]) -> Any:
    """Return R's tree bootstrap standard errors by level ("1_red" is red), within 5 %."""
    figures = block["Tree_Baraff_seed1"]
    levels = [level.split("_", 1)[1] for level in figures["levels"]]
    return pytest.approx(dict(zip(levels, figures["boot_sd"], strict=True)), rel=0.05)


def test_jazz_has_the_shape_that_was_published(
    jazz: tuple[Rows, Sample], reference: dict[str, Any]
) -> None:
    sample = jazz[1]
    shape = [len(sample.ids), int((sample.parent < 0).sum()), int(sample.wave.max())]
    assert shape == [reference["nyjazz"][key] for key in ("n", "seeds", "max_wave")]
    told = {caution.code: caution.message for caution in maximum(sample)[1]}
    assert told["degree-missing"].startswith("21 of 264 respondents")


@pytest.mark.parametrize(("name", "column"), [("Gender", "Gender.MF."), ("Union", "Union.yn.")])
def test_jazz_proportions(
    jazz: tuple[Rows, Sample], reference: dict[str, Any], name: str, column: str
) -> None:
    rows, sample = jazz
    found = estimate(sample, answers(rows, column, missing=("NA", "0")))
    assert shares(found) == expected_shares(reference["nyjazz"][name])
    assert found.counts.tolist() == reference["nyjazz"][name]["RDS-II"]["n"]
    assert errors(found) == expected_errors(reference["bootstrap"]["nyjazz"][name])
    assert found.estimates[0].n == reference["bootstrap"]["nyjazz"][name]["n_used"]


def test_jazz_mean_age(jazz: tuple[Rows, Sample], reference: dict[str, Any]) -> None:
    rows, sample = jazz
    age = np.array([[np.nan if row["Age"] == "NA" else float(row["Age"])] for row in rows])
    found = means(age, maximum(sample)[0])
    figures = reference["nyjazz"]["Age_RDSII"]
    assert found.value[0] == pytest.approx(figures["estimate"], abs=1e-9, rel=0)
    assert found.n[0] == figures["n"]


@pytest.mark.parametrize("name", ["X", "Y"])
def test_faux_proportions(faux: tuple[Rows, Sample], reference: dict[str, Any], name: str) -> None:
    rows, sample = faux
    found = estimate(sample, answers(rows, name))
    assert shares(found) == expected_shares(reference["faux"][name])
    assert found.counts.tolist() == reference["faux"][name]["RDS-II"]["n"]
    assert errors(found) == expected_errors(reference["bootstrap"]["faux"][name])


def test_faux_z(faux: tuple[Rows, Sample], reference: dict[str, Any]) -> None:
    """Z has no figure of its own in the reference: it is blue exactly where Y is."""
    rows, sample = faux
    assert [row["Z"] == "blue" for row in rows] == [row["Y"] == "blue" for row in rows]
    found = estimate(sample, answers(rows, "Z"))
    figures = reference["faux"]["Y"]["RDS-II"]
    blue = figures["estimate"][figures["level"].index("blue")]
    assert shares(found) == pytest.approx({"blue": blue, "red": 1 - blue}, abs=1e-9, rel=0)


def test_faux_weights(faux: tuple[Rows, Sample], reference: dict[str, Any]) -> None:
    sample = faux[1]
    weight = means(np.zeros((389, 1)), maximum(sample)[0]).weight
    expected = reference["faux"]["weights_RDSII_first10"]
    assert (weight[:10] * reference["faux"]["N"]).tolist() == pytest.approx(expected, rel=1e-9)
