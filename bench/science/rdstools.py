"""RDSTools as a peer, where somebody has installed it: the project never needs it.

It is timed with few resamples, scaled up: a thousand at n = 2,000 take it some half an hour.
"""

from time import perf_counter

from homelands.science.rds.sample import Sample

RESAMPLES = 5


def seconds(sample: Sample, replicates: int) -> tuple[float | None, str]:
    """Return its seconds for so many resamples of the tree, None where it is not installed."""
    try:
        import pandas
        import RDSTools
    except ImportError:
        return None, "RDSTools is not installed"
    rows = range(len(sample.ids))
    frame = pandas.DataFrame(
        {
            "ID": rows,
            "S_ID": sample.seed,
            "SEED": (sample.parent < 0).astype(int),
            "R_ID": [float("nan") if parent < 0 else parent for parent in sample.parent.tolist()],
        }
    )
    began = perf_counter()
    RDSTools.RDSboot(frame, "ID", "S_ID", "SEED", "R_ID", "tree_uni", RESAMPLES)
    spent = (perf_counter() - began) * replicates / RESAMPLES
    return spent, f"RDSTools {_version()}, {RESAMPLES} resamples scaled up, without estimates"


def _version() -> str:
    from importlib.metadata import version

    return version("RDSTools")
