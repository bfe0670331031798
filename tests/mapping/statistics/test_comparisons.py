"""Countries taken together by their people, and two studies or waves beside each other."""

import re
from html import unescape
from typing import Any

import numpy as np
import pytest
from django.test import Client

from homelands.foundation.roles import Role
from homelands.mapping.statistics.queries import diagnostics
from homelands.mapping.statistics.queries import together as queries
from homelands.mapping.statistics.queries.together import Waves
from homelands.mapping.statistics.rules.diagnosis.question import Question
from homelands.mapping.statistics.rules.together import NotComparable, NotPoolable
from homelands.surveys.questionnaires.models import Study
from tests import make, make_mapping

pytestmark = pytest.mark.django_db
ASKED = Question("member", replicates=200)


def two_countries(more: list[str] | None = None, **fields: Any) -> Study:
    study = make_mapping.study(destinations=["DEU", "ITA"], **fields)
    make_mapping.answered(study, make_mapping.mixed(120, 180), seeds=20, destination="DEU")
    return make_mapping.answered(
        study, more or make_mapping.mixed(150, 50), seeds=20, destination="ITA"
    )


def people(uncertainty: float, **given: float) -> Any:
    return queries.stocks(given, uncertainty)[0]


def page(client: Client, study: Study, path: str) -> str:
    answer = client.get(f"/desk/statistics/{study.slug}/{path}")
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def officer(role: Role = Role.SURVEY_MANAGER) -> Client:
    client = Client()
    client.force_login(make.user(role))
    return client


def test_each_country_counts_by_its_people() -> None:
    study = two_countries()
    found = queries.pooled(study, ASKED, people(0.2, DEU=30_000, ITA=10_000))
    assert [place.destination for place in found.places] == ["DEU", "ITA"]
    yes = next(pool for pool in found.pools if pool.category == "yes")
    at = [pool.category for pool in found.pools].index("yes")
    shares = [place.shares[at] for place in found.places]
    assert yes.value == pytest.approx(0.75 * shares[0] + 0.25 * shares[1])
    moved = [
        (share - yes.value) * weight * 0.2
        for share, weight in zip(shares, (0.75, 0.25), strict=True)
    ]
    assert yes.of_stocks == pytest.approx(np.hypot(*moved))
    exact = queries.pooled(study, ASKED, people(0, DEU=30_000, ITA=10_000))
    sure = next(pool for pool in exact.pools if pool.category == "yes")
    assert yes.se == pytest.approx(np.hypot(sure.se, yes.of_stocks))
    assert found.answered == 500
    assert "countries-pooled" not in {caution.code for caution in found.cautions}


def test_each_country_is_estimated_as_if_it_were_alone() -> None:
    """A recruiter who lives elsewhere makes a seed, and no other country's answers count."""
    study = two_countries()
    alone = make_mapping.answered(
        make_mapping.study(), make_mapping.mixed(120, 180), seeds=20, destination="DEU"
    )
    there = diagnostics.diagnosis(alone, ASKED)
    found = queries.pooled(study, ASKED, people(0, DEU=1, ITA=1))
    shares = {pool.category: k for k, pool in enumerate(found.pools)}
    for share in there.shares:
        assert found.places[0].shares[shares[share.category]] == pytest.approx(share.value)


def test_the_class_is_that_of_the_weakest_country() -> None:
    study = two_countries(population="Nurses from Ghana")
    found = queries.pooled(study, ASKED, people(0.1, DEU=30_000, ITA=10_000))
    assert found.design_class == max(place.design_class for place in found.places)
    assert {one.code for one in found.failed} == {
        one.code for place in found.places for one in place.failed
    }


def test_small_groups_are_shown_in_no_country() -> None:
    answers = ["rare"] * 4 + make_mapping.mixed(120, 80)
    study = two_countries([answers[place * 53 % 204] for place in range(204)])
    found = queries.pooled(study, ASKED, people(0, DEU=30_000, ITA=10_000))
    at = {pool.category: k for k, pool in enumerate(found.pools)}
    assert {place.shares[at["rare"]] for place in found.places} == {None}
    assert found.pools[at["rare"]].value is None
    assert any(
        place.shares[at[name]] is None for place in found.places for name in ("yes", "no")
    )  # or the rare one would be what is left
    client = officer()
    text = page(client, study, "countries/?variable=member&replicates=100&stocks=DEU=3,ITA=1")
    for row in re.findall(r"<tr>.*?</tr>", text, re.DOTALL):
        if ">rare<" in row and "<td" in row:
            assert set(re.findall(r"<td[^>]*>(.*?)</td>", row)) == {"too few to show"}


def test_a_country_with_few_answers_is_left_out_and_not_counted() -> None:
    study = two_countries()
    make_mapping.answered(study, ["yes"] * 5, seeds=5, destination="FRA")
    found = queries.pooled(study, ASKED, people(0, DEU=1, ITA=1, FRA=1))
    assert (found.left_out, found.counted) == (("FRA",), False)
    text = page(
        officer(), study, "countries/?variable=member&replicates=100&stocks=DEU=3,ITA=1,FRA=2"
    )
    assert "France has too few answers" in text
    assert ">300<" not in text


