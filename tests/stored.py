"""Everything that lies in the database, as its owner sees it: what tests look through."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from homelands.web import environment


@contextmanager
def as_the_owner(user: str = "") -> Iterator[None]:
    """Runs the block as the owner of the tables, whom no policy hides a row; leaves no trace.

    The block does its own work in it: another connection would not see what is not committed.
    Another `user` is one that the server of the tests knows.
    """
    owner = environment.database(os.environ["DATABASE_OWNER_URL"])["USER"]
    before = connection.settings_dict["USER"]
    connection.close()
    connection.settings_dict["USER"] = user or owner
    try:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
    finally:
        connection.close()
        connection.settings_dict["USER"] = before


def rows() -> Iterator[tuple[str, str]]:
    """Yields every row of every table as text, bytes in hex, with the name of its table."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        tables = [name for (name,) in cursor.fetchall()]
        for table in tables:
            cursor.execute(f'SELECT t::text FROM "{table}" t')  # noqa: S608
            for (text,) in cursor.fetchall():
                yield table, text


def places_of(words: dict[str, str]) -> set[tuple[str, str]]:
    """Returns which of the words lie in clear, each with the table: as text or as bytes."""
    sought = {name: (word.lower(), word.encode().hex()) for name, word in words.items()}
    return {
        (table, name)
        for table, text in rows()
        for name, forms in sought.items()
        if any(form in text.lower() for form in forms)
    }
