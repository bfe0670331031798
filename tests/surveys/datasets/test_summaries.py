"""A study's summary: counted once and kept, nobody to be found in it, whoever looks."""

import re
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.foundation.errors import NotAllowed
from homelands.foundation.models import AuditEvent
from homelands.foundation.roles import Role
from homelands.surveys.datasets.actions import summaries
from homelands.surveys.datasets.models import Skips, Summary
from homelands.surveys.datasets.pages.words import summaries as words
from homelands.surveys.datasets.queries import counts, crossed, variables
from homelands.surveys.datasets.queries import summaries as overviews
from homelands.surveys.datasets.rules.summaries import is_due
from homelands.surveys.datasets.tasks import summaries as tasks
from homelands.surveys.questionnaires.models import Questionnaire, Response, Study
from homelands.ui.rows import BarRow
from tests import make, make_data, make_surveys

pytestmark = pytest.mark.django_db

COUNTS = Actor.system("datasets.summaries")


def answer(study: Study, times: int = 1, destination: str = "GBR", **given: str) -> list[Response]:
    """Complete answers by the names of the questions."""
    named = {make_surveys.path(study, name): text for name, text in given.items()}
    version = Questionnaire.objects.get(study=study)
    return make_data.answered(
        study, named, times=times, destination=destination, questionnaire=version
    )


def kept(study: Study) -> Summary:
    return summaries.count(study, through=make.NOW, at=make.NOW, by=COUNTS)


def bring(study: Study, at: datetime, **how: bool) -> None:
    """Does what the task does, as the program."""
    with acting(make.SYSTEM):
        tasks.keep(study, at, **how)


def client(country: str = "", role: Role = Role.SURVEY_MANAGER) -> Client:
    officer = Client()
    officer.force_login(make.user(role, country=country))
    return officer


def page(study: Study, query: str = "", part: str = "", **as_: Any) -> str:
    got = client(**as_).get(f"/desk/studies/{study.slug}/summary/{part}{query}")
    assert got.status_code == 200
    return got.content.decode()


def numbers(html: str, question: str) -> dict[str, str]:
    """What stands beside each answer to a question."""
    section = html.split(f"<code>{question}</code>", 1)[1].split("</section>")[0]
    rows = re.findall(r'<th scope="row"><bdi>(.*?)</bdi>.*?<td class="numeric">(.*?)</td>', section)
    return dict(rows)


def test_every_kind_of_question_is_counted_with_what_is_missing() -> None:
    study = make_surveys.asked()
    answer(study, 40, works="yes", age="30", languages="en fr", job="Nurse", since="2019-05-01")
    answer(study, 20, works="no", age="50")
    answer(study, 12, "ITA", age="70")
    html = page(study)
    assert numbers(html, "works") == {"Yes": "40", "No": "20", "No answer, or not asked": "12"}
    assert numbers(html, "languages") == {
        "English": "40", "French": "40", "No answer, or not asked": "32"
    }  # fmt: skip
    assert numbers(html, "job") == {"Answered": "40", "No answer, or not asked": "32"}
    assert numbers(html, "age") == {
        "Less than 35": "40", "35–54": "20", "55 and more": "12"
    }  # fmt: skip
    assert "Mean: 42.2" in html
    assert "Median: 30. Half of the answers lie between 30 and 50." in html
    assert numbers(html, "since") == {"All dates": "40", "No answer, or not asked": "32"}
    assert "Complete answers: 72" in html


def test_nought_is_nought_and_few_are_too_few() -> None:
    study = make_surveys.asked()
    answer(study, 40, occupation="2221", works="yes")
    answer(study, 3, occupation="2221", works="no")
    html = page(study)
    assert numbers(html, "occupation") == {"Nurses": "43", "Doctors": "0"}
    assert set(numbers(html, "works").values()) == {"too few to show"}


def test_an_empty_study_and_one_answer_tell_nothing() -> None:
    study = make_surveys.asked()
    empty = page(study)
    assert "Nobody has sent answers yet" in empty
    assert "Question by question" not in empty
    answer(study, 1, works="yes")
    html = page(study)
    assert set(numbers(html, "works").values()) == {"too few to show"}
    assert "Fewer than ten have answered" in html
    assert "Complete answers: too few to show" in html


def test_the_codebook_and_the_summary_show_the_same_counts_after_more_have_answered() -> None:
    study = make_surveys.asked()
    answer(study, 40, works="yes")
    assert numbers(page(study), "works")["Yes"] == "40"
    answer(study, 9, works="no")
    assert numbers(page(study), "works") == {"Yes": "40", "No": "0"}
    assert counts.safe(study, variables.of(study))["works"].codes == {"yes": 40, "no": 0}


