"""The solver prints nothing, begins anew where numbers drifted, and gives no half solution."""

from typing import Any

import highspy
import numpy as np
import pytest
from scipy.sparse import csr_array

from homelands.science.disclosure.simplex import Limits, Programme


def programme(kind: type[Programme] = Programme, *, by_bounds: bool = False) -> Programme:
    """Two columns from 0 to 9 that make up 10; the first costs 2 and the second 1."""
    limits = Limits(csr_array(np.ones((1, 2))), np.array([10.0]), np.zeros(2), np.full(2, 9.0))
    made = kind(limits, by_bounds=by_bounds)
    made.cost(0, 2.0)
    made.cost(1, 1.0)
    return made


class Drifting(Programme):
    """Numbers drift in the first `drifts` runs; `begun` says how often it was begun anew."""

    drifts, runs = 0, 0

    def _run(self) -> Any:
        self.runs += 1
        if self.runs <= self.drifts:
            return highspy.HighsModelStatus.kUnknown
        return super()._run()


@pytest.mark.parametrize("by_bounds", [True, False])
def test_it_finds_the_least_and_goes_on_from_there(by_bounds: bool) -> None:
    made = programme(by_bounds=by_bounds)
    assert np.allclose(made.least(), [1, 9])
    made.bound(1, 0.0, 4.0)
    assert np.allclose(made.least(), [6, 4])
    made.cost(0, -1.0)
    assert np.allclose(made.least(), [9, 1])


def test_where_there_is_no_solution_there_is_none() -> None:
    made = programme()
    made.bound(0, 0.0, 0.5)
    assert made.least() is None
    made.bound(0, 0.0, 9.0)
    assert np.allclose(made.least(), [1, 9])


def test_what_is_solved_is_run_once() -> None:
    made = programme(Drifting)
    assert np.allclose(made.least(), [1, 9])
    assert made.runs == 1


def test_numbers_that_drifted_are_begun_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Drifting, "drifts", 1)
    made, begun = programme(Drifting), []
    monkeypatch.setattr(made._solver, "clearSolver", lambda: begun.append(made.runs))
    assert np.allclose(made.least(), [1, 9])
    assert (begun, made.runs) == ([1], 2)


def test_what_is_not_solved_the_second_time_either_is_no_solution(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Drifting, "drifts", 2)
    with pytest.raises(RuntimeError, match="was not solved"):
        programme(Drifting).least()


def test_the_solver_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    programme().least()
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(("by_bounds", "strategy"), [(True, 1), (False, 4)])
def test_after_bounds_it_goes_on_with_the_dual_and_after_costs_with_the_primal_simplex(
    by_bounds: bool, strategy: int
) -> None:
    solver = programme(by_bounds=by_bounds)._solver
    options = ("output_flag", "presolve", "simplex_strategy", "threads")
    assert [solver.getOptionValue(name)[1] for name in options] == [False, "off", strategy, 1]
