"""What is asked of a study, with everything that was chosen: the same words as on the command line."""

import shlex
from dataclasses import dataclass, replace

from homelands.science.rds.plan import BOOTSTRAPS, NAMES, PLAN, TREATMENTS, Plan

ESTIMATORS = tuple(NAMES.items())
INTERVALS = BOOTSTRAPS
DEGREES = tuple(TREATMENTS)

#: The columns of the sample that is downloaded, as the command is told them.
COLUMNS = ("id", "recruiter", "degree", "outcome")


@dataclass(frozen=True)
class Question:
    """The variable, the answers that mean “no answer”, and the plan; an empty choice is open."""

    variable: str
    missing: tuple[str, ...] = ()
    estimator: str = ""
    interval: str = ""
    treatment: str = ""
    population: int | None = None
    replicates: int = PLAN.replicates
    level: float = PLAN.level
    seed: int = PLAN.seed
    with_seeds: bool = True

    def plan(self) -> Plan:
        """Returns the plan as the methods take it."""
        return Plan(
            estimator=self.estimator,
            interval=self.interval,
            treatment=self.treatment or PLAN.treatment,
            population=self.population,
            replicates=self.replicates,
            level=self.level,
            seed=self.seed,
            with_seeds=self.with_seeds,
        )

    def everything(self) -> "Question":
        """Returns the question with every answer kept: the command leaves out what `missing` says."""
        return replace(self, missing=())

    def command(self, file: str) -> str:
        """Returns the line that computes the same from the downloaded sample."""
        columns = [part for name in COLUMNS for part in (f"--{name}", name)]
        chosen = {
            "--missing": ",".join(self.missing),
            "--population": str(self.population or ""),
            "--estimator": self.estimator,
            "--interval": self.interval,
            "--degree-treatment": self.treatment,
        }
        words = ["homelands", "estimate", "rds", file, *columns]
        words += [part for name, value in chosen.items() if value for part in (name, value)]
        words += ["--replicates", str(self.replicates), "--level", f"{self.level:g}"]
        words += ["--seed", str(self.seed)]
        words += [] if self.with_seeds else ["--without-seeds"]
        return shlex.join([*words, "--format", "json"])
