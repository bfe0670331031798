"""What people without access could read is written into the register of releases."""

from datetime import datetime
from uuid import UUID

from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.foundation.locking import take_turns
from homelands.foundation.models import Release
from homelands.foundation.queries import releases
from homelands.foundation.rules import check_as_part, check_tells_nobody
from homelands.science.disclosure import releases as science
from homelands.science.disclosure.releases import Cells


@action(who=check_as_part)
def note(
    universe: str, *, cells: Cells, page: str, record: UUID | None = None, at: datetime, by: Actor
) -> Release:
    """Notes what can be read from now on; refused where it tells of a few people."""
    take_turns(f"releases {universe}")
    check_tells_nobody(releases.before(universe), science.of_cells("", universe, cells))
    release = Release(
        universe=universe,
        page=page,
        record=record,
        cells=releases.stored(cells),
        released_at=at,
    )
    release.save(force_insert=True)
    return release
