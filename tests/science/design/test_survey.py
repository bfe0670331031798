"""Estimates from a design: held to closed formulas written out here."""

from collections.abc import Callable

import numpy as np
import pytest
from scipy.stats import t

from homelands.science.analysis.groups import Groups, groups
from homelands.science.design.designed import Domain
from homelands.science.design.sampling import Design
from homelands.science.design.survey import mean, quantiles, ratio, shares, total
from homelands.science.estimate import Estimate
from homelands.ui import sentences

N = 60
RNG = np.random.default_rng(12)
STRATUM, CLUSTER = np.repeat([1, 2, 3], 20), np.repeat(np.arange(15), 4)
WEIGHT, POPULATION = RNG.uniform(1, 5, N), np.repeat([9.0, 20, 50], 20)
Y, X = RNG.normal(10, 2, N), RNG.normal(5, 1, N)
WOMAN = np.arange(N) % 3 == 0
DESIGNS = {
    "full": Design(STRATUM, CLUSTER, WEIGHT, POPULATION),
    "no fpc": Design(STRATUM, CLUSTER, WEIGHT),
    "strata": Design(STRATUM, None, WEIGHT, POPULATION * 10),
    "clusters": Design(None, CLUSTER, WEIGHT, np.full(N, 100.0)),
    "weights": Design(None, None, WEIGHT),
}


def error(design: Design, z: np.ndarray) -> float:
    """Return the standard error of the sum of z, from the sums of clusters in strata."""
    variance = 0.0
    for h in np.unique(design.stratum):
        here = design.stratum == h
        sums = np.array([z[design.cluster == c].sum() for c in np.unique(design.cluster[here])])
        left = 1 if design.fpc is None else 1 - sums.size / design.fpc[here][0]
        variance += left * sums.size * sums.var(ddof=1)
        if design.fpc is not None and design.clusters is not None:
            variance += (1 - left) * second_stage(design, z, here)
    return float(np.sqrt(variance))


def second_stage(design: Design, z: np.ndarray, here: np.ndarray) -> float:
    """Return what the draws within the clusters of a stratum add, before its fraction."""
    variance, first = 0.0, design.fpc[here][0] / np.unique(design.cluster[here]).size
    for c in np.unique(design.cluster[here]):
        mine = design.cluster == c
        fraction = min(1.0, first / design.weights[mine].mean())
        variance += (1 - fraction) * mine.sum() * z[mine].var(ddof=1)
    return variance


def within(inside: np.ndarray) -> Callable[[Design, np.ndarray], float]:
    """Return the linearised error of the mean of a domain."""

    def linearised(design: Design, y: np.ndarray) -> float:
        w = design.weights * inside
        return error(design, w * (y - w @ y / w.sum()) / w.sum())

    return linearised


def codes(estimate: Estimate) -> set[str]:
    return {caution.code for caution in estimate.cautions}


@pytest.mark.parametrize("name", DESIGNS)
def test_a_mean_and_its_interval(name: str) -> None:
    design = DESIGNS[name]
    found = mean(design, "y", Y)
    (one,) = found.estimates
    se = within(np.ones(N))(design, Y)
    assert one.value == pytest.approx(WEIGHT @ Y / WEIGHT.sum(), rel=1e-12)
    assert found.se[0] == pytest.approx(se, rel=1e-9)
    assert found.df == design.drawn.sum() - design.drawn.size
    reach = t.ppf(0.975, found.df) * se
    assert (one.low, one.high) == (
        pytest.approx(one.value - reach, rel=1e-9),
        pytest.approx(one.value + reach, rel=1e-9),
    )
    variance = WEIGHT @ (Y - one.value) ** 2 / WEIGHT.sum()
    assert one.effective_n == pytest.approx(variance / se**2, rel=1e-9)


