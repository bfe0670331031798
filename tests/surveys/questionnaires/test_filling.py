"""A form is filled at random: what is never reached, what is lost, and what nothing meets."""

import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from homelands.forms.odk import conversion
from homelands.forms.xforms import Form, parse
from homelands.foundation.roles import Role
from homelands.surveys.questionnaires.pages import fillings
from homelands.surveys.questionnaires.queries import questionnaires
from homelands.surveys.questionnaires.queries.filling import (
    Course,
    Filled,
    Stuck,
    fill_many,
    fill_once,
)
from tests import make, make_surveys
from tests.surveys.questionnaires import large_form

HEADER = "type | name | label | relevant | required | constraint | constraint_message | calculation"
CHOICES = "list_name | name | label\nyn | yes | Yes\nyn | no | No"


def form(rows: str) -> Form:
    """A form of these rows, one page a group."""
    sheets = [("survey", f"{HEADER}\n{rows.strip()}"), ("choices", CHOICES)]
    lines = [line for name, text in sheets for line in (f"| {name} |", *_cells(text))]
    return parse(conversion.convert("\n".join(lines).encode(), "f.md"), {})


def _cells(text: str) -> list[str]:
    return [f"| | {row.strip()} |" for row in text.splitlines()]


def filled(rows: str, times: int = 30) -> Filled:
    return fill_many(form(rows), make.NOW, times=times)


def names(found: Filled) -> list[str]:
    return [question.name for question, _rule in found.never_asked]


def test_every_question_of_our_own_questionnaire_is_reached_and_no_answer_is_lost() -> None:
    xform = conversion.convert(*questionnaires.standard())
    found = fill_many(parse(xform, {}), make.NOW, times=20)
    assert len(found.complete) == 20
    assert found.stuck == []
    assert found.lost == []
    assert found.longest is not None
    assert found.shortest is not None
    assert found.longest.length > found.shortest.length


def test_the_large_form_with_rounds_and_lists_is_filled_to_its_end() -> None:
    xform = conversion.convert(large_form.xlsform(), "large.md")
    found = fill_many(parse(xform, {}), make.NOW, times=15)
    assert found.stuck == []
    assert found.lost == []
    assert names(found) == []
    assert any("member-2" in fill.pages for fill in found.fills)


def test_the_same_seed_gives_the_same_answers() -> None:
    made = form(
        """
        integer | age | Age | | yes
        text | name | Name
        date | born | Born
        """
    )
    first, again, other = (fill_once(made, make.NOW, seed).typed for seed in (3, 3, 4))
    assert first == again
    assert first != other


def test_a_question_that_no_rule_lets_through_is_named_with_its_rule() -> None:
    found = filled(
        """
        select_one yn | works | Works | | yes
        text | job | Job | ${works} = 'Yes'
        begin_group | more | More | ${works} = 'maybe'
        text | why | Why
        end_group
        """
    )
    assert names(found) == ["job", "why"]
    rules = [(rule.of, rule.text) for _question, rule in found.never_asked if rule]
    assert rules == [("job", "${works} = 'Yes'"), ("more", "${works} = 'maybe'")]
    assert [page.name for page in found.never_pages] == ["more"]
    assert found.lost == []


def test_what_nothing_random_meets_is_told_with_the_words_of_the_form() -> None:
    found = filled("text | code | Code | | yes | regex(., 'Q[0-9]{7}x') | A code of the card.", 3)
    assert found.complete == ()
    ((why, times, seed),) = found.stuck
    assert (why.path.rpartition("/")[2], why.sentence, times, seed) == (
        "code",
        "A code of the card.",
        3,
        1,
    )


def test_numbers_and_texts_of_a_rule_are_tried() -> None:
    found = filled(
        """
        integer | year | Year | | yes | . >= 1931 and . <= 1933
        text | word | Word | | yes | . = 'shibboleth'
        """
    )
    assert found.stuck == []


def test_an_answer_that_a_later_one_takes_away_is_told_and_is_not_lost() -> None:
    found = filled(
        """
        begin_group | one | One
        text | first | First | not(selected(${later}, 'yes'))
        end_group
        begin_group | two | Two
        select_one yn | later | Later | | yes
        end_group
        """
    )
    assert found.lost == []
    ((path, rule, times),) = found.dropped
    assert path.endswith("/first")
    assert rule is not None
    assert rule.text.replace(" ", "") == "not(selected(${later},'yes'))"
    assert 5 < times < 30


