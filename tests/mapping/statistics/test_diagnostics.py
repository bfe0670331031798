"""The statistician's page: what it says of samples that are well, odd, small or not chains."""

import re
from datetime import timedelta
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client

from homelands.foundation.access.context import acting
from homelands.foundation.errors import NotAllowed
from homelands.foundation.models import AuditEvent, Release
from homelands.foundation.roles import Role
from homelands.foundation.rules import ReasonMissing
from homelands.mapping.statistics.actions import diagnostics as actions
from homelands.mapping.statistics.queries import diagnostics, labels
from homelands.mapping.statistics.rules.diagnosis.question import Question
from homelands.surveys.collection.models import QualityFlag
from homelands.surveys.questionnaires.models import Response, Study
from homelands.surveys.recruitment.models import Coupon, Scheme
from homelands.surveys.recruitment.queries import settling
from tests import make, make_mapping, make_surveys

pytestmark = pytest.mark.django_db
ASKED = "?variable=member&replicates=100"


def desk(role: Role = Role.SURVEY_MANAGER, **scope: str) -> Client:
    client = Client()
    client.force_login(make.user(role, **scope))
    return client


def read(client: Client, url: str) -> str:
    answer = client.get(url)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert answer.status_code == 200, content.decode()[:500]
    return unescape(content.decode("utf-8-sig"))


def page(study: Study, query: str = ASKED, client: Client | None = None) -> str:
    return read(client or desk(), f"/desk/statistics/{study.slug}/{query}")


def answered(answers: list[str | None], *, seeds: int = 20, **fields: Any) -> Study:
    return make_mapping.answered(make_mapping.study(**fields), answers, seeds=seeds)


def test_a_study_is_chosen_and_its_question_asked() -> None:
    client, study = desk(Role.ME_OFFICER), answered(make_mapping.mixed(200, 100))
    assert "/desk/statistics/" in read(client, "/desk/findings/")
    assert f"/desk/statistics/{study.slug}/" in read(client, "/desk/statistics/")
    assert "Show the statistics" in page(study, "", client)
    text = page(study, f"{ASKED}&population=5000", client)
    for words in (
        "Kind of evidence",
        "Nobody wrote down who is meant",
        "300 answers used, of 300 respondents",
        "Tree over Gile",
        "With half or twice 5,000 people in all",
        "20 seeds led to 300 people in up to 14 waves",
        "Do the chains agree?",
        "Recruitment homophily is",
        "The second eigenvalue (|λ₂|) is",
        "No weight is more than 20 times the median one",
        "For the report of the recruitment (STROBE-RDS)",
        "homelands estimate rds sample.csv",
        "/methods/recruitment-diagnostics/",
        "/methods/gile-bootstrap/",
    ):
        assert words in text, words


def test_the_address_is_the_analysis() -> None:
    study = answered(make_mapping.mixed(200, 100), population="33003")
    assert 'name="population" value="33003"' in page(study, "")
    short = page(study)
    assert "--population 33003" in short
    assert "--degree-treatment" not in short
    choices = "&population=&estimator=rds2&interval=tree&treatment=raise&seed=9&level=0.9"
    long = page(study, f"{ASKED}{choices}&without_seeds=on&missing=0,99")
    for words in (
        "--missing 0,99", "--estimator rds2", "--interval tree", "--degree-treatment raise",
        "--seed 9", "--level 0.9", "--without-seeds",
    ):  # fmt: skip
        assert words in long, words
    assert "--population" not in long


def test_an_uncertain_number_of_people_is_carried_and_asked_for_whole() -> None:
    study = answered(make_mapping.mixed(200, 100))
    text = page(study, f"{ASKED}&population=900&population_low=500&population_high=2000")
    assert "The number of people in all is uncertain, from 50" in text
    assert "--population-low 500" in text
    for part in ("&population_low=500", "&population=900&population_low=950&population_high=2000"):
        assert "Give the number of people, and below and above it" in page(study, f"{ASKED}{part}")


@pytest.mark.parametrize(
    "part", ["recruitment", "convergence", "bottleneck", "contacts", "weights"]
)
def test_each_figure_has_its_file(part: str) -> None:
    study = answered(make_mapping.mixed(200, 100))
    assert f"part={part}" in page(study)
    assert len(page(study, f"{ASKED}&format=csv&part={part}").splitlines()) > 2


def test_a_file_that_there_is_not_is_not_found() -> None:
    study = answered(make_mapping.mixed(200, 100))
    answer = desk().get(f"/desk/statistics/{study.slug}/{ASKED}&format=csv&part=magic")
    assert answer.status_code == 404