def test_later_stages_count_where_an_fpc_is_given() -> None:
    """16 of 20 units, 10 of 500 people in each; then 5 large units taken with certainty."""
    rng = np.random.default_rng(7)
    y = rng.normal(50, 15, 160)
    design = Design(None, np.repeat(np.arange(16), 10), np.full(160, 62.5), np.full(160, 20.0))
    z = design.weights * (y - y.mean()) / design.weights.sum()
    se = mean(design, "y", y).se[0]
    assert se == pytest.approx(error(design, z), rel=1e-9)
    assert se > 0.9 * y.std() / np.sqrt(160)
    certain = np.concatenate([np.arange(5).repeat(40), np.full(60, 5)])
    units = np.concatenate([np.arange(5).repeat(40), 5 + np.arange(6).repeat(10)])
    weight = np.where(certain < 5, 125.0, 100.0)
    y = rng.normal(50, 15, 260)
    mixed = Design(certain, units, weight, np.where(certain < 5, 1.0, 60.0))
    found = mean(mixed, "y", y)
    z = weight * (y - found.estimates[0].value) / weight.sum()
    first = np.array([z[units == unit].sum() for unit in range(5, 11)])
    variance = 0.9 * 6 * first.var(ddof=1)
    variance += sum((1 - 1 / 125) * 40 * z[units == unit].var(ddof=1) for unit in range(5))
    variance += 0.1 * sum((1 - 0.1) * 10 * z[units == unit].var(ddof=1) for unit in range(5, 11))
    assert found.se[0] == pytest.approx(np.sqrt(variance), rel=1e-9)


def test_a_cluster_that_was_taken_whole_adds_nothing() -> None:
    y = RNG.normal(3, 1, 20)
    whole = Design(None, np.repeat(np.arange(5), 4), np.full(20, 20.0), np.full(20, 100.0))
    z = (y - y.mean()) / 20
    sums = z.reshape(5, 4).sum(axis=1)
    assert mean(whole, "y", y).se[0] == pytest.approx(np.sqrt(0.95 * 5 * sums.var(ddof=1)))


@pytest.mark.parametrize("weight", [1 / 3, 30.97, 0.1, 1.0])
@pytest.mark.parametrize("n", [10, 12, 14, 200])
def test_equal_weights_do_not_move_the_median(n: int, weight: float) -> None:
    design = Design(None, None, np.full(n, weight))
    (half,) = quantiles(design, np.arange(1.0, n + 1), [0.5]).estimates
    assert half.value == n / 2


@pytest.mark.parametrize("name", DESIGNS)
def test_totals_and_ratios(name: str) -> None:
    design = DESIGNS[name]
    assert total(design, "y", Y).se[0] == pytest.approx(error(design, WEIGHT * Y), rel=1e-9)
    r = WEIGHT @ Y / (WEIGHT @ X)
    found = ratio(design, "y per x", Y, X)
    assert found.estimates[0].value == pytest.approx(r, rel=1e-12)
    linearised = error(design, WEIGHT * (Y - r * X) / (WEIGHT @ X))
    assert found.se[0] == pytest.approx(linearised, rel=1e-9)


@pytest.mark.parametrize("name", DESIGNS)
def test_a_domain_keeps_the_design(name: str) -> None:
    design = DESIGNS[name]
    found = mean(design, "y", Y, Domain(WOMAN))
    assert found.se[0] == pytest.approx(within(WOMAN)(design, Y), rel=1e-9)
    assert found.estimates[0].n == WOMAN.sum()
    assert total(design, "y", Y, Domain(WOMAN)).se[0] == pytest.approx(
        error(design, WEIGHT * Y * WOMAN), rel=1e-9
    )


def test_the_textbook_s_stratified_mean() -> None:
    """With weights N_h / n_h: sum (N_h / N)^2 (1 - n_h / N_h) s_h^2 / n_h."""
    sizes = {1: 100, 2: 200, 3: 500}
    size = np.array([float(sizes[h]) for h in STRATUM])
    found = mean(Design(STRATUM, None, size / 20, size), "y", Y)
    variance = sum(
        (n / 800) ** 2 * (1 - 20 / n) * Y[h == STRATUM].var(ddof=1) / 20 for h, n in sizes.items()
    )
    assert found.se[0] == pytest.approx(np.sqrt(variance), rel=1e-12)


def test_a_census_has_no_error() -> None:
    found = mean(Design(None, None, np.ones(N), np.full(N, float(N))), "y", Y)
    (one,) = found.estimates
    assert (found.se[0], one.low, one.high) == (0, None, None)
    assert "no-spread" in codes(one)


def test_a_stratum_taken_whole_with_certainty_adds_nothing() -> None:
    cluster = np.where(STRATUM == 1, 0, CLUSTER)
    weight = np.where(STRATUM == 1, 1.0, WEIGHT)
    design = Design(STRATUM, cluster, weight, np.where(STRATUM == 1, 1.0, POPULATION))
    z = weight * (Y - weight @ Y / weight.sum()) / weight.sum()
    rest = STRATUM > 1
    others = Design(STRATUM[rest], CLUSTER[rest], weight[rest], POPULATION[rest])
    found = mean(design, "y", Y)
    assert found.se[0] == pytest.approx(error(others, z[rest]), rel=1e-9)
    assert found.df == 8