def test_a_study_is_counted_again_when_ten_more_have_answered() -> None:
    study = make_surveys.asked()
    answer(study, 40, works="yes")
    bring(study, make.NOW)
    answer(study, 9, works="no")
    bring(study, make.NOW, at_night=True)
    assert counts.respondents(study) == 40
    answer(study, 1, works="no")
    bring(study, make.NOW)
    assert counts.respondents(study) == 50
    assert counts.safe(study, variables.of(study))["works"].codes == {"yes": 40, "no": 10}


def audited() -> int:
    """How often something was noted of summaries in the audit trail."""
    with acting(make.SYSTEM):
        return AuditEvent.objects.filter(code__startswith="datasets.summaries").count()


def test_each_minute_only_studies_with_new_answers_are_looked_at() -> None:
    first, second = make_surveys.asked(), make_surveys.asked()
    answer(first, 20, works="yes")
    minute = int(make.NOW.timestamp()) + 60
    tasks.look(timestamp=minute)
    before = audited()
    with acting(make.SYSTEM):
        assert [one.study for one in Summary.objects.all()] == [first]
        assert Summary.objects.get().is_read
    answer(second, 20, works="yes")
    tasks.look(timestamp=minute + 600)
    assert audited() == before
    tasks.look(timestamp=minute)
    with acting(make.SYSTEM):
        assert Summary.objects.filter(study=second).exists()


def test_a_large_study_is_counted_again_by_fiftieths_and_at_night() -> None:
    held = Summary(responses=10_000)
    assert is_due(None, 1)
    assert not is_due(None, 0)
    assert not is_due(held, 10_199)
    assert is_due(held, 10_200)
    assert is_due(held, 10_010, at_night=True)
    assert not is_due(held, 10_009, at_night=True)
    assert is_due(held, 9_990, at_night=True)


def test_not_asked_and_no_answer_are_told_apart_once_the_answers_were_read() -> None:
    study = make_surveys.asked()
    answer(study, 30, works="yes", age="30", languages="en", level_english="b2")
    answer(study, 20, works="yes", age="30", languages="fr")
    answer(study, 10, works="yes", age="30", languages="en")
    answer(study, 10, works="no", age="30")
    bring(study, make.NOW)
    with acting(make.SYSTEM):
        assert Skips.objects.count() == 70
    html = page(study)
    # Asked of those who speak English only, and not of those who do not work.
    assert numbers(html, "level_english") == {
        "B2": "30", "C1": "0", "Not asked": "30", "No answer": "10"
    }  # fmt: skip
    assert numbers(html, "languages") == {"English": "40", "French": "20", "Not asked": "10"}
    assert numbers(html, "comment") == {"Answered": "0", "No answer": "70"}


def test_what_was_counted_before_all_was_read_is_told_apart_later() -> None:
    study = make_surveys.asked()
    answer(study, 20, works="yes")
    answer(study, 20, works="no")
    assert not kept(study).is_read
    bring(study, make.NOW)
    with acting(make.SYSTEM):
        assert Summary.objects.get(study=study).is_read
    assert numbers(page(study), "languages")["Not asked"] == "20"


def test_telling_apart_what_is_missing_opens_no_cell_that_was_hidden_before() -> None:
    """Three who gave no answer are hidden with those not asked, and no answer is hidden for it."""
    study = make_surveys.asked()
    answer(study, 30, works="yes", age="30", languages="en", level_english="b2")
    answer(study, 12, works="yes", age="30", languages="en", level_english="c1")
    answer(study, 3, works="yes", age="30", languages="en")
    answer(study, 20, works="no", age="30")
    kept(study)
    before = numbers(page(study), "level_english")
    assert before == {"B2": "30", "C1": "12", "No answer, or not asked": "23"}
    bring(study, make.NOW)
    after = numbers(page(study), "level_english")
    few = "too few to show"
    assert after == {"B2": "30", "C1": "12", "Not asked": few, "No answer": few}


def test_answers_from_a_file_have_no_form_that_tells_who_was_not_asked() -> None:
    study = make_surveys.asked()
    make_data.answered(study, {make_surveys.path(study, "works"): "yes"}, times=20)
    bring(study, make.NOW)
    assert numbers(page(study), "languages")["No answer, or not asked"] == "20"


def test_who_was_left_out_of_results_is_not_counted() -> None:
    study = make_surveys.asked()
    answer(study, 20, works="yes")
    answer(study, 10, works="no")
    make_data.answered(study, {make_surveys.path(study, "works"): "no"}, times=10, left_out=True)
    assert numbers(page(study), "works") == {"Yes": "20", "No": "10"}


