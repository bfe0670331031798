"""What benchmarks and pages of the documentation import is there: no other test runs them all."""

import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]
_IMPORT = re.compile(r"^[ >]*from ((?:homelands|tests|bench)[\w.]*) import (\w+(?:, \w+)*)", re.M)


def _named() -> Iterator[tuple[str, str]]:
    """Yields each (file, "module:name") that is imported, in code, in strings and in examples."""
    for path in sorted([*_ROOT.glob("bench/**/*.py"), *_ROOT.glob("docs/**/*.md")]):
        for module, names in _IMPORT.findall(path.read_text()):
            for name in names.split(", "):
                yield str(path.relative_to(_ROOT)), f"{module}:{name}"


_NAMED = sorted(set(_named()))


@pytest.mark.parametrize(("file", "named"), _NAMED, ids=["-".join(one) for one in _NAMED])
def test_what_is_imported_is_there(file: str, named: str) -> None:
    module, _, name = named.partition(":")
    if not hasattr(importlib.import_module(module), name):
        importlib.import_module(f"{module}.{name}")


def test_the_code_that_a_benchmark_hands_on_is_read_too() -> None:
    assert ("bench/surveys/submissions.py", "homelands.forms.xforms:Answers") in _NAMED
