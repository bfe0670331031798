"""Reads what PostgreSQL does for a page: which tables its queries read, and how many rows."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection

Plan = dict[str, Any]

#: What a plan step counts beside the rows that it gives on.
_REMOVED = ("Rows Removed by Filter", "Rows Removed by Index Recheck")


@dataclass(frozen=True)
class Query:
    """One query of a page, and the most rows that a step of it read of each table."""

    sql: str
    rows: dict[str, int]


def rows_read(plan: Plan) -> dict[str, int]:
    """Returns for each table the most rows that one step read, those filtered out included."""
    read: dict[str, int] = {}
    for step in _steps(plan):
        if "Relation Name" in step:
            table = step["Relation Name"]
            each = step["Actual Rows"] + sum(step.get(name, 0) for name in _REMOVED)
            read[table] = max(read.get(table, 0), round(each * step["Actual Loops"]))
    return read


def _steps(plan: Plan) -> Iterator[Plan]:
    yield plan
    for part in plan.get("Plans", ()):
        yield from _steps(part)


@contextmanager
def watched() -> Iterator[list[Query]]:
    """Collects the queries that run inside, each run once more to see what it reads."""
    queries: list[Query] = []

    def watch(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith("SELECT") and "set_config" not in sql:
            queries.append(Query(sql, _explained(sql, params)))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield queries


def _explained(sql: str, params: Any) -> dict[str, int]:
    # Past Django's own cursor, which would call the watch again.
    with connection.connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", params)
        ((explained,),) = cursor.fetchall()
    return rows_read(explained[0]["Plan"])