def test_small_groups_are_hidden_in_every_part_and_file() -> None:
    answers = ["a"] * 100 + ["b"] * 60 + ["rare"] * 4 + ["c"] * 100
    study = answered([answers[place * 53 % 264] for place in range(264)])
    text = page(study)
    assert "Groups of fewer than ten respondents" in text
    assert "who recruited whom is not shown" in text
    for table in re.findall(r"<table.*?</table>", text, re.DOTALL):
        for row in re.findall(r"<tr>.*?</tr>", table, re.DOTALL):
            if ">rare<" in row and "<td" in row:
                assert set(re.findall(r"<td[^>]*>(.*?)</td>", row)) == {"too few to show"}
    file = page(study, f"{ASKED}&format=csv").splitlines()
    (line,) = [line for line in file if line.startswith("rare,")]
    assert line.split(",")[1:11] == ["rare", *["too few to show"] * 9]
    assert "rare" not in page(study, f"{ASKED}&format=csv&part=convergence")
    # A second group is hidden, or the first would be what is left.
    assert len([line for line in file if "too few to show" in line]) == 2


def test_a_study_without_answers_says_how_they_come() -> None:
    study = make_mapping.study()
    text = page(study, "")
    assert "Nobody has completed this study yet" in text
    assert f"/desk/studies/{study.slug}/" in text


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        (["yes"] * 9 + [None] * 20, "Fewer than 10 people have answered “member”"),
        ([str(place % 21) for place in range(100)], "has 21 different answers; at most 20"),
    ],
)
def test_a_question_that_shows_nothing_says_why_and_can_be_changed(
    answers: list[str | None], sentence: str
) -> None:
    text = page(answered(answers))
    assert sentence in text
    assert "Choose another question" in text
    assert "<details open>" in text


def test_everybody_the_same_is_said() -> None:
    text = page(answered(["yes"] * 60, seeds=6), f"{ASKED}&population=5000")
    assert "Everybody answered “yes”" in text
    assert "there is nothing to compare" in text
    assert "statistician" in text


def test_nobody_recruited_is_no_chain_sample() -> None:
    text = page(answered(make_mapping.mixed(40, 20), seeds=60))
    assert "All 60 respondents came without an invitation" in text
    assert "Nobody recruited anybody" in text
    assert "Not to be published as it is" in text


def test_one_seed_cannot_be_compared() -> None:
    text = page(answered(make_mapping.mixed(40, 20), seeds=1))
    assert "There is one chain" in text
    assert "Fewer than two chains hold ten people" in text
    assert "C: " in text


def test_leaving_few_seeds_out_would_tell_on_them() -> None:
    study = answered(make_mapping.mixed(40, 20), seeds=4)
    assert "Without the seeds" not in page(study)
    assert "Keep them in" in page(study, f"{ASKED}&without_seeds=on")


def test_choices_that_do_not_go_together_are_refused_in_words() -> None:
    text = page(answered(make_mapping.mixed(40, 20)), f"{ASKED}&estimator=ss")
    assert "Successive sampling needs the size of the population" in text
    assert "There is a problem" in text


def test_countries_that_do_not_recruit_across_are_separate() -> None:
    study = answered(make_mapping.mixed(120, 60), seeds=6, destinations=["GBR", "FRA"])
    with make.as_(make.SYSTEM):
        labels = [f"{place:05d}" for place in range(180) if place % 6 < 3]
        rows = Response.objects.filter(study=study, label__in=labels)
        keys = list(rows.values_list("pk", flat=True))
    _moved_to("FRA", keys)
    text = page(study)
    assert "0.0 per cent of 174 recruits crossed a border" in text
    assert "Estimate in each, and join by official stocks" in text
    assert "were estimated as one" in text


def _moved_to(country: str, keys: list[Any]) -> None:
    """Complete answers do not change: they are taken out and put in with another country."""
    with acting(make.SYSTEM, "datasets.imports.load"):
        everybody = list(Response.objects.filter(study__responses__pk=keys[0]).distinct())
        Response.objects.filter(pk__in=[one.pk for one in everybody]).delete()
        for one in everybody:
            one.destination = country if one.pk in keys else one.destination
        Response.objects.bulk_create(everybody)


@pytest.mark.parametrize(
    ("design", "sentence"),
    [
        (Study.Design.CONVENIENCE, "People chose to answer an open invitation"),
        (Study.Design.PROBABILITY, "the weights, strata and first-stage units"),
    ],
)
def test_other_designs_get_counts_and_the_reason(design: str, sentence: str) -> None:
    study = answered(["yes"] * 40 + ["no"] * 20, design=design)
    text = page(study, "?variable=member")
    assert sentence in text
    assert "E: Counts of those who answered" in text
    assert "homelands estimate rds" not in text
    assert page(study, "?variable=member&format=csv").splitlines()[1:] == ["no,20", "yes,40"]


