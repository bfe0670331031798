"""Weights and replicate weights in a file, so that other software gives the same digits."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from homelands.command.calculations.columns import BadInput, write_table
from homelands.science.rds.sample import Sample
from homelands.science.rds.study import Study

#: The first columns are named as the R package RDS expects them.
FIRST = ("id", "recruiter.id", "network.size", "outcome", "weight")
SEED = "seed"


def write(path: str, sample: Sample, answers: Sequence[str | None], found: Study) -> list[str]:
    """Write the sample with its weights, and beside it how to read them; return the two paths."""
    if found.plan.estimator == "rds1":
        raise BadInput("RDS-I is no weighted share, so it has no weights: use rds2 or ss.")
    count = 0 if found.plan.interval == "none" else len(found.source)
    names = [*FIRST, *(f"rep_{k}" for k in range(1, count + 1))]
    write_table(path, names, _rows(sample, answers, found, count))
    notes = Path(path).with_suffix(".txt")
    try:
        notes.write_text(_notes(Path(path).name, found, count), encoding="utf-8")
    except OSError as error:
        raise BadInput(f"{notes} cannot be written: {error.strerror}.") from None
    return [path, str(notes)]


def _rows(
    sample: Sample, answers: Sequence[str | None], found: Study, count: int
) -> Iterator[list[object]]:
    for row, label in enumerate(sample.ids):
        parent, degree = int(sample.parent[row]), float(found.treated.degree[row])
        first = [
            label,
            SEED if parent < 0 else sample.ids[parent],
            "" if np.isnan(degree) else degree,
            answers[row] or "",
        ]
        weight = float(found.weight[row])
        drawn = found.source.multiplicity[:count, row].astype(np.float64) * weight
        yield [*first, weight, *drawn.tolist()]


def _notes(file: str, found: Study, count: int) -> str:
    size = found.plan.population
    known = f", population.size = {size:.0f}" if size else ""
    lines = [
        f"{file}: the sample with the weights of the estimates of Homelands.",
        "",
        "id, recruiter.id (seed: a seed), network.size (contacts as they were used), outcome",
        "(blank: no answer), weight (0: not in the estimate), rep_1 … (replicate weights, whole",
        "weights and no factors). The weights are right up to a common factor, and for this",
        "outcome.",
        "",
        "R, the chains and their diagnostics (package RDS):",
        f'  d <- read.csv("{file}", na.strings = "", check.names = FALSE)',
        '  r <- RDS::as.rds.data.frame(d, id = "id", recruiter.id = "recruiter.id",',
        f'    network.size = "network.size"{known})',
    ]
    return "\n".join([*lines, *_software(file, found, count), ""])


def _software(file: str, found: Study, count: int) -> list[str]:
    if not count:
        return ["", "No interval was asked for, so there are no replicate weights."]
    one = found.names[0]
    return [
        "",
        "R, estimates and standard errors (package survey):",
        '  s <- survey::svrepdesign(data = d, weights = ~weight, repweights = "^rep_",',
        f'    type = "other", scale = 1 / {count - 1}, rscales = rep(1, {count}),',
        "    combined.weights = TRUE, mse = FALSE)",
        f'  survey::svymean(~I(outcome == "{one}"), s, na.rm = TRUE)',
        "",
        "Stata (it divides by B, so that its errors are smaller by half a B-th):",
        f'  import delimited "{file}", case(preserve) stringcols(1 2 4) clear',
        f"  svyset [pweight = weight], bsrweight(rep_1-rep_{count}) vce(bootstrap)",
        f'  gen byte y = outcome == "{one}" if outcome != ""',
        "  svy: mean y",
        "",
        "Python:",
        "  import numpy as np, pandas as pd",
        f'  d = pd.read_csv("{file}", keep_default_na=False, dtype={{"outcome": str}})',
        f'  y, w = (d.outcome == "{one}").to_numpy(), d.filter(regex="^(weight|rep_)").to_numpy()',
        "  share = y @ w / w.sum(axis=0)",
        "  print(share[0], np.nanstd(share[1:], ddof=1))",
        "",
        "All three centre on the mean of the replicates, as Homelands does. The intervals of",
        "Homelands are percentiles of the replicates, or normal on the logit scale (Gile): other",
        "software takes estimate ± z standard errors unless it is told.",
    ]