def test_only_those_who_gave_one_answer() -> None:
    study = make_surveys.asked()
    answer(study, 30, works="yes", occupation="2221", age="30", languages="en")
    answer(study, 20, works="yes", occupation="2211", age="40", languages="en fr")
    answer(study, 25, works="no", occupation="2211", age="60")
    html = page(study, "?by=works&answer=yes")
    assert numbers(html, "occupation") == {"Nurses": "30", "Doctors": "20"}
    assert "Mean: 34" in html
    assert numbers(html, "languages") == {"English": "50", "French": "20"}
    assert 'aria-current="true"><bdi lang="en">Yes</bdi></a> (50)' in html
    # People who chose several would stand in several groups: nobody is filtered by one choice.
    assert "?by=languages" not in html
    chosen = page(study, "?by=languages&answer=fr")
    assert numbers(chosen, "occupation") == {"Nurses": "30", "Doctors": "45"}


def test_a_filter_tells_no_more_than_its_row_of_the_table() -> None:
    study = make_surveys.asked()
    answer(study, 30, works="yes", occupation="2221")
    answer(study, 3, works="yes", occupation="2211")
    answer(study, 40, works="no", occupation="2211")
    answer(study, 15, works="no", occupation="2221")
    asked = {one.id: one for one in variables.of(study)}
    works, occupation = asked["works"], asked["occupation"]
    table = crossed.table(study, works, occupation)
    assert {code: dict(row.codes) for code, row in table.items() if code} == {
        "yes": {"2221": None, "2211": None},
        "no": {"2221": None, "2211": None},
    }
    for code in ("yes", "no"):
        assert crossed.within(study, works, code, [occupation]) == {"occupation": table[code]}
    # The totals are those that everybody sees.
    assert counts.safe(study, [occupation])["occupation"].codes == {"2221": 45, "2211": 43}


def test_of_few_people_nothing_is_shown_under_a_filter() -> None:
    study = make_surveys.asked()
    answer(study, 60, works="yes", occupation="2221", age="30", comment="Well.")
    answer(study, 4, works="no", occupation="2211", age="61")
    html = page(study, "?by=works&answer=no")
    for question in ("occupation", "age", "comment"):
        assert set(numbers(html, question).values()) == {"too few to show"}
    assert "Mean" not in html


def test_two_questions_side_by_side_and_as_a_file() -> None:
    study = make_surveys.asked()
    answer(study, 30, works="yes", occupation="2221")
    answer(study, 20, works="no", occupation="2211")
    answer(study, 15, works="no", occupation="2221")
    answer(study, 10, works="yes")
    query = "?rows=works&columns=occupation"
    html = page(study, query, "cross/")
    rows = re.findall(r"<tr><th scope=\"row\">(.*?)</tr>", html)
    assert [re.findall(r">([^<>]+)<", f">{row}") for row in rows] == [
        ["Yes", "30", "0", "10", "40"],
        ["No", "15", "20", "0", "35"],
        ["All", "45", "20", "10", "75"],
    ]
    got = client().get(f"/desk/studies/{study.slug}/summary/cross/{query}&format=csv")
    lines = b"".join(got.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]
    assert lines[:2] == ['Answer,Nurses,Doctors,"No answer, or not asked",All', "Yes,30,0,10,40"]


def test_all_tables_are_one_file_under_a_filter_too() -> None:
    study = make_surveys.asked()
    answer(study, 30, works="yes", occupation="2221")
    answer(study, 20, works="no", occupation="2211")
    address = f"/desk/studies/{study.slug}/summary/?q=occupation&format=csv"
    for query, rows in (
        ("", [["Nurses", "30", "60.0"], ["Doctors", "20", "40.0"]]),
        ("&by=works&answer=no", [["Nurses", "0", "0.0"], ["Doctors", "20", "100.0"]]),
    ):
        got = client().get(address + query)
        head, *lines = b"".join(got.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]
        assert head == "Variable,Question,Answer,Respondents,Per cent"
        assert [line.split(",")[2:] for line in lines] == rows


def test_texts_are_read_in_pages_by_those_who_may_read_answers() -> None:
    study = make_surveys.asked()
    for number in range(60):
        answer(study, 1, comment=f"Remark {number}.")
    answer(study, 1, "ITA", comment="From Rome.")
    address = f"/desk/studies/{study.slug}/summary/texts/?question=comment"
    html = page(study, "?question=comment", "texts/", country="GBR")
    assert html.count("Remark ") == 50
    assert "From Rome." not in html
    assert "texts/?question=comment" in page(study)
    assert "texts/?question=comment" not in page(study, role=Role.MINISTRY_OFFICER)
    assert client(role=Role.MINISTRY_OFFICER).get(address).status_code == 403
    assert client().get(address.replace("comment", "works")).status_code == 404


