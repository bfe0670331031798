"""The size of a population from lists that a study's answers name."""

from html import unescape

import numpy as np
import pytest
from django.test import Client

from homelands.foundation.roles import Role
from homelands.mapping.statistics.queries import lists as queries
from homelands.mapping.statistics.queries.diagnostics import NotDiagnosable
from homelands.mapping.statistics.rules.lists import NoLists
from homelands.science.size.lists import capture_lists
from homelands.science.size.systems import multiple_systems
from homelands.surveys.questionnaires.models import Study
from tests import make, make_mapping

pytestmark = pytest.mark.django_db
NAMES = ["embassy", "church", "union", "club", "school", "shop"]


def listed(lists: int, people: int = 400) -> tuple[Study, np.ndarray]:
    on = np.random.default_rng(2).random((people, lists)) < 0.3
    more = [
        {name: ("1" if there else "0") for name, there in zip(NAMES, row, strict=False)}
        for row in on.tolist()
    ]
    study = make_mapping.study(design=Study.Design.CONVENIENCE)
    return make_mapping.answered(study, ["yes"] * people, more=more), on


def test_three_lists_give_all_models_of_those_who_are_on_one() -> None:
    study, on = listed(3)
    found = queries.sizes(study, NAMES[:3], 0.95)
    there = multiple_systems(capture_lists(NAMES[:3], on[on.any(axis=1)]))
    assert found.spread == there.spread
    assert (found.n, found.every, found.average) == (int(on.any(axis=1).sum()), 8, None)


def test_six_lists_are_searched_and_averaged() -> None:
    study, _on = listed(6)
    found = queries.sizes(study, NAMES, 0.95)
    assert found.average is not None
    assert found.spread is not None
    assert found.spread[0] <= found.average.value <= found.spread[1]
    assert "models-searched" in {one.code for one in found.cautions}


def test_what_is_no_list_is_refused() -> None:
    study, _on = listed(3)
    with pytest.raises(NoLists, match="Name 3 to 10 different questions"):
        queries.sizes(study, NAMES[:2], 0.95)
    odd = [dict.fromkeys(NAMES[:3], "perhaps")] * 5
    make_mapping.answered(study, ["yes"] * 5, destination="DEU", more=odd)
    with pytest.raises(NoLists, match="“embassy” holds something else"):
        queries.sizes(study, NAMES[:3], 0.95)
    with pytest.raises(NotDiagnosable, match="Nobody answered a question “guild”"):
        queries.sizes(study, [*NAMES[:2], "guild"], 0.95)
    few, _on = listed(3, 8)
    with pytest.raises(NoLists, match="Fewer than ten people"):
        queries.sizes(few, NAMES[:3], 0.95)


def test_the_page_begins_with_the_spread() -> None:
    study, _on = listed(6)
    client = Client()
    client.force_login(make.user(Role.SURVEY_MANAGER))
    address = f"/desk/statistics/{study.slug}/lists/"
    assert "on which lists each person is" in client.get(address).content.decode()
    text = unescape(client.get(f"{address}?lists={','.join(NAMES)}&level=0.95").content.decode())
    assert text.index("people are on the lists. Over") < text.index("Averaged by how well")
    assert "found from independence one tie at a time" in text
    assert "Name 3 to 10" in unescape(client.get(f"{address}?lists=embassy").content.decode())
