"""The example country at the first start: its sign-ins, and when it was loaded."""

import psycopg

from homelands.command.runtime import preparation
from homelands.command.runtime.progress import say
from homelands.web import environment

#: login, password, what it is. Example data only; none of these exists in a real deployment.
SIGN_INS = (
    ("member@example.org", "example-member", "Member"),
    ("officer@example.org", "example-officer", "Mission officer"),
    ("manager@example.org", "example-manager", "Programme manager"),
)

#: Accounts whose passwords are published, and whether anybody is registered.
_ACCOUNTS = "SELECT EXISTS (SELECT FROM foundation_user WHERE is_example)"
_PEOPLE = "SELECT EXISTS (SELECT FROM register_person)"

HOLDS_EXAMPLE = (
    "these data are the example country's, whose passwords are published: start it with --example, "
    "or choose another folder (HOMELANDS_HOME) or database (DATABASE_URL) for real people."
)
HOLDS_PEOPLE = (
    "real people are registered here, and the example country may not come among them: start "
    "without --example, or choose another folder: HOMELANDS_HOME=another make run"
)


def why_not(owner: str, *, wanted: bool) -> str:
    """Says why a deployment may not be started as the example, or not as anything else."""
    with psycopg.connect(owner) as connection:

        def holds(query: str, table: str) -> bool:
            (made,) = connection.execute("SELECT to_regclass(%s)", [table]).fetchone() or (None,)
            row = connection.execute(query).fetchone() if made else None  # type: ignore[arg-type]
            return bool(row and row[0])

        accounts = holds(_ACCOUNTS, "foundation_user")
        if wanted:
            people = not accounts and holds(_PEOPLE, "register_person")
            return HOLDS_PEOPLE if people else ""
        return HOLDS_EXAMPLE if accounts else ""


def load_once(people: int) -> None:
    """Loads the example country the first time; later starts find it there."""
    mark = environment.home() / "example.done"
    if mark.exists():
        return
    say(f"  Loading the example country with {people} synthetic people")
    preparation.django("demo", "--people", str(people))
    mark.write_text(str(people))
