"""Who may read a placement and report a deliverable."""

from homelands.foundation.roles import PLACEMENT_READERS, Role
from homelands.programmes.placements import rules
from homelands.programmes.placements.models import Placement, WorkPlanItem
from tests.programmes.people import HOST, HOSTS, PERSON, PROGRAMME, may, reaching


def test_a_deliverable_is_reported_by_the_person_the_host_or_the_programme() -> None:
    item = WorkPlanItem(programme_id=PROGRAMME, host_id=HOST, person_id=PERSON)
    assert may(rules.check_works, item) == reaching(Role.PROGRAMME_MANAGER) | HOSTS | {"the person"}


def test_a_placement_is_read_by_the_person_the_host_and_the_programme_but_its_panel() -> None:
    placement = Placement(programme_id=PROGRAMME, host_id=HOST, person_id=PERSON)
    readers = reaching(*PLACEMENT_READERS) | HOSTS | {"the person"}
    assert may(rules.check_reads, placement) == readers
