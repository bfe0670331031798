"""Migration operations for row-level security: readable lines in a migration, SQL underneath."""

from collections.abc import Sequence
from typing import Self

from django.db.migrations.operations import RunSQL

FUNCTIONS = """
CREATE FUNCTION homelands_user() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
    $$ SELECT nullif(current_setting('homelands.user', true), '')::uuid $$;
CREATE FUNCTION homelands_scope(name text) RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS
    $$ SELECT string_to_array(coalesce(current_setting('homelands.' || name, true), ''), ',') $$;
-- Whoever looks at a record that was opened outside their grants writes nothing meanwhile.
CREATE FUNCTION homelands_may_write() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
    $$ SELECT coalesce(current_setting('homelands.opening', true), '') = '' $$;
"""

#: Whose grants fill each scope of an actor, in words.
WHOSE = {
    "countries": "officers of the country",
    "answers": "readers of answers in the country",
    "programmes": "officers of the programme",
    "placements": "officers of the programme, its panel left out",
    "collecting": "survey managers of the country",
    "selecting": "managers and the panel of the programme",
    "managing": "managers of the programme",
    "paying": "finance makers and approvers of the programme",
    "approving": "finance approvers of the programme",
    "organisations": "officers of the organisation",
    "oversight": "data protection officers and auditors of the country",
}


class Condition(str):
    """A condition in SQL that also says in words whom it lets in: docs/access.md is made of it."""

    words: str

    def __new__(cls, sql: str, words: str) -> Self:
        condition = super().__new__(cls, sql)
        condition.words = words
        return condition


def own(column: str) -> Condition:
    """The row belongs to the actor; a member's account has the id of its person."""
    whose = "the person" if column in ("id", "person_id") else f"the account in `{column}`"
    return Condition(f"{column} = (SELECT homelands_user())", whose)


def within(scope: str, column: str) -> Condition:
    """The column's value is in one of the actor's scopes, those of `WHOSE`."""
    return Condition(
        f"({column}::text = ANY ((SELECT homelands_scope('{scope}'))::text[])"
        f" OR '*' = ANY ((SELECT homelands_scope('{scope}'))::text[]))",
        WHOSE[scope],
    )


def keeper(name: str) -> Condition:
    """The program acts under a name that only the part which keeps these rows has."""
    return Condition(
        f"current_setting('homelands.actor', true) = '{name}'", "the program itself, and no officer"
    )


def everywhere(scope: str = "countries") -> Condition:
    """The actor's scope is the whole deployment."""
    whose = f"{WHOSE[scope]}, if their grant has no limits"
    return Condition(f"'*' = ANY ((SELECT homelands_scope('{scope}'))::text[])", whose)


def among(column: str, keys: str, words: str) -> Condition:
    """The column's value is one of those that a query gives, looked up for this row alone.

    OFFSET 0 keeps the planner from reading all keys into a hash first: what one row costs must
    not grow with the register. The query offers nothing but `key`, so that `column` cannot be
    taken for one of its columns.
    """
    return Condition(
        f"EXISTS (SELECT FROM ({keys}) AS others (key) WHERE key = {column} OFFSET 0)", words
    )


def follows(column: str, table: str) -> Condition:
    """The row is visible when the row of the other table that it points at is."""
    return among(column, f'SELECT id FROM "{table}"', f"whoever sees `{table}`")  # noqa: S608


def belongs(column: str, table: str, to: Sequence[str]) -> str:
    """The row of the other table that it points at is one of those; seeing it is not enough."""
    words = "; ".join(each.words for each in to if isinstance(each, Condition))
    return among(column, f'SELECT id FROM "{table}" WHERE {" OR ".join(to)}', words)  # noqa: S608


def copies(child: str, parent: str, key: str, columns: Sequence[str]) -> RunSQL:
    """Keeps the columns that a row repeats for its policy equal to those of what it points at."""
    listed, name = ", ".join(columns), f"{child}_copies"
    return RunSQL(
        f"""
        CREATE UNIQUE INDEX IF NOT EXISTS "{parent}_copied_{len(columns)}"
            ON "{parent}" (id, {listed});
        ALTER TABLE "{child}" ADD CONSTRAINT "{name}"
            FOREIGN KEY ({key}, {listed}) REFERENCES "{parent}" (id, {listed})
            ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;
        """,
        f'ALTER TABLE "{child}" DROP CONSTRAINT "{name}";',
    )


class SecureRows(RunSQL):
    """Turns on row-level security, forced, with one policy for reading and one for writing.

    Who may `add` or `remove` a row and not change it is told apart where it matters. Nobody writes
    while they look through an opening.
    """

    def __init__(
        self,
        table: str,
        *,
        see: Sequence[str],
        write: Sequence[str] | None = None,
        add: Sequence[str] | None = None,
        remove: Sequence[str] | None = None,
    ) -> None:
        self.table, self.see, self.write = table, see, see if write is None else write
        self.add = self.write if add is None else add
        self.remove = self.write if remove is None else remove
        sees = " OR ".join(self.see)
        writes, adds, removes = (
            f"({' OR '.join(each)}) AND (SELECT homelands_may_write())"
            for each in (self.write, self.add, self.remove)
        )
        super().__init__(
            sql=f"""
            ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY;
            ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY;
            CREATE POLICY see ON "{table}" FOR SELECT TO homelands_app USING ({sees});
            CREATE POLICY add ON "{table}" FOR INSERT TO homelands_app WITH CHECK ({adds});
            CREATE POLICY change ON "{table}" FOR UPDATE TO homelands_app
                USING ({writes}) WITH CHECK ({writes});
            CREATE POLICY remove ON "{table}" FOR DELETE TO homelands_app USING ({removes});
            """,
            reverse_sql=f"""
            DROP POLICY see ON "{table}"; DROP POLICY add ON "{table}";
            DROP POLICY change ON "{table}"; DROP POLICY remove ON "{table}";
            ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY;
            ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY;
            """,
        )


class AlsoSee(RunSQL):
    """Lets one more group read a table that an app below has secured."""

    def __init__(self, table: str, name: str, see: str):
        self.table, self.name, self.see = table, name, see
        super().__init__(
            sql=f'CREATE POLICY {name} ON "{table}" FOR SELECT TO homelands_app USING ({see});',
            reverse_sql=f'DROP POLICY {name} ON "{table}";',
        )
