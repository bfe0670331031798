"""Finds answers by the names of their questions rather than by paths, which a version may move."""

from collections import Counter
from collections.abc import Mapping


def by_name(answers: Mapping[str, str]) -> dict[str, str]:
    """Returns answers by name; by path where one name stands several times, as in a repeat."""
    names = {path: path.rpartition("/")[2] for path in answers}
    times = Counter(names.values())
    return {
        name if times[name := names[path]] == 1 else path: text for path, text in answers.items()
    }
