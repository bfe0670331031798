"""Sentences without the rest of the program: for the commands on files, and for notebooks."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.utils import translation


@contextmanager
def in_english() -> Iterator[None]:
    """Makes sentences in English, with or without settings: the same input, the same bytes."""
    if not settings.configured:
        settings.configure(USE_I18N=False)
    with translation.override("en"):
        yield
