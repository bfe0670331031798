"""Who may do what to which row, and who is answered how by which page: held to two data files.

They are generated (`python -m tests.attack.matrix --write`); docs/access.md shows the first. The
world that they are tried in has a row of every kind of whoever acts, of its country, and of
another: a new table with row security fails here until `planting` makes its rows.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from tests import make
from tests.attack import pages, tables
from tests.attack.matrix import difference
from tests.attack.world import World, world

pytestmark = pytest.mark.xdist_group("matrix")


@pytest.fixture(scope="module")
def made(django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), world() as planted:
        yield planted


def test_every_table_with_row_security_has_rows_of_all(made: World) -> None:
    told = "tests/attack/planting.py plants no row of"
    assert [f"{told} {table}" for table in made.missing()] == []


def test_row_security_is_forced_wherever_it_is_on(made: World) -> None:
    assert [table.name for table in made.tables if table.secured != table.guarded] == []


def test_what_everybody_may_do_to_every_table_is_what_the_file_says(made: World) -> None:
    assert difference("matrix.csv", tables.matrix(made)) == ([], [])


def test_how_everybody_is_answered_everywhere_is_what_the_file_says(made: World) -> None:
    answers = pages.matrix(made)
    assert difference("pages.csv", answers) == ([], [])
    assert [line for line in answers if "500" in "".join(line[2:])] == []


def test_nobody_deletes_blindly_what_they_do_not_see(made: World) -> None:
    """A statement without a condition asks for no right to read."""
    further = []
    for who, actor in tables.actors(made).items():
        with make.as_(actor):
            further += [
                (who, table.name)
                for table in made.tables
                if table.secured and tables.deletes_further(connection.connection, table)
            ]
    assert further == []
