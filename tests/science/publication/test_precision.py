"""What stands against a figure for want of precision, with every number that the sentence says."""

from dataclasses import replace

import pytest

from homelands.science.facts import Facts
from homelands.science.publication.evidence import Precision
from homelands.science.publication.precision import imprecise
from homelands.science.publication.refused import Level, Refused

GOOD = Precision(n=100, effective_n=80.0, value=0.5, low=0.4, high=0.6, df=None)
SMALL = Refused("n-small", Facts(n=29, least=30), overridable=False)
WORTH = Refused("effective-n-small", Facts(worth=29.9, least=30), overridable=True)
WIDE = Refused("interval-wide", Facts(width=0.3, most=0.3), overridable=True)
RELATIVE = Refused(
    "interval-wide-relative", Facts(width=0.06, share=0.04, relative=1.3), overridable=True
)
FEW = Refused("df-few", Facts(df=7, least=8), overridable=True, level=Level.REVIEW)
NOUGHT = Refused("share-extreme", Facts(share=0), overridable=True, level=Level.REVIEW)
ALL = Refused("share-extreme", Facts(share=1), overridable=True, level=Level.REVIEW)


@pytest.mark.parametrize(
    ("changes", "against"),
    [
        ({}, []),
        ({"n": 30}, []),
        ({"n": 29}, [SMALL]),
        ({"effective_n": 30.0}, []),
        ({"effective_n": 29.99}, [WORTH]),
        ({"effective_n": None}, []),
        ({"low": 0.35, "high": 0.65}, [WIDE]),
        ({"low": 0.36, "high": 0.65}, []),
        ({"value": 0.04, "low": 0.01, "high": 0.07}, [RELATIVE]),
        ({"value": 0.05, "low": 0.0175, "high": 0.0825}, []),
        ({"value": 0.01, "low": 0.0, "high": 0.05}, []),
        ({"df": 8}, []),
        ({"df": 7}, [FEW]),
        ({"value": 0, "low": None, "high": None}, [NOUGHT]),
        ({"value": 1, "low": None, "high": None}, [ALL]),
        ({"value": 40.0, "low": 1.0, "high": 90.0, "share": False}, []),
    ],
)
def test_each_boundary(changes: dict[str, float | None], against: list[Refused]) -> None:
    assert list(imprecise(replace(GOOD, **changes))) == against  # type: ignore[arg-type]
