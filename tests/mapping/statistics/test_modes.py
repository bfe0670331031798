"""Countries beside each other with the mode of collection held fixed."""

import re
from html import unescape

import pytest
from django.test import Client

from homelands.foundation.roles import Role
from homelands.mapping.statistics.queries import together as queries
from homelands.mapping.statistics.queries.diagnostics import NotDiagnosable
from homelands.mapping.statistics.rules.diagnosis.question import Question
from homelands.mapping.statistics.rules.modes import ModesTooSmall
from homelands.surveys.questionnaires.models import Collector, Study
from tests import make, make_mapping

pytestmark = pytest.mark.django_db
ASKED = Question("member", replicates=200)
KINDS = [Collector.Kind.LINK, Collector.Kind.FIELD]


def asked(web: tuple[int, int] = (4, 2), answers: list[str] | None = None) -> Study:
    """Two countries of 300: of five respondents so many answered on the web, the others in the
    field; on the web four of five are members, in the field one of five.
    """
    study = make_mapping.study(destinations=["DEU", "ITA"])
    for country, share in zip(("DEU", "ITA"), web, strict=True):
        on_web = [place * 7 % 5 < share for place in range(300)]
        said = [
            "yes" if (place * 11 // 5) % 5 < (4 if there else 1) else "no"
            for place, there in enumerate(on_web)
        ]
        with make.as_(make.SYSTEM):
            made = [_collector(study, kind) for kind in KINDS]
        make_mapping.answered(
            study,
            answers or said,
            seeds=20,
            destination=country,
            collectors=[made[0 if there else 1] for there in on_web],
            more=[{"how": "telephone" if there else "web"} for there in on_web],
        )
    return study


def _collector(study: Study, kind: str) -> Collector:
    return Collector.objects.create(study=study, kind=kind, name=kind, opens_on=make.TODAY)


def test_a_difference_that_the_mode_makes_is_gone_with_it_held() -> None:
    found = queries.with_modes(asked(), ASKED, "", {})
    assert (found.modes, found.pooled) == (("field", "web"), ())
    yes = next(row for row in found.rows if row.category == "yes")
    assert (yes.first, yes.second) == ("DEU", "ITA")
    assert yes.gap is not None
    assert yes.gap.plain.value == pytest.approx(0.24, abs=0.03)
    assert abs(yes.gap.held.value) < 0.03
    assert yes.gap.moved.low is not None
    assert yes.gap.moved.low > 0
    assert "mode-chosen" in {one.code for one in found.cautions}


def test_all_together_as_if_by_one_mode() -> None:
    people = queries.stocks({"DEU": 300, "ITA": 100}, 0)[0]
    found = queries.with_modes(asked(), ASKED, "", people)
    yes = next(one for one in found.pooled if one.category == "yes")
    assert yes.plain is not None
    assert [one.value for one in yes.as_if] == pytest.approx([0.2, 0.8], abs=0.03)


def test_a_question_may_say_how_each_was_asked() -> None:
    assert queries.with_modes(asked(), ASKED, "how", {}).modes == ("telephone", "web")


def test_what_cannot_be_told_apart_says_why() -> None:
    with pytest.raises(NotDiagnosable, match="share no mode"):
        queries.with_modes(asked((5, 0)), ASKED, "", {})
    with pytest.raises(ModesTooSmall, match="Fewer than two modes"):
        queries.with_modes(asked((5, 5)), ASKED, "", {})


def test_small_answers_are_hidden() -> None:
    answers = ["rare"] * 4 + make_mapping.mixed(170, 126)
    found = queries.with_modes(
        asked(answers=[answers[k * 53 % 300] for k in range(300)]), ASKED, "", {}
    )
    assert {row.gap for row in found.rows if row.category == "rare"} == {None}


def test_the_page_tells_both() -> None:
    study, client = asked(), Client()
    client.force_login(make.user(Role.SURVEY_MANAGER))
    address = f"/desk/statistics/{study.slug}/modes/"
    assert "Hold the mode fixed" in client.get(address).content.decode()
    answer = client.get(f"{address}?variable=member&replicates=100&stocks=DEU=300,ITA=100")
    text = unescape(answer.content.decode())
    assert re.search("Holding the mode fixed moves most the difference of “(yes|no)” between", text)
    assert "People were not given a mode by lot" in text
    assert "By a field team" in text
    refused = client.get(f"{address}?variable=member&replicates=100&asked_by=member")
    assert "share no mode" not in unescape(refused.content.decode())