def test_what_was_computed_is_kept_until_the_data_or_the_plan_change() -> None:
    study = answered(make_mapping.mixed(40, 20))
    question = Question("member", replicates=100)
    cache.clear()
    first = diagnostics.diagnosis(study, question)
    (key,) = _kept()
    assert repr(diagnostics.diagnosis(study, question)) == repr(first)
    assert _kept() == {key}
    diagnostics.diagnosis(study, Question("member", replicates=100, seed=2))
    with acting(make.SYSTEM, "datasets.imports.load"):
        Response.objects.filter(study=study, label="00059").delete()
    assert diagnostics.diagnosis(study, question).recruitment.people == 59
    assert len(_kept()) == 3


def _kept() -> set[str]:
    return {key for key in cache._cache if "mapping.diagnosis" in key}


def test_the_numbers_are_the_same_whatever_the_officer_may_read() -> None:
    study = answered(make_mapping.mixed(40, 20))
    client = desk(Role.SURVEY_MANAGER, country="FRA")
    assert "60 answers used, of 60 respondents" in page(study, client=client)


def test_who_may_look() -> None:
    study = answered(make_mapping.mixed(40, 20))
    for address in ("", f"{study.slug}/", f"{study.slug}/sample/{ASKED}"):
        mission = desk(Role.MISSION_OFFICER, country="GBR")
        assert mission.get(f"/desk/statistics/{address}").status_code == 403
        assert Client().get(f"/desk/statistics/{address}")["Location"].startswith("/sign-in/")
    assert desk().get("/desk/statistics/nothing/").status_code == 404


def test_a_sample_leaves_with_a_reason_that_stays() -> None:
    client, study = desk(), answered(make_mapping.mixed(40, 20))
    place = f"/desk/statistics/{study.slug}/sample/{ASKED}"
    assert "It stays in the audit trail" in read(client, place)
    assert (
        "Fill in “What the sample is needed for”"
        in client.post(place, {"why": ""}).content.decode()
    )
    assert _downloads() == []
    answer = client.post(place, {"why": "A second look by the bureau of statistics"})
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[:2] == ["id,recruiter,degree,outcome,order", "01,,5,no,1"]
    assert len(lines) == 61
    assert _downloads() == [(str(study.pk), "A second look by the bureau of statistics")]


def _downloads() -> list[tuple[str, str]]:
    with make.as_(make.SYSTEM):
        rows = AuditEvent.objects.filter(code="statistics.diagnostics.download")
        return list(rows.values_list("subject_id", "why"))


def test_a_sample_does_not_leave_in_part() -> None:
    study = answered(make_mapping.mixed(40, 20), destinations=["GBR", "FRA"])
    ministry = desk(Role.MINISTRY_OFFICER)
    assert "Downloading a sample needs a survey manager" in page(study, client=ministry)
    assert "Download the sample" not in page(study, client=ministry)
    for officer in (ministry, desk(country="GBR"), desk(country="FRA")):
        answer = officer.post(f"/desk/statistics/{study.slug}/sample/{ASKED}", {"why": "x"})
        assert answer.status_code == 403


def test_a_country_that_the_database_keeps_back_stops_the_download() -> None:
    study = answered(make_mapping.mixed(40, 20), destinations=["FRA"])  # but they live in GBR
    officer = make.officer("FRA", role=Role.SURVEY_MANAGER)
    with pytest.raises(NotAllowed, match="open 0 of the 60 respondents"):
        actions.download(study, question=Question("member"), why="To check", by=officer)
    with pytest.raises(ReasonMissing, match="audit trail"):
        actions.download(study, question=Question("member"), why=" ", by=officer)


def test_without_a_question_there_is_no_sample() -> None:
    study = answered(make_mapping.mixed(40, 20))
    assert "Choose the question first" in read(desk(), f"/desk/statistics/{study.slug}/sample/")


def test_the_page_reads_from_right_to_left_in_arabic() -> None:
    study = answered(make_mapping.mixed(40, 20))
    address = f"/desk/statistics/{study.slug}/{ASKED}"
    answer = desk().get(address, headers={"accept-language": "ar"})
    assert '<html lang="ar" dir="rtl"' in answer.content.decode()


