"""The mode held fixed: against direct standardisation, plain regression and closed errors."""

from functools import partial

import numpy as np
import pytest

from homelands.science.analysis.groups import groups
from homelands.science.analysis.modes import Asked, by_design, by_replicates
from homelands.science.design.linearised import errors
from homelands.science.design.sampling import Design
from homelands.science.replicates import Replicates
from tests.science.words import refused


def asked(n: int = 4000, effect: float = 0.2, gap: float = 0.1, seed: int = 2) -> Asked:
    """Two places, of which the first answers on the web mostly and the second in the field."""
    rng = np.random.default_rng(seed)
    place = np.array(["DEU", "ITA"])[np.arange(n) % 2]
    web = rng.random(n) < np.where(place == "DEU", 0.8, 0.3)
    chance = 0.3 + gap * (place == "DEU") + effect * web
    y = (rng.random(n) < chance).astype(float)
    mode = np.where(web, "web", "field")
    return Asked(y, groups(place.tolist()), groups(mode.tolist()))


def boot(n: int, seed: int = 3) -> Replicates:
    drawn = np.random.default_rng(seed).multinomial(n, np.full(n, 1 / n), size=400)
    return Replicates(drawn.astype(np.int32), "tree")


def test_a_gap_that_the_mode_makes_goes_away_when_it_is_held() -> None:
    made = by_replicates(asked(gap=0), np.ones(4000), boot(4000)).gap("DEU", "ITA")
    assert made.plain.value == pytest.approx(0.1, abs=0.04)  # 0.5 more on the web, times 0.2
    assert made.held.low < 0 < made.held.high
    assert made.moved.low > 0
    assert made.moved.value == pytest.approx(made.plain.value - made.held.value)


def test_it_is_the_coefficient_of_a_plain_regression() -> None:
    one = asked()
    weight = np.random.default_rng(1).uniform(1, 3, 4000)
    made = by_replicates(one, weight, boot(4000))
    x = np.column_stack([np.ones(4000), one.place.code == 0, one.mode.code == 1]).astype(float)
    root = np.sqrt(weight)
    b = np.linalg.lstsq(x * root[:, None], one.y * root, rcond=None)[0]
    gap = made.gap("DEU", "ITA")
    assert gap.held.value == pytest.approx(b[1], rel=1e-9)
    plain = [
        np.average(one.y[one.place.code == k], weights=weight[one.place.code == k]) for k in (0, 1)
    ]
    assert gap.plain.value == pytest.approx(plain[0] - plain[1], rel=1e-12)
    stock = np.array([3.0, 1.0])
    whole, as_if = made.pooled(stock)
    assert whole.value == pytest.approx(0.75 * plain[0] + 0.25 * plain[1])
    assert as_if[1].value == pytest.approx(b[0] + 0.75 * b[1] + b[2])  # all on the web


def test_errors_of_a_design_are_those_of_the_sandwich() -> None:
    """Without strata and clusters: HC1's sandwich, n / (n - 1) for both."""
    one, weight = asked(), np.full(4000, 2.0)
    design = Design(None, None, weight)
    made = by_design(one, weight, partial(errors, design), 3999).gap("DEU", "ITA")
    x = np.column_stack([one.place.code == 0, one.place.code == 1, one.mode.code == 1]).astype(
        float
    )
    b = np.linalg.lstsq(x, one.y, rcond=None)[0]
    bread = np.linalg.inv(x.T @ x)
    meat = (x * (one.y - x @ b)[:, None]).T @ (x * (one.y - x @ b)[:, None])
    lin = np.array([1, -1, 0.0])
    se = np.sqrt(4000 / 3999 * lin @ bread @ meat @ bread @ lin)
    assert made.held.se == pytest.approx(se, rel=1e-9)
    again = by_replicates(one, weight, boot(4000)).gap("DEU", "ITA")
    for name in ("plain", "held", "moved"):
        assert getattr(again, name).se == pytest.approx(getattr(made, name).se, rel=0.12)


def test_doubts_say_what_it_cannot_mean() -> None:
    gap = by_replicates(asked(), np.ones(4000), boot(4000)).gap("DEU", "ITA")
    assert [one.code for one in gap.cautions] == ["mode-chosen"]
    assert gap.overlap == 1
    place = groups(["DEU"] * 60 + ["ITA"] * 60)
    mode = groups(["web"] * 55 + ["field"] * 5 + ["field"] * 40 + ["telephone"] * 19 + [None])
    y = np.arange(120) % 3 / 2
    one = by_replicates(Asked(y, place, mode), np.ones(120), boot(120)).gap("DEU", "ITA")
    facts = {caution.code: dict(caution.facts) for caution in one.cautions}
    assert facts["mode-overlap-small"]["share"] == pytest.approx((5 / 60 + 40 / 59) / 2)
    assert facts["mode-cells-few"] == {"cells": 1, "least": 10}
    assert facts["mode-missing"] == {"missing": 1, "people": 120}


def test_what_cannot_be_told_apart_is_refused() -> None:
    place = groups(["DEU"] * 30 + ["ITA"] * 30)
    y = np.arange(60) % 2 * 1.0
    apart = groups(["web"] * 30 + ["field"] * 30)
    with refused("“DEU” and “ITA” share no mode"):
        by_replicates(Asked(y, place, apart), np.ones(60), boot(60))
    with refused("Everybody was asked in one mode, “web”"):
        by_replicates(Asked(y, place, groups(["web"] * 60)), np.ones(60), boot(60))
    with refused("All are in one place"):
        by_replicates(Asked(y, groups(["DEU"] * 60), apart), np.ones(60), boot(60))
    joined = groups(["web"] * 20 + ["field"] * 10 + ["field"] * 30)
    made = by_replicates(Asked(y, place, joined), np.ones(60), boot(60))
    with refused("no place “FRA”"):
        made.gap("DEU", "FRA")


def test_places_that_share_no_mode_are_told_by_one_that_shares_both() -> None:
    rng = np.random.default_rng(6)
    place = groups(["DEU"] * 300 + ["GBR"] * 300 + ["ITA"] * 600)
    web = np.concatenate([np.ones(300), np.zeros(300), rng.random(600) < 0.5])
    y = 1.0 + 2 * web + 3 * (place.code == 0) + rng.normal(0, 0.1, 1200)
    mode = groups(["web" if there else "field" for there in web])
    gap = by_replicates(Asked(y, place, mode), np.ones(1200), boot(1200)).gap("DEU", "GBR")
    assert gap.plain.value == pytest.approx(5, abs=0.05)
    assert gap.held.value == pytest.approx(3, abs=0.05)
    assert gap.overlap == 0
    assert "mode-overlap-small" in {one.code for one in gap.cautions}