def test_who_may_not_see_counts_sees_no_summary() -> None:
    study = make_surveys.asked()
    for part in ("", "cross/", "texts/"):
        address = f"/desk/studies/{study.slug}/summary/{part}"
        assert client("FRA").get(address).status_code == 403
        assert client(role=Role.PROGRAMME_MANAGER).get(address).status_code == 403


def test_only_the_program_counts() -> None:
    study = make_surveys.asked()
    with pytest.raises(NotAllowed):
        summaries.count(
            study, through=make.NOW, at=make.NOW, by=make.officer("", Role.SURVEY_MANAGER)
        )


def test_counts_as_they_are_are_open_to_no_officer_of_one_country() -> None:
    study = make_surveys.asked()
    answer(study, 3, "ITA", works="yes")
    bring(study, make.NOW)
    with make.as_(make.officer("GBR", Role.SURVEY_MANAGER)):
        assert not Summary.objects.exists()
        assert not Skips.objects.exists()
    with acting(Actor.system("test")):
        assert Summary.objects.get().tallies.exists()


def test_an_arabic_reader_has_the_questions_from_right_to_left() -> None:
    study = make_surveys.asked()
    answer(study, 40, works="yes")
    officer = client()
    html = officer.get(
        f"/desk/studies/{study.slug}/summary/", headers={"accept-language": "ar"}
    ).content.decode()
    assert '<h3 lang="ar" dir="rtl"><bdi>هل تعمل؟</bdi></h3>' in html


def test_a_page_of_questions_costs_the_same_whatever_was_answered() -> None:
    study = make_surveys.asked()
    officer = client()
    address = f"/desk/studies/{study.slug}/summary/"
    counted = []
    for given in ("yes", "no"):
        answer(study, 200, works=given)
        bring(study, make.NOW)
        officer.get(address)
        with CaptureQueriesContext(connection) as queries:
            officer.get(address)
        counted.append(len(queries))
        assert not any("jsonb_each" in query["sql"] for query in queries)
    assert counted[0] == counted[1]


def test_of_a_long_list_the_answers_given_most_stand_first() -> None:
    shown, more = words._shortened(
        [*(BarRow(str(n), n) for n in range(20)), BarRow("No answer", 3, aside=True)]
    )
    assert [row.n for row in shown] == [19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 3]
    assert [row.n for row in more] == [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]


def test_what_changed_since_the_totals_were_counted_does_not_stand_out_beside_them() -> None:
    """One answer more, or one that was left out or corrected: the row would tell of it alone."""
    study = make_surveys.asked()
    answer(study, 30, works="yes", occupation="2221")
    answer(study, 20, works="no", occupation="2211")
    kept(study)
    assert numbers(page(study, "?by=works&answer=yes"), "occupation")["Nurses"] == "30"
    answer(study, 1, works="yes", occupation="2221")
    assert numbers(page(study), "occupation")["Nurses"] == "30"
    html = page(study, "?by=works&answer=yes")
    assert set(numbers(html, "occupation").values()) <= {"too few to show"}


def test_a_table_hides_the_same_cells_whichever_way_it_is_read() -> None:
    study = make_surveys.asked()
    for occupation, numbers_of in zip(
        ("2221", "2211", "2212"), ((29, 10), (13, 26), (14, 2)), strict=True
    ):
        for works, n in zip(("yes", "no"), numbers_of, strict=True):
            answer(study, n, works=works, occupation=occupation)
    kept(study)
    asked = {one.name: one for one in variables.of(study)}
    works, occupation = asked["works"], asked["occupation"]
    with acting(make.SYSTEM):
        across = crossed.table(study, works, occupation)
        down = crossed.table(study, occupation, works)
    one_way = {(a, b): n for a, safe in across.items() for b, n in safe.codes.items()}
    other_way = {(a, b): n for b, safe in down.items() for a, n in safe.codes.items()}
    both = one_way.keys() & other_way.keys()
    assert len(both) >= 6
    assert {pair: one_way[pair] for pair in both} == {pair: other_way[pair] for pair in both}


