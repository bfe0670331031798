"""What is asked of a study, with all that was chosen: the same words as on the command line."""

import shlex
from dataclasses import dataclass, replace

from homelands.science.rds.plan import BOOTSTRAPS, PLAN, TREATMENTS, Plan
from homelands.science.rds.uncertain_size import from_interval

INTERVALS = BOOTSTRAPS
DEGREES = tuple(TREATMENTS)

#: The columns of the sample that is downloaded, as the command is told them.
COLUMNS = ("id", "recruiter", "degree", "outcome", "order")


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
    population_low: int | None = None
    population_high: int | None = None

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
            population_draws=self._draws(),
        )

    def _draws(self) -> tuple[float, ...]:
        """Return draws of the population where its interval is known, none where it is not."""
        given = (self.population, self.population_low, self.population_high)
        middle, low, high = given
        if middle is None or low is None or high is None:
            return ()
        return from_interval(middle, low, high)

    def everything(self) -> "Question":
        """Returns the question with every answer kept: the command leaves some out itself."""
        return replace(self, missing=())

    def command(self, file: str) -> str:
        """Returns the command that computes the same from the downloaded sample."""
        chosen = {
            **{f"--{name}": name for name in COLUMNS},
            "--missing": ",".join(self.missing),
            "--population": str(self.population or ""),
            "--population-low": str(self.population_low or ""),
            "--population-high": str(self.population_high or ""),
            "--estimator": self.estimator,
            "--interval": self.interval,
            "--degree-treatment": self.treatment,
            "--replicates": str(self.replicates),
            "--level": f"{self.level:g}",
            "--seed": str(self.seed),
        }
        lines = [["homelands", "estimate", "rds", file]]
        lines += [[name, value] for name, value in chosen.items() if value]
        lines += [] if self.with_seeds else [["--without-seeds"]]
        return " \\\n    ".join(map(shlex.join, [*lines, ["--format", "json"]]))
