"""Who writes the policy profiles."""

from homelands.foundation.roles import Role
from homelands.policy.rules import check_may_write
from tests.rights import may


def test_ministry_officers_write_and_nobody_else() -> None:
    assert may(check_may_write) == {Role.MINISTRY_OFFICER}
    assert may(check_may_write, country="GBR") == set()