@pytest.mark.parametrize(
    "slug",
    ["rds-i", "neighbourhood-bootstrap", "salganik-bootstrap", "recruitment-diagnostics"],
)
def test_each_method_that_the_page_names_says_when_not_to_use_it(slug: str) -> None:
    assert "When not to use it" in read(Client(), f"/methods/{slug}/")


def test_the_report_tells_of_coupons_and_doubts_where_they_are_held() -> None:
    study = answered(make_mapping.mixed(40, 20))
    assert "How many coupons each was given is not held here" in page(study)
    with make.as_(make.SYSTEM):
        first, second, *_rest = study.responses.order_by("label")
        Scheme.objects.create(study=study, coupons_each=3)
        for number, used_by in enumerate((second, None, None), start=1):
            Coupon.objects.create(
                study=study, number=number, digest=bytes([number]), issuer=first,
                destination="GBR", issued_at=make.NOW, expires_on=make.TODAY, used_by=used_by,
            )  # fmt: skip
        for one, state in ((first, "kept"), (second, "left_out")):
            QualityFlag.objects.create(
                response=one, study=study, destination="GBR", code="same-machine", state=state,
                raised_at=make.NOW,
            )  # fmt: skip
    text = page(study)
    assert "Each respondent may give out 3; 1 of 3 coupons given by respondents were used" in text
    assert "Something spoke against 2 respondents, and officers left 1 of them out" in text


def test_the_recruitment_page_and_the_statistics_agree_on_what_has_settled() -> None:
    """Both follow the answers in the order in which they came, by the moment, not the day."""
    study = make_mapping.study(destinations=["GBR"])
    answers = [*make_mapping.mixed(20, 60), *make_mapping.mixed(40, 30)]
    make_mapping.answered(study, answers, seeds=20, apart=timedelta(minutes=1))
    scheme = Scheme(study=study, target=100)
    (advice,) = settling.advice(study, scheme, "member")
    found = diagnostics.diagnosis(study, Question("member", replicates=settling.REPLICATES))
    assert found.settling.by_day
    assert advice.settled is all(found.settling.settled)
    lines = {line.category: line.points for line in settling.lines(study, "member")}
    for place, one in found.shown:
        track = [point for point in found.settling.whole.of(place) if point[0] >= settling.ENOUGH]
        assert lines[one.category] == pytest.approx(track)


@pytest.mark.parametrize("population", ["", "Nurses from Ghana in Germany"])
def test_the_page_gives_one_verdict(population: str) -> None:
    """What is said in red anywhere stands beside the class; the green sentence then does not."""
    study = answered(make_mapping.mixed(200, 100), population=population)
    text = page(study, f"{ASKED}&population=5000")
    red = (
        "Still moving at the end",
        "Nobody wrote down who is meant",
        "above 0.8",
        "this one seed decides",
        "more than three times",
        "chains may have run between groups that hardly mix",
    )
    seen = [words for words in red if words in text]
    assert ("Nobody wrote down who is meant" in seen) == (not population)
    assert ("C: Respondent-driven" in text) == bool(seen)
    assert ("Indicative only: to be published with these reasons" in text) == bool(seen)
    if seen:
        assert "Nothing stands against publishing" not in text
    assert "What was checked" in text


def test_groups_that_are_not_shown_are_named_nowhere_beside_the_figures() -> None:
    """A study of 21 whose outcome has many small groups told which of them recruited nobody."""
    answers = ["a"] * 18 + ["g900", "g901", "g902"]
    text = page(answered([answers[place * 8 % 21] for place in range(21)], seeds=4))
    said = re.sub(r"<table.*?</table>", "", text, flags=re.DOTALL)
    assert re.findall(r"“(g90\d)”", said) == []


def more(study: Study, *answers: str) -> None:
    with make.as_(make.SYSTEM):
        for answer in answers:
            row = study.responses.first()
            row.pk, row.label, row.recruiter_id = uuid4(), f"more {uuid4()}", None
            row.answers = {make_mapping.VARIABLE: answer}
            row.save(force_insert=True)


@pytest.mark.parametrize("design", [Study.Design.RDS, Study.Design.CONVENIENCE])
def test_who_may_not_read_the_answers_sees_what_the_register_lets_out(design: str) -> None:
    study = answered(make_mapping.mixed(60, 40), design=design)
    ministry, manager = desk(Role.MINISTRY_OFFICER), desk()
    assert "Kind of evidence" in page(study, client=ministry)
    more(study, "yes", "yes")
    text = page(study, client=ministry)
    assert "2 people could be made out" in text
    assert "Kind of evidence" not in text
    assert "Kind of evidence" in page(study, client=manager)
    more(study, *["no"] * 11, *["yes"] * 11)
    assert "Kind of evidence" in page(study, client=ministry)
    assert {one.page for one in Release.objects.all()} == {"statistics.diagnostics.show"}


