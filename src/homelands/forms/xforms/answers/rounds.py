"""Works on the values of repeats: how many rounds they name, and taking a round out."""

from collections.abc import Iterable, Mapping

from ..paths import in_round, round_in


def highest_rounds(paths: Iterable[str]) -> dict[str, int]:
    """Finds the highest round of each repeat that paths name, by its concrete path."""
    found: dict[str, int] = {}
    for path in paths:
        at = path.find("[")
        while at >= 0:
            repeat = path[:at]
            if number := round_in(path, repeat):
                found[repeat] = max(found.get(repeat, 0), number)
            at = path.find("[", at + 1)
    return found


def read_count(text: str) -> int | None:
    """Reads how many rounds a respondent wants; None when it is no number."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def without_round(values: Mapping[str, str], path: str, number: int) -> dict[str, str]:
    """Gives the values without one round of the repeat at a path; later rounds move up."""
    kept: dict[str, str] = {}
    for one, text in values.items():
        found = round_in(one, path)
        if found == number:
            continue
        if found > number:
            one = in_round(path, found - 1) + one[len(in_round(path, found)) :]
        kept[one] = text
    named = highest_rounds(values).get(path, 0)
    held = read_count(values.get(path, "")) or 0
    # The count is written down, or a repeat would begin again with the rounds it starts with.
    return kept | {path: str(max(named, held, number) - 1)}
