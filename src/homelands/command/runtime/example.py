"""The example country at the first start: its sign-ins, and when it was loaded."""

from homelands.command.runtime import preparation
from homelands.command.runtime.progress import say
from homelands.web import environment

#: login, password, what it is. Example data only; none of these exists in a real deployment.
SIGN_INS = (
    ("member@example.org", "example-member", "Member"),
    ("officer@example.org", "example-officer", "Mission officer"),
    ("manager@example.org", "example-manager", "Programme manager"),
)


def load_once(people: int) -> None:
    """Loads the example country the first time; later starts find it there."""
    mark = environment.home() / "example.done"
    if mark.exists():
        return
    say(f"  Loading the example country with {people} synthetic people")
    preparation.django("demo", "--people", str(people))
    mark.write_text(str(people))