def test_how_many_were_asked_tells_no_hidden_number_of_the_question_before() -> None:
    """Asked are those who work; how many do not is hidden: so is how many were asked."""
    study = make_surveys.asked()
    answer(study, 40, works="yes", occupation="2221")
    answer(study, 5, works="no")
    answer(study, 55)
    kept(study)
    with acting(make.SYSTEM):
        asked = {one.name: one for one in variables.of(study)}
        shown = counts.safe(study, list(asked.values()))
    assert shown[asked["works"].id].codes["no"] is None
    follows = [
        one for one in asked.values() if "works" in " ".join(w.relevant for w in one.wordings)
    ]
    assert follows
    assert all(shown[one.id] == counts.HIDDEN for one in follows)
    html = page(study)
    assert "40" not in "".join(numbers(html, follows[0].name).values())


def test_collectors_are_not_shown_beside_countries_where_one_of_them_is_small() -> None:
    counted = [("Team A", 50), ("Team B", 3), ("Team C", 20)]
    assert overviews._apart(counted).rows == []
    assert len(overviews._apart([("Team A", 50), ("Team C", 20)]).rows) == 2


def test_who_may_not_read_the_answers_sees_tables_as_the_register_lets_them_out() -> None:
    study = make_surveys.asked()
    answer(study, 40, works="yes", age="30")
    answer(study, 20, works="no", age="50")
    ministry = {"role": Role.MINISTRY_OFFICER}
    html = page(study, **ministry)
    assert numbers(html, "works") == {"Yes": "40", "No": "20"}
    assert numbers(html, "age") == {"Answered": "60"}
    assert "Mean:" not in html
    assert "each table stays as it was first shown" in html
    # Ten more are counted, of whom two said no: the difference would tell of them.
    answer(study, 8, works="yes", age="30")
    answer(study, 2, works="no", age="50")
    kept(study)
    assert numbers(page(study), "works") == {"Yes": "48", "No": "22"}
    assert numbers(page(study, **ministry), "works") == {"Yes": "40", "No": "20"}
    file = client(**ministry).get(f"/desk/studies/{study.slug}/summary/?format=csv")
    assert b"works,Do you work?,Yes,40" in b"".join(file.streaming_content)
    codebook = client(**ministry).get(f"/desk/studies/{study.slug}/codebook/?format=csv")
    assert b"48" not in b"".join(codebook.streaming_content)
    answer(study, 12, works="yes", age="30")
    answer(study, 12, works="no", age="50")
    kept(study)
    assert numbers(page(study, **ministry), "works") == {"Yes": "60", "No": "34"}


def test_filters_and_cross_tables_are_for_who_may_read_the_answers() -> None:
    study = make_surveys.asked()
    answer(study, 40, works="yes", occupation="2221")
    got = client(role=Role.MINISTRY_OFFICER).get(f"/desk/studies/{study.slug}/summary/cross/")
    assert got.status_code == 403
    assert "Only those who gave one answer to" not in page(study, role=Role.MINISTRY_OFFICER)
    assert "Only those who gave one answer to" in page(study)


def test_years_are_not_grouped_where_answers_are_told_and_counts_are() -> None:
    study = make_surveys.asked()
    for year in (1985, 1990, 1995):
        answer(study, 20, network_size=str(year))
    answer(study, 1000, network_size="2000")
    html = page(study)
    assert "1991–1995" in numbers(html, "network_size")
    assert "1,000" in numbers(html, "network_size").values()
    assert not re.search(r"[12],\d{3}(–| and more| lie)", html)


def test_a_cross_table_shows_nought_where_a_total_says_that_nobody_is_there() -> None:
    """Nobody is a doctor: their row is nought, and so is the column of what nobody chose."""
    study = make_surveys.asked()
    answer(study, 40, works="yes", occupation="2221")
    answer(study, 3, works="yes")
    html = page(study, "?rows=occupation&columns=works", "cross/")
    rows = dict(re.findall(r'<th scope="row"><bdi>(.*?)</bdi></th>(.*?)</tr>', html))
    cells = {name: re.findall(r"<td[^>]*>(.*?)</td>", row) for name, row in rows.items()}
    assert cells["Doctors"] == ["0", "0", "0", "0"]
    assert cells["Nurses"][1] == "0"
    assert "hidden so that another cannot be worked out" in html


def test_a_cross_table_says_why_large_numbers_are_not_shown() -> None:
    study = make_surveys.asked()
    answer(study, 40, works="yes", occupation="2221")
    answer(study, 30, works="no", occupation="2211")
    kept(study)
    with acting(COUNTS):
        Summary.objects.filter(study=study).update(responses=71)
    html = page(study, "?rows=occupation&columns=works", "cross/")
    assert "nothing of this table is shown until they are counted again" in html
