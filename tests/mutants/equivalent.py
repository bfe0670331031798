"""Changes that no test can notice, each with its reason.

The end of the file's path, the line (the first of several), what becomes of what, and why it makes
no difference. A row whose change is noticed after all, or is gone, is reported.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Equivalent:
    """A change that makes no difference, and why."""

    path: str
    beside: str
    words: str
    why: str


EQUIVALENT: list[Equivalent] = [
    Equivalent(
        "foundation/money.py",
        "return Decimal(1)",
        "return Decimal(1) → return True",
        "True counts as 1 in every calculation with decimals.",
    ),
    Equivalent(
        "science/publication/precision.py",
        "width = round(precision.high - precision.low, 12)  # so that .65 - .35 is .30",
        "12 → (11)",
        "What is rounded off is of the order of 1e-16: eleven to thirteen places do it alike.",
    ),
    Equivalent(
        "science/publication/precision.py",
        "width = round(precision.high - precision.low, 12)  # so that .65 - .35 is .30",
        "12 → (13)",
        "What is rounded off is of the order of 1e-16: eleven to thirteen places do it alike.",
    ),
    Equivalent(
        "science/publication/precision.py",
        "elif width > NARROW and round(width - RELATIVE * precision.value, 12) > 0:",
        "12 → (11)",
        "What is rounded off is of the order of 1e-16: eleven to thirteen places do it alike.",
    ),
    Equivalent(
        "science/publication/precision.py",
        "elif width > NARROW and round(width - RELATIVE * precision.value, 12) > 0:",
        "12 → (13)",
        "What is rounded off is of the order of 1e-16: eleven to thirteen places do it alike.",
    ),
    Equivalent(
        "science/matching/shortlist.py",
        "mean = round(fsum(known) / len(reasons), 9)  # so that 0.2 three times is 0.2",
        "9 → (10)",
        "What is rounded off is of the order of 1e-16: eight to ten places do it alike.",
    ),
    Equivalent(
        "science/matching/shortlist.py",
        "mean = round(fsum(known) / len(reasons), 9)  # so that 0.2 three times is 0.2",
        "9 → (8)",
        "What is rounded off is of the order of 1e-16: eight to ten places do it alike.",
    ),
    Equivalent(
        "science/matching/weights.py",
        ('text = resources.files(__package__).joinpath("weights.csv").read_text(encoding="utf-8")'),
        (
            'resources.files(__package__).joinpath("weights.csv").read_text(encoding="utf-8") '
            "→ (resources.files(__package__).joinpath('weights.csv').read_text())"
        ),
        "The table holds ASCII alone; its encoding is said for whoever adds another letter.",
    ),
    Equivalent(
        "science/disclosure/small_cells.py",
        "best[start], queue = 0.0, [(0.0, start)]",
        "0.0 → (-0.1)",
        "Every way is longer by as much, or its first step is taken twice: the cheapest stays.",
    ),
    Equivalent(
        "science/disclosure/small_cells.py",
        "best[start], queue = 0.0, [(0.0, start)]",
        "0.0 → (0.1)",
        "Every way is longer by as much, or its first step is taken twice: the cheapest stays.",
    ),
    Equivalent(
        "science/disclosure/small_cells.py",
        "if so_far >= best[goal]:  # nothing left in the queue can shorten the way",
        "so_far >= best[goal] → (so_far > best[goal])",
        "What is as long as the best way cannot shorten it: it is only looked at in vain.",
    ),
    Equivalent(
        "science/disclosure/releases.py",
        "broad = [cell for cell in around[wider] if any(len(codes) > 1 for _, codes in cell)]",
        "any(len(codes) > 1 for _, codes in cell) → (True)",
        "More cells are looked at than can conflict; _holds leaves them out: speed alone.",
    ),
    Equivalent(
        "science/disclosure/releases.py",
        "broad = [cell for cell in around[wider] if any(len(codes) > 1 for _, codes in cell)]",
        "any(len(codes) > 1 for _, codes in cell) → (all((len(codes) > 1 for _, codes in cell)))",
        "More cells are looked at than can conflict; _holds leaves them out: speed alone.",
    ),
    Equivalent(
        "science/disclosure/releases.py",
        "broad = [cell for cell in around[wider] if any(len(codes) > 1 for _, codes in cell)]",
        "len(codes) > 1 → (len(codes) <= 1)",
        "More cells are looked at than can conflict; _holds leaves them out: speed alone.",
    ),
    Equivalent(
        "science/disclosure/releases.py",
        "broad = [cell for cell in around[wider] if any(len(codes) > 1 for _, codes in cell)]",
        "len(codes) > 1 → (len(codes) >= 1)",
        "More cells are looked at than can conflict; _holds leaves them out: speed alone.",
    ),
    Equivalent(
        "science/disclosure/releases.py",
        "broad = [cell for cell in around[wider] if any(len(codes) > 1 for _, codes in cell)]",
        "1 → (0)",
        "More cells are looked at than can conflict; _holds leaves them out: speed alone.",
    ),
    Equivalent(
        "science/disclosure/releases.py",
        "broad = [cell for cell in around[wider] if any(len(codes) > 1 for _, codes in cell)]",
        "1 → (2)",
        "More cells are looked at than can conflict; _holds leaves them out: speed alone.",
    ),
    Equivalent(
        "science/disclosure/rounding.py",
        "_chance(key, name) * base < part << 256",
        "_chance(key, name) * base < part << 256 → (_chance(key, name) * base <= part << 256)",
        "A chance times 3 or 5 is no multiple of 2^256 but for the chance 0: one in 2^256.",
    ),
    Equivalent(
        "science/disclosure/audit.py",
        "NEAR = 1e-4  # of a count: what solvers leave of a whole number",
        "1e-4 → (0.00011)",
        "What solvers leave is far less, and counts lie 1 apart: a tenth of NEAR decides nothing.",
    ),
    Equivalent(
        "science/disclosure/audit.py",
        "NEAR = 1e-4  # of a count: what solvers leave of a whole number",
        "1e-4 → (9e-05)",
        "What solvers leave is far less, and counts lie 1 apart: a tenth of NEAR decides nothing.",
    ),
    Equivalent(
        "science/disclosure/audit.py",
        "ROUNDS = 6  # of tightening along single sums",
        "6 → (5)",
        "A bound that one round more or less leaves open is settled by a programme: speed alone.",
    ),
    Equivalent(
        "science/disclosure/audit.py",
        "ROUNDS = 6  # of tightening along single sums",
        "6 → (7)",
        "A bound that one round more or less leaves open is settled by a programme: speed alone.",
    ),
    Equivalent(
        "science/disclosure/audit.py",
        "self._programme.cost(place, 1.0 if down else -1.0)",
        "1.0 → (0.9)",
        "The least of 0.9 or 1.1 times a count is where the least of the count is.",
    ),
    Equivalent(
        "science/disclosure/audit.py",
        "self._programme.cost(place, 1.0 if down else -1.0)",
        "1.0 → (1.1)",
        "The least of 0.9 or 1.1 times a count is where the least of the count is.",
    ),
    Equivalent(
        "science/disclosure/audit.py",
        "return bool(self.least[place] <= self._floor[place] + NEAR)",
        (
            "self.least[place] <= self._floor[place] + NEAR → (self.least[place] < "
            "self._floor[place] + NEAR)"
        ),
        "Counts lie 1 apart: none is exactly NEAR from its bound.",
    ),
    Equivalent(
        "science/disclosure/audit.py",
        "return bool(self.most[place] >= self._roof[place] - NEAR)",
        (
            "self.most[place] >= self._roof[place] - NEAR → (self.most[place] > self._roof[place] "
            "- NEAR)"
        ),
        "Counts lie 1 apart: none is exactly NEAR from its bound.",
    ),
    Equivalent(
        "science/disclosure/audit.py",
        "finite = np.where(endless, 0.0, values)",
        "0.0 → (-0.1)",
        "Only where a value is endless: it is taken off again, or the result is endless.",
    ),
    Equivalent(
        "science/disclosure/audit.py",
        "finite = np.where(endless, 0.0, values)",
        "0.0 → (0.1)",
        "Only where a value is endless: it is taken off again, or the result is endless.",
    ),
    Equivalent(
        "science/disclosure/audit.py",
        "self._programme = Programme(self._limits, by_bounds=False)",
        "False → (True)",
        "It says which simplex the solver begins with: speed alone.",
    ),
    Equivalent(
        "science/disclosure/secondary.py",
        (
            "WHOLE = 1_500  # cells that one programme may hold; beyond, each way has a small one "
            "of its own"
        ),
        "1_500 → (1499)",
        "How large a whole programme may be: speed, and how cheap the ways are that it finds.",
    ),
    Equivalent(
        "science/disclosure/secondary.py",
        (
            "WHOLE = 1_500  # cells that one programme may hold; beyond, each way has a small one "
            "of its own"
        ),
        "1_500 → (1501)",
        "How large a whole programme may be: speed, and how cheap the ways are that it finds.",
    ),
    Equivalent(
        "science/disclosure/secondary.py",
        "NEAR_CELLS = 600  # about as many cells make up that",
        "600 → (601)",
        "About so many cells: the number of codes that make them up is the same.",
    ),
    Equivalent(
        "science/disclosure/secondary.py",
        "moved, reached = net.cells[np.abs(way) > NEAR / 100], self._counts[net.cells] + way",
        "100 → (101)",
        "Ways move cells by a hundredth at least, or by what solvers leave of nothing.",
    ),
    Equivalent(
        "science/disclosure/secondary.py",
        "moved, reached = net.cells[np.abs(way) > NEAR / 100], self._counts[net.cells] + way",
        "100 → (99)",
        "Ways move cells by a hundredth at least, or by what solvers leave of nothing.",
    ),
    Equivalent(
        "science/disclosure/secondary.py",
        "moved, reached = net.cells[np.abs(way) > NEAR / 100], self._counts[net.cells] + way",
        "NEAR / 100 → (NEAR * 100)",
        "Ways move cells by a hundredth at least, or by what solvers leave of nothing.",
    ),
    Equivalent(
        "science/disclosure/secondary.py",
        "moved, reached = net.cells[np.abs(way) > NEAR / 100], self._counts[net.cells] + way",
        "np.abs(way) > NEAR / 100 → (np.abs(way) >= NEAR / 100)",
        "Ways move cells by a hundredth at least, or by what solvers leave of nothing.",
    ),
]
