"""What goes wrong with an archive is one sentence: what, where, what to do."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.core.management.base import CommandError


class Unusable(Exception):
    """An archive or a deployment with which no backup or restore can be done."""


@contextmanager
def in_one_sentence(place: Path) -> Iterator[None]:
    """Turns what goes wrong into the end of the command, with exit code 2."""
    try:
        yield
    except Unusable as error:
        raise CommandError(str(error), returncode=2) from error
    except psycopg.Error as error:
        said = " ".join(str(error).split("\n")[:1])
        raise CommandError(f"The database refused: {said}", returncode=2) from error
    except OSError as error:
        raise CommandError(_refused(error, place), returncode=2) from error
    except KeyboardInterrupt:
        raise CommandError("Broken off. Run the command again.", returncode=2) from None


def _refused(error: OSError, place: Path) -> str:
    reason = error.strerror or str(error)
    return f"{error.filename or place}: {reason}. Mend that, then run the command again."
