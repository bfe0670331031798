"""Linear programmes that differ a little from one to the next, solved from the last solution.

Question     What is the least of c x over A x = b, low <= x <= high, for one c after another?
Formula      The simplex method, begun at the basis where the last programme ended.
Source       Huangfu and Hall (2018), Mathematical Programming Computation 10, the HiGHS solver.
Assumptions  HiGHS by its own package rather than through SciPy, whose door starts every
             programme anew: some forty times slower on 3,000 cells, with the same least values.
Not for      Programmes in whole numbers.
"""

from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

# After a change of costs the last solution is still feasible: go on with the
# primal simplex; after a change of bounds it is still the best, if feasible: with the dual.
_STRATEGY = highspy.simplex_constants.SimplexStrategy
DUAL, PRIMAL = _STRATEGY.kSimplexStrategyDual, _STRATEGY.kSimplexStrategyPrimal


@dataclass(frozen=True, eq=False, slots=True)
class Limits:
    """A programme without its costs: `matrix` (r, n) sparse, `right` (r,), bounds (n,)."""

    matrix: Any
    right: Floats
    low: Floats
    high: Floats


class _Silent(highspy.Highs):
    """The solver without callbacks, which print its name before it can be told to print nothing."""

    def enableCallbacks(self) -> None:  # noqa: N802 (its own name)
        pass


class Programme:
    """A programme whose costs and bounds may be changed between one solution and the next.

    by_bounds: bounds will change, not costs alone; this changes the speed only.
    """

    def __init__(self, limits: Limits, *, by_bounds: bool) -> None:
        self._solver = _Silent()
        options: dict[str, bool | int | str] = {
            "output_flag": False,
            "presolve": "off",
            "simplex_strategy": int(DUAL if by_bounds else PRIMAL),
            "threads": 1,
        }
        for option, value in options.items():
            self._solver.setOptionValue(option, value)
        self._solver.passModel(self._model(limits))

    def _model(self, limits: Limits) -> Any:
        model, columns = highspy.HighsLp(), limits.matrix.tocsc()
        model.num_row_, model.num_col_ = columns.shape
        model.col_cost_ = np.zeros(columns.shape[1])
        model.col_lower_, model.col_upper_ = limits.low, limits.high
        model.row_lower_ = model.row_upper_ = limits.right
        model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        model.a_matrix_.start_ = columns.indptr
        model.a_matrix_.index_ = columns.indices
        model.a_matrix_.value_ = columns.data.astype(np.float64)
        return model

    def cost(self, column: int, value: float) -> None:
        """Set the cost of a column; all begin at zero."""
        self._solver.changeColCost(column, value)

    def bound(self, column: int, low: float, high: float) -> None:
        """Set the bounds of a column."""
        self._solver.changeColBounds(column, low, high)

    def least(self) -> Floats | None:
        """Return an x of least cost, or None when there is no x or its cost has no least."""
        status = self._run()
        if status not in self._ends:  # numbers have drifted: begin this one anew
            self._solver.clearSolver()
            status = self._run()
        if status not in self._ends:
            raise RuntimeError(f"The linear programme was not solved: {status}.")
        if status != highspy.HighsModelStatus.kOptimal:
            return None
        return np.array(self._solver.getSolution().col_value)

    def _run(self) -> Any:
        self._solver.run()
        return self._solver.getModelStatus()

    @property
    def _ends(self) -> tuple[Any, ...]:
        status = highspy.HighsModelStatus
        return status.kOptimal, status.kUnbounded, status.kInfeasible
