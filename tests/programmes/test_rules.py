"""The tables of steps: every state can be reached, every verb leads where its table says."""

from itertools import product

import pytest

from homelands.foundation.errors import NotNow
from homelands.foundation.states import after
from homelands.programmes.needs.models import Need
from homelands.programmes.needs.rules import NEED
from homelands.programmes.payments.models import Payment
from homelands.programmes.payments.rules import PAYMENT
from homelands.programmes.placements.models import Placement
from homelands.programmes.placements.rules import PLACEMENT
from homelands.programmes.selection.models import Application, Match
from homelands.programmes.selection.rules.applications import APPLICATION
from homelands.programmes.selection.rules.matches import MATCH

TABLES = {
    Need: (NEED, "draft"),
    Application: (APPLICATION, "started"),
    Match: (MATCH, "proposed"),
    Placement: (PLACEMENT, "planned"),
    Payment: (PAYMENT, "drafted"),
}


@pytest.mark.parametrize("model", TABLES, ids=lambda model: model.__name__)
def test_every_state_is_in_the_table_and_can_be_reached(model: type) -> None:
    steps, first = TABLES[model]
    reached, waiting = {first}, [first]
    while waiting:
        for to in steps[waiting.pop()].values():
            if to not in reached:
                reached.add(str(to))
                waiting.append(str(to))
    assert {str(state) for state in steps} == set(model.State.values) == reached  # type: ignore[attr-defined]


@pytest.mark.parametrize("model", TABLES, ids=lambda model: model.__name__)
def test_every_verb_goes_where_the_table_says_and_nowhere_else(model: type) -> None:
    steps, _first = TABLES[model]
    verbs = {verb for allowed in steps.values() for verb in allowed}
    for state, verb in product(steps, verbs):
        record = model(state=state)
        if verb in steps[state]:
            assert after(steps, record, verb) == steps[state][verb]
        else:
            with pytest.raises(NotNow, match=str(record.get_state_display())):
                after(steps, record, verb)


def test_the_steps_are_exactly_these() -> None:
    """Changing a table means changing this line: the stages are a promise to hosts and people."""
    listed = {
        f"{model.__name__} {state} {verb} {to}"
        for model, (steps, _first) in TABLES.items()
        for state, allowed in steps.items()
        for verb, to in allowed.items()
        if state != to
    }
    assert listed == {
        "Need draft submit submitted",
        "Need draft withdraw withdrawn",
        "Need submitted approve approved",
        "Need submitted return draft",
        "Need submitted withdraw withdrawn",
        "Need approved call called",
        "Need approved withdraw withdrawn",
        "Need called fill filled",
        "Need called withdraw withdrawn",
        "Need filled vacate called",
        "Application started submit submitted",
        "Application started withdraw withdrawn",
        "Application submitted shortlist shortlisted",
        "Application submitted turn_down not_shortlisted",
        "Application submitted withdraw withdrawn",
        "Application shortlisted propose matched",
        "Application shortlisted turn_down not_shortlisted",
        "Application shortlisted withdraw withdrawn",
        "Application not_shortlisted shortlist shortlisted",
        "Application matched decline declined",
        "Application withdrawn start started",
        "Match proposed accept_by_host accepted_by_host",
        "Match proposed accept_by_person accepted_by_person",
        "Match proposed decline declined",
        "Match accepted_by_host accept_by_person agreed",
        "Match accepted_by_host decline declined",
        "Match accepted_by_person accept_by_host agreed",
        "Match accepted_by_person decline declined",
        "Match agreed place placed",
        "Match agreed decline declined",
        "Placement planned start under_way",
        "Placement planned end_early ended_early",
        "Placement under_way complete completed",
        "Placement under_way end_early ended_early",
        "Payment drafted approve approved",
        "Payment drafted reject rejected",
        "Payment approved pay paid",
    }
