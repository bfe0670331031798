"""What a reader is told: the tests of science read its doubts and refusals in words."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from homelands.ui import sentences


@contextmanager
def refused(sentence: str) -> Iterator[None]:
    """Expects that no figure is given, and that the reader is told this sentence."""
    with pytest.raises(ValueError) as error:
        yield
    assert re.search(sentence, sentences.why(error.value)), sentences.why(error.value)
