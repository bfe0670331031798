"""Venues and frames on a study's pages: what science gives, and nobody found in it."""

import re
from html import unescape

import numpy as np
import pytest
from django.test import Client

from homelands.foundation.roles import Role
from homelands.mapping.statistics.queries import samples as queries
from homelands.mapping.statistics.queries.diagnostics import NotDiagnosable
from homelands.mapping.statistics.rules.samples import AtVenues, NotWeighted, OfFrames
from homelands.surveys.questionnaires.models import Study
from tests import make, make_mapping

pytestmark = pytest.mark.django_db
VENUES = AtVenues("member", "venue", "chance", "present", "visits")
FRAMES = OfFrames("member", "drawn", "frames", "weight")


def met(n: int = 160, **other: str) -> Study:
    more = [
        {
            "venue": f"v{k // 16}",
            "chance": "0.25",
            "present": "48",
            "visits": str(1 + k % 4),
            "drawn": "register" if k < 100 else "lists",
            "frames": "register lists" if k % 3 == 0 else "register" if k < 100 else "lists",
            "weight": "10" if k < 100 else "20",
            **other,
        }
        for k in range(n)
    ]
    study = make_mapping.study(design=Study.Design.PROBABILITY)
    return make_mapping.answered(study, ["yes" if k % 3 else "no" for k in range(n)], more=more)


def client() -> Client:
    found = Client()
    found.force_login(make.user(Role.SURVEY_MANAGER))
    return found


def test_venues_weigh_by_chance_and_visits() -> None:
    found = queries.at_venues(met(), VENUES)
    k = np.arange(160)
    weight = 48 / (0.25 * 16) / (1 + k % 4)
    yes = next(one for one in found.shares if one.category == "yes")
    assert yes.value == pytest.approx(weight[k % 3 > 0].sum() / weight.sum())
    assert found.people[0] == pytest.approx(weight.sum())
    assert (found.units, found.df, found.answered) == (10, 9, 160)
    assert [one.code for one in found.cautions] == ["venues-only"]
    assert yes.low is not None
    assert yes.low < (yes.value or 0)


def test_frames_count_everybody_once() -> None:
    found = queries.of_frames(met(), FRAMES)
    k = np.arange(160)
    weight = np.where(k < 100, 10, 20) / np.where(k % 3 == 0, 2, 1)
    yes = next(one for one in found.shares if one.category == "yes")
    assert yes.value == pytest.approx(weight[k % 3 > 0].sum() / weight.sum())
    by_hartley = queries.of_frames(
        met(), OfFrames("member", "drawn", "frames", "weight", method="hartley")
    )
    assert by_hartley.theta is not None
    assert by_hartley.overlap == (400, 340)  # by name: those drawn from lists, from the register


def test_small_answers_are_hidden_and_rows_told_to_nobody() -> None:
    study = make_mapping.study(design=Study.Design.PROBABILITY)
    more = [
        {"venue": f"v{k // 16}", "chance": "0.25", "present": "48", "visits": "2"}
        for k in range(160)
    ]
    make_mapping.answered(study, [*["rare"] * 4, *make_mapping.mixed(100, 56)], more=more)
    found = queries.at_venues(study, VENUES)
    assert next(one for one in found.shares if one.category == "rare").value is None
    assert sum(one.value is None for one in found.shares) > 1
    with pytest.raises(NotWeighted, match="which names the row") as told:
        queries.at_venues(met(chance="1.5"), VENUES)
    assert "1.5" not in str(told.value)
    with pytest.raises(NotWeighted, match="“chance” holds nothing that can be used"):
        queries.at_venues(met(chance="often"), VENUES)
    with pytest.raises(NotDiagnosable, match="All are in one frame"):
        queries.of_frames(met(drawn="register", frames="register"), FRAMES)


def test_the_pages_say_on_what_they_rest() -> None:
    study, officer = met(), client()
    base = f"/desk/statistics/{study.slug}"
    listed = officer.get(f"{base}/").content.decode()
    assert f"{base}/venues/" in listed
    asked = "variable=member&venue=venue&chance=chance&present=present&visits=visits"
    asked += "&level=0.95&periods=1"
    text = unescape(officer.get(f"{base}/venues/?{asked}").content.decode())
    assert "160 answers from 10 venues, days and times; 9 degrees of freedom." in text
    assert "Those who go to none of them are out of its reach" in text
    assert re.search("A: [A-Z]", text)
    asked = "variable=member&drawn=drawn&frames=frames&weight=weight&level=0.95&method=hartley"
    text = unescape(officer.get(f"{base}/frames/?{asked}").content.decode())
    assert "160 answers from 2 frames" in text
    assert "the two samples put 400 and 340 people there" in text
    other = make_mapping.answered(make_mapping.study(), make_mapping.mixed(60, 60), seeds=10)
    assert officer.get(f"/desk/statistics/{other.slug}/venues/").status_code == 404