def test_what_cannot_be_pooled_says_why() -> None:
    study = two_countries()
    with pytest.raises(NotPoolable, match="No number of people is known for ITA"):
        queries.pooled(study, ASKED, people(0, DEU=1))
    one = make_mapping.answered(make_mapping.study(), make_mapping.mixed(200, 100), seeds=20)
    with pytest.raises(NotPoolable, match="Two countries with 30 answers each"):
        queries.pooled(one, ASKED, people(0, GBR=1))
    text = page(officer(), study, "countries/?variable=member&replicates=100&stocks=DEU=1")
    assert "No number of people is known for ITA" in text
    text = page(officer(), study, "countries/?variable=member&replicates=100&stocks=DEU=many")
    assert "“DEU=many” is no country and number" in text


def test_official_stocks_are_taken_where_none_are_given(tmp_path: Any) -> None:
    make_mapping.stock(tmp_path)
    found, edition = queries.stocks({"GBR": 1000.0}, 0.1)
    assert "2019" in edition
    assert (found["NGA"].people, found["NGA"].se) == (230, pytest.approx(23))
    assert found["GBR"].people == 1000


def test_the_page_tells_the_pooled_shares_and_their_verdict() -> None:
    study = two_countries()
    client = officer()
    assert f"/desk/statistics/{study.slug}/countries/" in page(
        client, study, "?variable=member&replicates=100"
    )
    text = page(
        client, study, "countries/?variable=member&replicates=100&stocks=DEU=30000,ITA=10000"
    )
    for words in (
        "All countries together",
        "Over 2 countries, each by its number of people",
        "Germany",
        "30,000",
        "The numbers of people are those that were given.",
        "C: Respondent-driven",
        "Indicative only: to be published with these reasons",
        "Nobody wrote down who is meant",
    ):
        assert words in text, words
    assert "Nothing stands against publishing" not in text


def waves() -> tuple[Study, Study]:
    first = make_mapping.answered(make_mapping.study(), make_mapping.mixed(200, 100), seeds=20)
    second = make_mapping.answered(make_mapping.study(), make_mapping.mixed(120, 180), seeds=20)
    return first, second


def test_two_studies_differ_with_the_error_of_both() -> None:
    first, second = waves()
    found = queries.compared((first, ASKED), (second, ASKED), Waves(None, None))
    for gap, one, other in zip(found.gaps, found.first.shares, found.second.shares, strict=True):
        assert gap.value == pytest.approx(one.value - other.value)
        assert gap.se == pytest.approx(np.hypot(one.se, other.se))
    shared = queries.compared((first, ASKED), (second, ASKED), Waves(150, 0.8))
    r = 0.8 * 150 / 300
    for gap, one, other in zip(shared.gaps, found.first.shares, found.second.shares, strict=True):
        expected = one.se**2 + other.se**2 - 2 * r * one.se * other.se
        assert gap.se == pytest.approx(np.sqrt(expected))


def test_what_cannot_be_compared_says_why() -> None:
    first, second = waves()
    with pytest.raises(NotComparable, match="No more than 300 respondents"):
        queries.compared((first, ASKED), (second, ASKED), Waves(301, 0.5))
    other = make_mapping.answered(make_mapping.study(), ["a", "b"] * 60, seeds=10)
    with pytest.raises(NotComparable, match="no answer in common"):
        queries.compared((first, ASKED), (other, ASKED), Waves(None, None))


def test_hidden_groups_are_hidden_in_the_comparison() -> None:
    first, _second = waves()
    answers = ["yes"] * 4 + ["no"] * 100 + ["more"] * 100
    other = make_mapping.answered(
        make_mapping.study(), [answers[place * 53 % 204] for place in range(204)], seeds=20
    )
    found = queries.compared((first, ASKED), (other, ASKED), Waves(None, None))
    gap = next(one for one in found.gaps if one.category == "yes")
    assert (gap.second, gap.value, gap.se) == (None, None, None)
    path = f"compared/?variable=member&replicates=100&other={other.slug}"
    text = page(officer(), first, path)
    for row in re.findall(r"<tr>.*?</tr>", text, re.DOTALL):
        if ">yes<" in row and "<td" in row:
            assert set(re.findall(r"<td[^>]*>(.*?)</td>", row)) == {"too few to show"}


def test_the_page_compares_and_gives_one_verdict() -> None:
    first, second = waves()
    path = f"compared/?variable=member&replicates=100&other={second.slug}"
    text = page(officer(), first, path)
    for words in (
        "How the two differ",
        "The largest difference is that of",
        "more than chance alone would do",
        "Nobody wrote down who is meant",
        first.name,
        second.name,
    ):
        assert words in text, words
    assert "Nothing stands against publishing" not in text
    text = page(officer(), first, f"{path}&both=400")
    assert "No more than 300 respondents" in text


def test_only_those_who_draft_and_see_the_study_may(client: Client) -> None:
    study = two_countries()
    for path in ("countries/", "compared/"):
        url = f"/desk/statistics/{study.slug}/{path}"
        assert client.get(url).status_code == 302
        assert officer(Role.PROGRAMME_MANAGER).get(url).status_code == 403
