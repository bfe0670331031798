"""The pages of findings: drafted at the desk, read by everybody."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from homelands.foundation.roles import Role
from homelands.mapping.findings.actions import findings
from homelands.mapping.findings.actions.findings import Wording
from homelands.mapping.findings.models import Finding
from homelands.science.estimate import Caution
from homelands.science.facts import Facts
from homelands.surveys.questionnaires.models import Study
from homelands.ui import sentences
from tests import make, make_mapping

pytestmark = pytest.mark.django_db

DRAFT = {
    "variable": "member",
    "question": "Are you a member?",
    "labels": "yes = Member\nno = Not a member",
    "missing": "0, 99",
    "treatment": "raised",
    "claim": "Two in three are members",
    "text": "Among nurses.",
}


def desk(role: Role = Role.MINISTRY_OFFICER, **scope: str) -> Client:
    client = Client()
    client.force_login(make.user(role, **scope))
    return client


def read(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, answer.content.decode()[:500]
    return b"".join(answer.streaming_content if answer.streaming else [answer.content]).decode()


def study() -> Study:
    return make_mapping.answered(make_mapping.study(), make_mapping.mixed(200, 100), seeds=20)


def test_a_finding_is_drafted_published_read_and_taken_back() -> None:
    client, chosen = desk(), study()
    assert chosen.name in read(client, "/desk/findings/draft/")
    address = f"/desk/findings/draft/?study={chosen.pk}"
    assert "RDS-II" in read(client, address)
    made = client.post(address, DRAFT)
    finding = Finding.objects.get()
    assert made["Location"] == f"/desk/findings/{finding.pk}/"
    page = read(client, made["Location"])
    for words in ("Two in three are members", "Not a member", "Drafted", "Publish it"):
        assert words in page, words
    answer = client.post(f"/desk/findings/{finding.pk}/publish/", {"why": ""}, follow=True)
    assert "Everybody can read it now" in answer.content.decode()
    assert "Two in three are members" in read(Client(), "/findings/")
    client.post(f"/desk/findings/{finding.pk}/retract/", {"why": "Counted twice"})
    public = read(Client(), f"/findings/{finding.pk}/")
    assert "Counted twice" in public
    assert "figure" not in public.replace("figures", "")
    assert "Two in three are members" not in read(Client(), "/findings/")


def test_the_public_page_has_the_whole_anatomy_of_its_figure() -> None:
    finding = make_mapping.published()
    page = read(Client(), f"/findings/{finding.pk}/")
    for words in (
        "Two in three are members",
        "Are you a member?",
        "95 per cent interval",
        "n = 300",
        "Respondent-driven sample",
        "Read with care",
        "/methods/rds-ii/",
        "/methods/tree-bootstrap/",
        "The numbers behind this figure",
        "?format=csv",
    ):
        assert words in page, words


def test_the_file_carries_its_cautions_in_every_row() -> None:
    finding = make_mapping.published()
    lines = read(Client(), f"/findings/{finding.pk}/?format=csv").splitlines()
    assert len(lines) == 3
    assert lines[1].startswith("no,100,33.5,")
    for line in lines[1:]:
        assert "RDS-II, tree bootstrap" in line
        assert ",300," in line


def test_an_open_invitation_shows_counts_and_no_share() -> None:
    chosen = make_mapping.study(Study.Design.CONVENIENCE)
    make_mapping.answered(chosen, ["yes"] * 40 + ["no"] * 20 + ["?"] * 3)
    finding = make_mapping.finding(chosen, claim="Forty members answered")
    findings.publish(finding, at=make.NOW, by=make_mapping.officer())
    page = read(Client(), f"/findings/{finding.pk}/")
    for words in ("They say nothing about the others", "There is no interval", "too few to show"):
        assert words in page, words
    assert "per cent interval" not in page
    line = read(Client(), f"/findings/{finding.pk}/?format=csv").splitlines()[1]
    assert line.startswith("?,too few to show,63,")


def test_a_draft_is_not_public() -> None:
    finding = make_mapping.finding()
    assert Client().get(f"/findings/{finding.pk}/").status_code == 404
    findings.retract(finding, why="Asked badly", at=make.NOW, by=make_mapping.officer())
    assert Client().get(f"/findings/{finding.pk}/").status_code == 404


def test_forbidden_words_keep_what_was_typed() -> None:
    client, chosen = desk(), study()
    form = {**DRAFT, "claim": "A representative two thirds"}
    page = client.post(f"/desk/findings/draft/?study={chosen.pk}", form).content.decode()
    assert "“representative” cannot be said of this study" in page
    assert "yes = Member" in page
    assert Finding.objects.count() == 0


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("labels", "yes Member", "needs a code, an equals sign and words"),
        ("variable", "", "Choose an answer for “What was asked”"),
        ("claim", "", "Fill in “What it shows, in one sentence”"),
        ("population", "-1", "greater than or equal to 1"),
    ],
)
def test_a_wrong_form_says_where(field: str, value: str, sentence: str) -> None:
    client, chosen = desk(), study()
    address = f"/desk/findings/draft/?study={chosen.pk}"
    assert sentence in client.post(address, {**DRAFT, field: value}).content.decode()


def test_a_study_that_is_none_is_asked_for_again() -> None:
    study()
    for wrong in ("x", "00000000-0000-0000-0000-000000000000"):
        page = read(desk(), f"/desk/findings/draft/?study={wrong}")
        assert "Select a valid choice" in page


def test_without_any_study_the_page_says_who_brings_one() -> None:
    assert "There is no study yet" in read(desk(), "/desk/findings/draft/")


def test_refusals_are_pages() -> None:
    finding = make_mapping.finding()
    mission = desk(Role.MISSION_OFFICER, country="GBR")
    assert mission.get("/desk/findings/draft/").status_code == 403
    monitoring = desk(Role.ME_OFFICER)
    page = read(monitoring, f"/desk/findings/{finding.pk}/")
    assert "Publishing needs a ministry officer or survey manager" in page
    for verb in ("publish", "retract"):
        answer = monitoring.post(f"/desk/findings/{finding.pk}/{verb}/", {"why": "x"})
        assert answer.status_code == 403
    finding.refresh_from_db()
    assert finding.state == "draft"
    assert Client().get("/desk/findings/")["Location"].startswith("/sign-in/")


def test_the_lists_ask_as_many_questions_for_three_as_for_one() -> None:
    client = desk()
    for url, make_one in (
        ("/desk/findings/", make_mapping.finding),
        ("/findings/", make_mapping.published),
    ):
        counts = []
        for more in (1, 2):
            for _ in range(more):
                make_one()
            with CaptureQueriesContext(connection) as asked:
                read(client, url)
            counts.append(len(asked))
        assert counts[0] == counts[1], url


def test_the_lists_say_what_belongs_in_them() -> None:
    assert "What surveys find is published here" in read(Client(), "/findings/")
    assert "is drafted here, checked, and published" in read(desk(), "/desk/findings/")


def test_a_finding_reads_from_right_to_left_in_arabic() -> None:
    finding = make_mapping.published()
    answer = Client().get(f"/findings/{finding.pk}/", headers={"accept-language": "ar"})
    assert '<html lang="ar" dir="rtl"' in answer.content.decode()


def test_the_page_names_the_method_that_was_used_and_no_other() -> None:
    """With the number of people in all it is Gile's; the page said tree bootstrap and RDS-II."""
    chosen = study()
    made = make_mapping.computed(chosen, population=4000)
    assert {one.method for one in made} == {"ss/gile/logit"}
    finding = findings.draft(
        made, wording=Wording("Two in three are members"), at=make.NOW, by=make_mapping.officer()
    )
    findings.publish(finding, at=make.NOW, by=make_mapping.officer(), why="There is no other.")
    page = read(Client(), f"/findings/{finding.pk}/")
    for words in (
        "200 replicates: successive-sampling bootstrap, logit interval.",
        "/methods/successive-sampling/",
        "/methods/gile-bootstrap/",
    ):
        assert words in page, words
    for words in (
        "tree bootstrap,",
        "replicates of the tree",
        "/methods/tree-bootstrap/",
        "/methods/rds-ii/",
        "RDS-II",
    ):
        assert words not in page, words
    file = read(Client(), f"/findings/{finding.pk}/?format=csv")
    assert "Gile&#x27;s SS" not in file
    assert "Gile's SS, successive-sampling bootstrap, logit interval" in file


def test_the_tree_bootstrap_is_said_to_be_wide() -> None:
    page = read(Client(), f"/findings/{make_mapping.published().pk}/")
    assert "200 replicates: tree bootstrap, percentile interval. It tends to be wider" in page


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_doubts_reach_readers_with_their_numbers(language: str) -> None:
    chosen = make_mapping.answered(
        make_mapping.study(), [*make_mapping.mixed(200, 100), *[None] * 7], seeds=20
    )
    finding = make_mapping.published(study=chosen)
    answer = Client().get(f"/findings/{finding.pk}/", headers={"accept-language": language})
    page = answer.content.decode()
    with translation.override(language):
        told = sentences.of(Caution("outcome-missing", Facts(missing=7, people=307)))
    assert told in unescape(page)
    assert {"7", "307"} <= set(re.findall(r"\d+", told))


@pytest.mark.parametrize("slug", ["rds-ii", "tree-bootstrap", "counts", "migrant-stock"])
def test_each_method_says_when_not_to_use_it(slug: str) -> None:
    assert "When not to use it" in read(Client(), f"/methods/{slug}/")


def test_an_unknown_method_is_not_found() -> None:
    assert Client().get("/methods/magic/").status_code == 404