def test_it_ends_when_it_is_enough() -> None:
    calls = iter([False, *[True] * 10_000])
    found = fill_many(form("text | a | A"), make.NOW, enough=lambda: next(calls))
    assert (found.wanted, len(found.fills)) == (100, 1)


def test_a_page_that_is_never_right_is_left_when_it_is_enough() -> None:
    asked: list[int] = []

    def enough() -> bool:
        asked.append(1)
        return len(asked) > 3

    never = form("text | code | Code | | yes | regex(., 'Q[0-9]{7}x') |")
    assert fill_once(never, make.NOW, 1, enough).stuck == Stuck("time")
    assert len(asked) == 4


# The pages and the command.


@pytest.fixture
def desk() -> Client:
    client = Client()
    client.force_login(make.user(Role.SURVEY_MANAGER))
    return client


def words(page: str) -> str:
    main = page.partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


@pytest.mark.django_db
def test_the_page_fills_a_published_questionnaire_when_its_button_is_pressed(desk: Client) -> None:
    study = make_surveys.asked()
    latest = questionnaires.latest(study)
    assert latest is not None
    address = f"/desk/questionnaires/{latest.pk}/fill/"
    assert "What the fills have shown" not in words(desk.get(address).content.decode())
    told = words(desk.post(address).content.decode())
    assert "100 of 100 fills came to their end." in told
    assert "No answer was lost." in told
    assert "Every page and every question was reached." in told
    assert "They began with fill 1, as if it were" in told
    reader = Client()
    reader.force_login(make.user(Role.ME_OFFICER))
    assert reader.post(address).status_code == 403


CALENDAR = """
date | born | Born | | yes | . <= today()
text | age | Age | ${born} <= today() - 6570
"""
AGAIN = {"seed": "40", "day_day": "29", "day_month": "2", "day_year": "2024"}


@pytest.mark.django_db
def test_a_number_and_a_day_lead_to_the_same_fills_again(desk: Client) -> None:
    latest = questionnaires.latest(make_surveys.asked())
    assert latest is not None
    address = f"/desk/questionnaires/{latest.pk}/fill/"
    first = words(desk.post(address, AGAIN).content.decode())
    assert "They began with fill 40, as if it were 29 Feb" in first
    assert words(desk.post(address, AGAIN).content.decode()) == first
    wrong = words(desk.post(address, {**AGAIN, "seed": "0"}).content.decode())
    assert "What the fills have shown" not in wrong
    course = Course(40, date(2024, 2, 29))
    one, two = (fill_once(form(CALENDAR), course.at, 40).typed for _ in range(2))
    assert one == two
    assert all(day < "2026" for path, day in one.items() if path.endswith("born"))


@pytest.mark.django_db
def test_one_form_is_filled_at_a_time(desk: Client) -> None:
    latest = questionnaires.latest(make_surveys.asked())
    assert latest is not None
    with fillings._FILLING:
        page = desk.post(f"/desk/questionnaires/{latest.pk}/fill/").content.decode()
    assert "Another form is being filled now." in page
    assert "What the fills have shown" not in page


@pytest.mark.django_db
def test_a_form_is_filled_at_random_before_it_is_published(desk: Client) -> None:
    study = make_surveys.study()
    address = f"/desk/studies/{study.slug}/publish/"
    source = make_surveys.xlsform().replace(b"${works} = 'yes'", b"${works} = 'maybe'")
    held = held_token(desk, address, source)
    told = words(desk.post(f"{address}fill/", {"held": held}).content.decode())
    assert "Questions that no fill came to" in told
    assert "job What is your job? The rule of job : ${works} = 'maybe'" in told
    gone = desk.post(f"{address}fill/", {"held": "x"}, follow=True).content.decode()
    assert "The file is not held any more." in gone


def held_token(desk: Client, address: str, source: bytes) -> str:
    file = SimpleUploadedFile("small.md", source)
    page = desk.post(f"{address}check/", {"file": file}).content.decode()
    return unescape(re.findall(r'name="held" value="([^"]+)"', page)[0])


def test_the_command_tells_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "small.md"
    file.write_bytes(make_surveys.xlsform().replace(b"${works} = 'yes'", b"${works} = 'maybe'"))
    call_command("forms", "check", str(file), "--fill", "20")
    told = capsys.readouterr().out
    assert "20 of 20 fills came to their end." in told
    assert "Questions that no fill came to:" in told
    assert "job: ${works} = 'maybe'" in told
