"""Design-based estimates give the published figures of a textbook's examples.

Lohr, S. L., Sampling: Design and Analysis (second edition 2010, third edition 2022): acres in
farms from a simple random sample of 300 of 3,078 counties; the same by stratified sampling of four
regions; grade point averages in five of 100 suites of four students. The first two are rebuilt
from the published means and variances, which is all that the estimates depend on.
"""

from collections.abc import Sequence

import numpy as np
import pytest

from homelands.science.design.sampling import Design
from homelands.science.design.survey import mean, total

# Region, counties, drawn, mean of acres, variance of acres.
REGIONS = [
    ("Northeast", 220, 21, 97_629.81, 7_647_472_708),
    ("North Central", 1054, 103, 300_504.16, 29_618_183_543),
    ("South", 1382, 135, 211_315.04, 53_587_487_856),
    ("West", 422, 41, 662_295.51, 396_185_950_266),
]
GPA = [
    [3.08, 2.60, 3.44, 3.04],
    [2.36, 3.04, 3.28, 2.68],
    [2.00, 2.56, 2.52, 1.88],
    [3.00, 2.88, 3.44, 3.64],
    [2.68, 1.92, 3.28, 3.20],
]


def with_moments(n: int, average: float, variance: float) -> np.ndarray:
    """Make n numbers with exactly this mean and variance (divisor n - 1)."""
    numbers = np.arange(n) - (n - 1) / 2
    return average + numbers * np.sqrt(variance / numbers.var(ddof=1))


def test_a_simple_random_sample_of_counties() -> None:
    """Mean 297,897 acres with standard error 18,898."""
    acres = with_moments(300, 297_897, 344_551.9**2)
    design = Design(None, None, np.full(300, 3078 / 300), np.full(300, 3078.0))
    found = mean(design, "acres", acres)
    assert found.estimates[0].value == pytest.approx(297_897, abs=0.5)
    assert found.se[0] == pytest.approx(18_898.434, abs=0.01)
    assert found.df == 299


def stratified() -> tuple[Design, np.ndarray]:
    def repeat(values: Sequence[float]) -> np.ndarray:
        return np.repeat(np.array(values, dtype=float), [n for _, _, n, _, _ in REGIONS])

    acres = np.concatenate([with_moments(n, m, v) for _, _, n, m, v in REGIONS])
    region = np.repeat([name for name, *_ in REGIONS], [n for _, _, n, _, _ in REGIONS])
    weight = repeat([size / n for _, size, n, _, _ in REGIONS])
    return Design(region, None, weight, repeat([size for _, size, *_ in REGIONS])), acres


def test_a_stratified_sample_of_counties() -> None:
    """Total 909,736,035 acres with standard error 50,417,248; mean 295,561 with 16,380."""
    design, acres = stratified()
    found = total(design, "acres", acres)
    assert found.estimates[0].value == pytest.approx(909_736_035, rel=1e-7)
    assert found.se[0] == pytest.approx(50_417_248, rel=1e-7)
    assert found.df == 296
    average = mean(design, "acres", acres)
    assert average.estimates[0].value == pytest.approx(295_561, abs=0.5)
    assert average.se[0] == pytest.approx(16_380, abs=0.5)


def test_a_cluster_sample_of_suites() -> None:
    """Total 1,130.4; mean 2.826 with standard error 0.164."""
    points = np.array(GPA).ravel()
    suite = np.repeat(np.arange(5), 4)
    design = Design(None, suite, np.full(20, 20.0), np.full(20, 100.0))
    assert total(design, "points", points).estimates[0].value == pytest.approx(1130.4)
    found = mean(design, "points", points)
    assert found.estimates[0].value == pytest.approx(2.826)
    assert found.se[0] == pytest.approx(0.164, abs=5e-4)
    assert found.df == 4
