"""Who may report a deliverable."""

from homelands.foundation.roles import Role
from homelands.programmes.placements import rules
from homelands.programmes.placements.models import WorkPlanItem
from tests.programmes.people import HOST, HOSTS, PERSON, PROGRAMME, may, reaching


def test_a_deliverable_is_reported_by_the_person_the_host_or_the_programme() -> None:
    item = WorkPlanItem(programme_id=PROGRAMME, host_id=HOST, person_id=PERSON)
    assert may(rules.check_works, item) == reaching(Role.PROGRAMME_MANAGER) | HOSTS | {"the person"}