@pytest.mark.parametrize("choice", ["missing=no", "without_seeds=on"])
def test_choices_that_would_stop_a_publication_are_for_readers_of_the_answers(choice: str) -> None:
    """A look without five people was noted, and the finding could never be published."""
    study = answered(make_mapping.mixed(60, 40))
    url = f"/desk/statistics/{study.slug}/{ASKED}&{choice}"
    said = "is chosen by officers who may read"
    assert said in read(desk(Role.MINISTRY_OFFICER), url)
    assert Release.objects.count() == 0
    assert said not in read(desk(), url)


def test_lists_venues_frames_and_modes_are_for_readers_of_the_answers() -> None:
    """They are held against no release: an officer of another country read single answers."""
    drawn = answered(make_mapping.mixed(60, 40), design=Study.Design.PROBABILITY)
    recruited = answered(make_mapping.mixed(60, 40))
    for study, kind in (
        (drawn, "venues"), (drawn, "frames"), (drawn, "lists"), (recruited, "modes"),
    ):  # fmt: skip
        url = f"/desk/statistics/{study.slug}/{kind}/"
        assert desk(Role.MINISTRY_OFFICER).get(url).status_code == 403, kind
        assert desk().get(url).status_code == 200, kind


def test_a_draft_that_would_tell_of_a_few_is_not_shown_to_who_may_not_read_the_answers() -> None:
    study = answered(make_mapping.mixed(60, 40))
    page(study, client=desk(Role.MINISTRY_OFFICER))
    more(study, "yes", "yes")
    url = f"/desk/findings/{make_mapping.finding(study).pk}/"
    assert "2 people could be made out" in read(desk(Role.MINISTRY_OFFICER), url)
    assert "People who answered" in read(desk(), url)


def labelled() -> Study:
    """A study whose questionnaire calls its answers Yes and No, in English and Arabic."""
    study = make_surveys.asked(design=Study.Design.RDS)
    where = make_surveys.path(study, "works")
    return make_mapping.answered(study, make_mapping.mixed(60, 40), seeds=10, variable=where)


def test_a_page_speaks_in_the_labels_of_the_reader_s_language() -> None:
    study, client = labelled(), desk()
    query = "?variable=works&replicates=100"
    text = page(study, query, client)
    assert "“Yes” is the largest group" in text
    assert "Do you work?" in text
    assert re.search(r"<bdi>(yes|no)</bdi>|“(yes|no)”", text) is None
    client.cookies["django_language"] = "ar"
    text = page(study, query, client)
    assert "“نعم”" in text or "«نعم»" in text
    assert "هل تعمل؟" in text
    client.cookies["django_language"] = "en"
    file = page(study, f"{query}&format=csv", client)
    assert file.splitlines()[0].startswith("category,label,estimate,se")
    assert "\nyes,Yes,0." in file


def test_counts_and_countries_speak_in_labels_too() -> None:
    study = labelled()
    Study.objects.filter(pk=study.pk).update(design=Study.Design.CONVENIENCE)
    text = page(study, "?variable=works")
    assert '<th scope="row">Yes</th>' in text
    assert '<th scope="row">yes</th>' not in text


def test_alike_labels_are_told_apart_by_their_codes() -> None:
    assert labels._apart([("a", "Other"), ("b", "Other"), ("c", "Nurse"), ("d", " ")]) == {
        "a": "Other (a)", "b": "Other (b)", "c": "Nurse"
    }  # fmt: skip


def test_nobody_s_own_number_of_contacts_is_told() -> None:
    study = answered(make_mapping.mixed(60, 40))
    with make.as_(make.SYSTEM):
        row = study.responses.first()
        row.pk, row.label, row.recruiter_id = uuid4(), "giant", None
        row.degree, row.answers = 8731.0, {make_mapping.VARIABLE: "yes"}
        row.save(force_insert=True)
    text = page(study)
    assert "A number of contacts is more than 20 times the median" in text
    assert "8,731" not in text
    assert "8731" not in text


def test_a_page_that_can_show_no_line_says_nothing_of_settling() -> None:
    study = answered(["yes"] * 9 + ["no"] * 8, seeds=4)
    text = page(study)
    assert "There are too few people, or too few groups that may be shown" in text
    assert "0 of 0" not in text
    assert "shares had settled" not in text.lower()
    assert "Too few people, or too few groups that may be shown, to say" in text
