"""The jazz musicians of New York, from the file to the page, against R's figures.

Heckathorn and Jeffri (2001): 264 respondents. The reference was computed with RDS 0.9-10, which
takes the largest number of contacts for a missing one: our treatment `maximum`. The sample is
rearranged so that nobody's row is left and every share is.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from homelands.forms.tables import Columns
from homelands.foundation.roles import Role
from homelands.mapping.findings.actions import findings
from homelands.mapping.findings.actions.findings import Wording
from homelands.mapping.findings.queries import findings as queries
from homelands.mapping.statistics.actions import estimates
from homelands.mapping.statistics.models import Estimate
from homelands.mapping.statistics.rules.estimation import Plan
from homelands.surveys.datasets.actions import imports
from homelands.surveys.datasets.actions.imports import Import
from homelands.surveys.questionnaires.models import Study
from tests import make, make_mapping

DATA = Path(__file__).parents[2] / "published/data"

pytestmark = pytest.mark.django_db


@pytest.fixture
def reference() -> dict[str, Any]:
    return json.loads((DATA / "reference.json").read_text(encoding="utf-8"))["nyjazz"]


@pytest.fixture
def jazz() -> Study:
    columns = Columns(
        id="id",
        coupon="own_coupon",
        coupons=tuple(f"coupon_{place}" for place in range(1, 9)),
        degree="contacts",
    )
    source = Import(
        study="Jazz musicians in New York",
        filename="jazz.csv",
        content=(DATA / "jazz.csv").read_bytes(),
        columns=columns,
        population=33_003,
    )
    return imports.load(source, at=make.NOW, by=make.SYSTEM)


def computed(study: Study, variable: str, population: int | None = 33_003) -> list[Estimate]:
    plan = Plan(missing=("0",), population=population)
    officer = make_mapping.officer()
    return estimates.compute(study, variable=variable, plan=plan, at=make.NOW, by=officer)


@pytest.mark.parametrize(("name", "variable"), [("Gender", "gender"), ("Union", "union")])
def test_the_shares_are_those_of_the_reference(
    jazz: Study, reference: dict[str, Any], name: str, variable: str
) -> None:
    made = [one for one in computed(jazz, variable) if one.treatment == "maximum"]
    expected = reference[name]["RDS-II"]
    assert [one.category for one in made] == expected["level"]
    assert [one.value for one in made] == pytest.approx(expected["estimate"], abs=1e-9, rel=0)
    assert [one.count for one in made] == expected["n"]
    assert {one.n for one in made} == {sum(expected["n"])}


def test_the_page_shows_our_treatment_beside_the_other(
    jazz: Study, reference: dict[str, Any]
) -> None:
    made = computed(jazz, "union")
    wording = Wording(
        "About one jazz musician in four belongs to the union",
        question="Do you belong to the musicians' union?",
        labels={"1": "In the union", "2": "Not in the union"},
    )
    officer = make_mapping.officer()
    finding = findings.draft(made, wording=wording, at=make.NOW, by=officer)
    row = queries.table(finding).rows[0]
    assert row.label == "In the union"
    assert [row.low, row.value, row.high] == sorted([row.low, row.value, row.high])
    why = "The chains are few; a wide interval is better than none."
    findings.publish(finding, at=make.NOW, by=officer, why=why)
    answer = Client().get(f"/findings/{finding.pk}/?format=csv")
    line = b"".join(answer.streaming_content).decode().splitlines()[1]
    maximum = reference["Union"]["RDS-II"]["estimate"][0]
    shares = [round(100 * share, 1) for share in (row.value, row.low, row.high, maximum)]
    assert line.startswith(f"In the union,105,{','.join(map(str, shares))},263,")
    page = Client().get(f"/findings/{finding.pk}/").content.decode()
    words = (
        why,
        "take the median",
        "take the largest",
        "Random seed",
        "33,003",
        "21 of 264 respondents gave no number of contacts",
    )
    for one in words:
        assert one in page, one


def test_without_a_known_population_a_finding_needs_a_reason(jazz: Study) -> None:
    made = computed(jazz, "union", population=None)
    finding = findings.draft(
        made, wording=Wording("One in four"), at=make.NOW, by=make_mapping.officer()
    )
    client = Client()
    client.force_login(make.user(Role.MINISTRY_OFFICER))
    page = client.get(f"/desk/findings/{finding.pk}/").content.decode()
    assert "percentage points wide; 30 is too wide" in page
    answer = client.post(f"/desk/findings/{finding.pk}/publish/", {"why": ""}).content.decode()
    assert "write why" in answer
    assert "<title>Error:" in answer
