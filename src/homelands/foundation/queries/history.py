"""Walks the history chains and finds what was changed behind the program's back."""

from dataclasses import dataclass

from django.apps import apps
from django.db import connection

from homelands.foundation.history import Chained


@dataclass(frozen=True)
class Break:
    """Where a chain does not hold."""

    table: str
    lane: int
    place: int
    what: str


def tables() -> list[str]:
    """Returns the chained tables by name."""
    return sorted(
        model._meta.db_table
        for model in apps.get_models()
        if issubclass(model, Chained) and not model._meta.proxy
    )


_WALK = """
    WITH chain AS (
        SELECT chain_lane AS lane, chain_place AS place,
               chain_previous AS previous, chain_digest AS digest,
               lag(chain_digest, 1, sha256(%(table)s::bytea)) OVER w AS before,
               lag(chain_place, 1, 0::bigint) OVER w AS place_before,
               homelands_digest(chain_previous, to_jsonb(t)) AS expected
        FROM "{table}" t WINDOW w AS (PARTITION BY chain_lane ORDER BY chain_place)
    )
    SELECT lane, place,
           CASE WHEN place <> place_before + 1 THEN 'rows are missing before this one'
                WHEN previous <> before THEN 'the row before this one was changed'
                ELSE 'this row was changed' END
    FROM chain
    WHERE place <> place_before + 1 OR previous <> before OR digest <> expected
    ORDER BY lane, place
"""

_TAILS = """
    SELECT h.lane, h.place, 'rows are missing at the end'
    FROM foundation_chainhead h
    LEFT JOIN (SELECT DISTINCT ON (chain_lane) chain_lane, chain_place, chain_digest
               FROM "{table}" ORDER BY chain_lane, chain_place DESC) t ON t.chain_lane = h.lane
    WHERE h.of_table = %(table)s AND (t.chain_place IS DISTINCT FROM h.place
          OR t.chain_digest IS DISTINCT FROM h.digest)
"""


def breaks(table: str) -> list[Break]:
    """Returns every place where a table's chains do not hold; none when it is untouched."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL TimeZone = 'UTC'")
        # Heads are written at the end of a transaction; this one's own rows are to count too.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        found = []
        for query in (_WALK, _TAILS):
            cursor.execute(query.format(table=table), {"table": table})
            found += [Break(table, *row) for row in cursor.fetchall()]
    return found


HEADS = "SELECT id, place, encode(digest, 'hex') FROM foundation_chainhead ORDER BY id"


def heads() -> list[tuple[str, int, str]]:
    """Returns each chain's head: name, length and digest, to be kept on another machine."""
    with connection.cursor() as cursor:
        cursor.execute(HEADS)
        return [(name, place, digest) for name, place, digest in cursor.fetchall()]
