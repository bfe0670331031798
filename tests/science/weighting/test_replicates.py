"""Every replicate meets the margins; those that cannot are left out, counted and named."""

import numpy as np
import pytest

from homelands.science.replicates import Replicates
from homelands.science.weighting import replicates as weighting_replicates
from homelands.science.weighting.calibration import to_margins
from homelands.science.weighting.coding import Coded
from homelands.science.weighting.distances import Distance, Exponential, Linear, Logit
from homelands.science.weighting.raking import rake
from homelands.science.weighting.replicates import calibrated, raked, raked_weights
from homelands.ui import sentences
from tests.science.weighting.population import coded
from tests.science.words import refused


def sample(n: int, rare: int = 0) -> tuple[Coded, np.ndarray]:
    """Make `n` respondents with three variables; `rare` of them are alone in a fourth category."""
    rng = np.random.default_rng(6)
    common = rng.normal(size=n)
    codes = np.array([np.digitize(common + rng.normal(size=n), [-0.5, 0.5]) for _ in range(3)])
    codes[0, :rare] = 3
    return coded(codes, rng.uniform(0.5, 2, n) * np.exp(0.3 * common)), rng.uniform(1, 3, n)


def bootstrap(n: int, replicates: int) -> Replicates:
    drawn = np.random.default_rng(7).multinomial(n, np.full(n, 1 / n), size=replicates)
    return Replicates(drawn.astype(np.int32), "bootstrap")


def misses(coded_sample: Coded, weights: np.ndarray) -> np.ndarray:
    total = coded_sample.margins.total
    return np.array([np.abs(coded_sample.totals(w) / total - 1).max() for w in weights])


@pytest.mark.parametrize("replicates", [40, 150])
def test_every_replicate_meets_its_margins_also_with_as_many_as_respondents(
    replicates: int,
) -> None:
    people, base = sample(150)
    drawn = bootstrap(150, replicates)
    found = raked(drawn, base, people)
    assert found.kept.all()
    assert found.error.max() < 1e-8
    assert found.cautions == ()
    assert (found.replicates.method, found.replicates.calibrated) == ("bootstrap", True)
    weights = np.concatenate(list(found.replicates.weights(base)))
    assert weights.shape == (replicates, 150)
    assert misses(people, weights).max() < 1e-6  # held in single precision
    exact = np.concatenate(list(raked_weights(drawn, base, people)))
    assert misses(people, exact).max() < 1e-8
    assert ((exact > 0) == (drawn.multiplicity > 0)).all()


def test_a_jackknife_with_as_many_replicates_as_respondents() -> None:
    people, base = sample(120)
    left_one_out = Replicates((1 - np.eye(120)).astype(np.int32), "jackknife")
    exact = np.concatenate(list(raked_weights(left_one_out, base, people)))
    assert misses(people, exact).max() < 1e-8
    assert (np.diag(exact) == 0).all()


def test_each_is_what_raking_it_alone_gives() -> None:
    people, base = sample(150)
    drawn = bootstrap(150, 20)
    exact = np.concatenate(list(raked_weights(drawn, base, people)))
    alone = np.array([rake(people, base * times).weight for times in drawn.multiplicity])
    assert np.allclose(exact, alone, rtol=1e-6)


def test_the_size_of_blocks_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    people, base = sample(150)
    drawn = bootstrap(150, 20)
    whole = raked(drawn, base, people).replicates.multiplicity
    monkeypatch.setattr(weighting_replicates, "NUMBERS", 3 * 150)
    assert len(list(raked_weights(drawn, base, people))) == 7
    assert (raked(drawn, base, people).replicates.multiplicity == whole).all()


@pytest.mark.parametrize("distance", [Linear(), Exponential(), Logit(0.02, 20)])
def test_other_distances(distance: Distance) -> None:
    people, base = sample(150)
    drawn = bootstrap(150, 20)
    found = calibrated(drawn, base, people, distance)
    assert found.kept.all()
    assert found.error.max() < 1e-8
    alone = to_margins(people, base * drawn.multiplicity[3], distance).weight
    assert np.allclose(found.replicates.multiplicity[3] * base, alone, rtol=1e-5, atol=1e-5)


def test_replicates_that_lack_a_category_are_left_out_and_named() -> None:
    people, base = sample(150, rare=3)
    drawn = bootstrap(150, 60)
    lacking = drawn.multiplicity[:, :3].sum(axis=1) == 0
    assert lacking.any()
    found = raked(drawn, base, people)
    assert (found.kept == ~lacking).all()
    assert len(found.replicates) == int((~lacking).sum())
    assert np.isnan(found.error[lacking]).all()
    (caution,) = found.cautions
    assert caution.code == "replicates-lacking"
    most = int((drawn.multiplicity[:, :3].sum(axis=1) == 0).sum())
    expected = f"{lacking.sum()} of 60 replicates held nobody in some category"
    assert f"most often in 'v0' = '3' (in {most})" in sentences.of(caution)
    assert sentences.of(caution).startswith(expected)


def test_replicates_whose_margins_contradict_are_left_out() -> None:
    people, base = sample(150)
    found = calibrated(bootstrap(150, 40), base, people, Logit(0.65, 1.7))
    assert not found.kept.all()
    assert f"{(~found.kept).sum()} of 40 replicates could not meet the margins" in sentences.of(
        found.cautions[0]
    )


def test_a_respondent_with_a_base_weight_of_zero_stays_out() -> None:
    people, base = sample(150)
    base[4] = 0
    found = raked(bootstrap(150, 10), base, people)
    assert (found.replicates.multiplicity[:, 4] == 0).all()
    assert found.error.max() < 1e-8


def test_nothing_left_is_refused() -> None:
    people, base = sample(150)
    nobody = np.zeros((5, 150), dtype=np.int32)
    with refused(r"No spread can be seen: of 5 replicates 5 held nobody"):
        raked(Replicates(nobody, "bootstrap"), base, people)


def test_replicates_of_other_respondents_are_refused() -> None:
    people, base = sample(150)
    with refused(r"shape \(5, 20\) do not fit 150"):
        raked(bootstrap(20, 5), base, people)
