"""What `homelands protect` publishes bears an attack in whole numbers, written apart from it."""

from pathlib import Path

import pytest

from tests.command.calculations.reader import published, recovered, trial


def test_the_attack_works_out_what_is_badly_hidden(tmp_path: Path) -> None:
    """Twelve countries of one person each, hidden alone, hold twelve people together."""
    path = tmp_path / "countries.csv"
    rows = ["Total,130,published", "GB,118,published", *(f"C{n},,suppressed" for n in range(12))]
    path.write_text("country,n,status\n" + "\n".join(rows), encoding="utf-8")
    assert set(recovered(published([path])).values()) == {1}
    assert len(recovered(published([path]))) == 12


@pytest.mark.parametrize("seed", range(24))
def test_no_hidden_cell_is_worked_out(seed: int, tmp_path: Path) -> None:
    assert trial(seed, tmp_path)[2] == {}