def test_unknown_answers_are_outside_the_domain() -> None:
    missing = np.where(np.arange(N) < 5, np.nan, Y)
    found = mean(DESIGNS["full"], "y", missing)
    assert found.se[0] == pytest.approx(within(np.arange(N) >= 5)(DESIGNS["full"], Y), rel=1e-9)
    told = {caution.code: sentences.of(caution) for caution in found.estimates[0].cautions}
    assert told["outcome-missing"].startswith("5 of 60 respondents gave no answer")


def test_shares_are_means_of_indicators() -> None:
    answers = RNG.choice(["a", "b", "c"], N).tolist()
    answers[3] = None
    found = shares(DESIGNS["full"], groups(answers), Domain(WOMAN))
    known = np.array([answer is not None for answer in answers])
    for k, name in enumerate("abc"):
        said = np.array([answer == name for answer in answers], dtype=float)
        alone = mean(DESIGNS["full"], name, said, Domain(WOMAN & known))
        one = found.estimates[k]
        assert one.value == pytest.approx(alone.estimates[0].value, rel=1e-12)
        assert found.se[k] == pytest.approx(alone.se[0], rel=1e-9)
        reach = t.ppf(0.975, found.df) * found.se[k] / (one.value * (1 - one.value))
        logit = np.log(one.value / (1 - one.value))
        assert one.low == pytest.approx(1 / (1 + np.exp(reach - logit)), rel=1e-9)
        assert one.high == pytest.approx(1 / (1 + np.exp(-reach - logit)), rel=1e-9)
    assert found.names == ("a", "b", "c")


def test_a_share_of_nobody_is_zero_without_an_interval() -> None:
    found = shares(DESIGNS["full"], Groups(("a", "b"), np.zeros(N, dtype=np.int64)))
    assert [(one.value, one.low, one.high) for one in found.estimates] == [
        (1, None, None),
        (0, None, None),
    ]
    assert all("no-spread" in codes(one) for one in found.estimates)


def test_quantiles_are_woodruff_s() -> None:
    found = quantiles(DESIGNS["full"], Y, [0.25, 0.5])
    order = np.argsort(Y)
    reached = np.cumsum(WEIGHT[order]) / WEIGHT.sum()

    def at(p: float) -> float:
        return float(Y[order][np.searchsorted(reached, p)])

    for p, one in zip((0.25, 0.5), found.estimates, strict=True):
        assert one.value == at(p)
        below = (one.value >= Y).astype(float)
        centre = WEIGHT @ below / WEIGHT.sum()
        reach = t.ppf(0.975, found.df) * within(np.ones(N))(DESIGNS["full"], below)
        assert (one.low, one.high) == (at(centre - reach), at(centre + reach))
    assert found.names == ("25 %", "50 %")


def test_few_degrees_of_freedom_are_told() -> None:
    design = Design(None, np.repeat(np.arange(4), 15), WEIGHT)
    found = mean(design, "y", Y)
    assert found.df == 3
    assert "df-few" in codes(found.estimates[0])


def test_a_domain_of_one_cluster_is_refused() -> None:
    with pytest.raises(ValueError, match="No degree of freedom is left"):
        mean(DESIGNS["full"], "y", Y, Domain(np.arange(N) < 4))


def test_a_domain_of_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="Nobody in the domain"):
        mean(DESIGNS["full"], "y", Y, Domain(np.zeros(N, dtype=bool)))


def test_odd_questions_are_refused() -> None:
    design = DESIGNS["full"]
    with pytest.raises(ValueError, match="do not fit 60 respondents"):
        mean(design, "y", Y[:-1])
    with pytest.raises(ValueError, match="finite"):
        mean(design, "y", np.where(WOMAN, np.inf, Y))
    with pytest.raises(ValueError, match="“r” divides by a total of zero"):
        ratio(design, "r", Y, np.zeros(N))
    with pytest.raises(ValueError, match="distinct shares"):
        quantiles(design, Y, [0.5, 0.5])
    with pytest.raises(ValueError, match="between 0 and 1, not at 95"):
        Domain(level=95)
