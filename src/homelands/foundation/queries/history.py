"""Walks the history chains and finds what was changed behind the program's back.

The walk compares rows with the heads beside them. Whoever changes both is found by comparing with
heads that were kept elsewhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple

from django.apps import apps
from django.db import connection

from homelands.foundation.history import Chained


class Head(NamedTuple):
    """The last link of a lane: `table:lane`, how many rows it had, and the digest of the last."""

    name: str
    place: int
    digest: str

    @property
    def table(self) -> str:
        return self.name.rpartition(":")[0]

    @property
    def lane(self) -> int:
        return int(self.name.rpartition(":")[2])


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


_HEADLESS = """
    SELECT t.chain_lane, max(t.chain_place), 'the head of this lane is missing'
    FROM "{table}" t
    WHERE NOT EXISTS (SELECT FROM foundation_chainhead h
                      WHERE h.of_table = %(table)s AND h.lane = t.chain_lane)
    GROUP BY t.chain_lane
"""

HEADS: Final = "SELECT id, place, encode(digest, 'hex') FROM foundation_chainhead ORDER BY id"


def breaks(table: str) -> list[Break]:
    """Returns every place where a table's chains do not hold; none when it is untouched."""
    if not _exists(table):
        return [Break(table, 0, 0, "the table is missing")]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL TimeZone = 'UTC'")
        # Heads are written at the end of a transaction; this one's own rows are to count too.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        found = []
        for query in (_WALK, _TAILS, _HEADLESS):
            cursor.execute(query.format(table=table), {"table": table})
            found += [Break(table, *row) for row in cursor.fetchall()]
    return found


def heads() -> list[Head]:
    """Returns each chain's head, to be kept on another machine."""
    with connection.cursor() as cursor:
        cursor.execute(HEADS)
        return [Head(*row) for row in cursor.fetchall()]


def differences(kept: Iterable[Head]) -> list[Break]:
    """Returns where the history is no continuation of heads that were kept elsewhere.

    Each row that was a head then must be there still, at its place and with its digest.
    """
    found = []
    for head in kept:
        what = _difference(head) if _exists(head.table) else "the table is missing"
        if what:
            found.append(Break(head.table, head.lane, head.place, what))
    return found


_ROW_OF_A_HEAD = """
    SELECT max(chain_place), max(encode(chain_digest, 'hex')) FILTER (WHERE chain_place = %s)
    FROM "{table}" WHERE chain_lane = %s
"""


def _difference(head: Head) -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            _ROW_OF_A_HEAD.format(table=head.table),
            [head.place, head.lane],
        )
        last, digest = cursor.fetchone()
    if head.place == 0:
        return ""
    if last is None:
        return f"the lane is gone: it had {head.place} rows"
    if last < head.place:
        return f"rows are missing at the end: there were {head.place}, and the last is {last}"
    return "" if digest == head.digest else "the chain up to here is another than it was"


def _exists(table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_attribute "
            "WHERE attrelid = to_regclass(quote_ident(%s)) AND attname = 'chain_digest')",
            [table],
        )
        (is_there,) = cursor.fetchone()
    return bool(is_there)
