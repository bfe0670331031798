"""Migration operations for row-level security: readable lines in a migration, SQL underneath."""

from collections.abc import Sequence

from django.db.migrations.operations import RunSQL

FUNCTIONS = """
CREATE FUNCTION homelands_user() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
    $$ SELECT nullif(current_setting('homelands.user', true), '')::uuid $$;
CREATE FUNCTION homelands_scope(name text) RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS
    $$ SELECT string_to_array(coalesce(current_setting('homelands.' || name, true), ''), ',') $$;
"""


def own(column: str) -> str:
    """The row belongs to the actor; a member's account has the id of its person."""
    return f"{column} = (SELECT homelands_user())"


def within(scope: str, column: str) -> str:
    """The column's value is in one of the actor's scopes: countries, answers, programmes, …"""
    return (
        f"({column}::text = ANY ((SELECT homelands_scope('{scope}'))::text[])"
        f" OR '*' = ANY ((SELECT homelands_scope('{scope}'))::text[]))"
    )


def everywhere(scope: str = "countries") -> str:
    """The actor's scope is the whole deployment."""
    return f"'*' = ANY ((SELECT homelands_scope('{scope}'))::text[])"


def among(column: str, keys: str) -> str:
    """The column's value is one of those that a query gives, looked up for this row alone.

    OFFSET 0 keeps the planner from reading all keys into a hash first: what one row costs must
    not grow with the register. The query offers nothing but `key`, so that `column` cannot be
    taken for one of its columns.
    """
    return f"EXISTS (SELECT FROM ({keys}) AS others (key) WHERE key = {column} OFFSET 0)"


def follows(column: str, table: str) -> str:
    """The row is visible when the row of the other table that it points at is."""
    return among(column, f'SELECT id FROM "{table}"')  # noqa: S608 (names in a migration)


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
    """Turns on row-level security, forced, with one policy for reading and one for writing."""

    def __init__(
        self, table: str, *, see: Sequence[str], write: Sequence[str] | None = None
    ) -> None:
        sees = " OR ".join(see)
        writes = " OR ".join(write) if write is not None else sees
        super().__init__(
            sql=f"""
            ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY;
            ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY;
            CREATE POLICY see ON "{table}" FOR SELECT TO homelands_app USING ({sees});
            CREATE POLICY add ON "{table}" FOR INSERT TO homelands_app WITH CHECK ({writes});
            CREATE POLICY change ON "{table}" FOR UPDATE TO homelands_app
                USING ({writes}) WITH CHECK ({writes});
            CREATE POLICY remove ON "{table}" FOR DELETE TO homelands_app USING ({writes});
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
        super().__init__(
            sql=f'CREATE POLICY {name} ON "{table}" FOR SELECT TO homelands_app USING ({see});',
            reverse_sql=f'DROP POLICY {name} ON "{table}";',
        )
