"""What is asked in rounds is summed up: entries are counted, people decide what is shown."""

import re

import pytest
from django.test import Client

from homelands.foundation.roles import Role
from homelands.surveys.datasets.queries import counts, variables
from homelands.surveys.questionnaires.models import Questionnaire, Study
from tests import make, make_data, make_surveys
from tests.make_collection import published

pytestmark = pytest.mark.django_db

HOUSEHOLD = b"""| survey |
| | type | name | label | relevant |
| | begin_repeat | member | Member | |
| | select_one relation | relation | Who is it? | |
| | select_multiple need | needs | What is needed? | |
| | integer | age | How old? | |
| | text | note | Anything else? | |
| | end_repeat | | | |
| choices |
| | list_name | name | label |
| | relation | self | Myself |
| | relation | child | A child |
| | relation | parent | A parent |
| | relation | friend | A friend |
| | need | papers | Papers |
| | need | school | School |
| settings |
| | form_title | form_id | version |
| | Household | household | 1 |
"""


@pytest.fixture
def study() -> Study:
    made = make_surveys.study()
    published(made, HOUSEHOLD, "household", "1")
    return made


def homes(study: Study, times: int, *members: dict[str, str]) -> None:
    """So many respondents, each with these members."""
    answers = {
        f"/data/member[{place}]/{name}": text
        for place, member in enumerate(members, start=1)
        for name, text in member.items()
    }
    version = Questionnaire.objects.get(study=study)
    make_data.answered(study, answers, times=times, questionnaire=version)


def page(study: Study, role: Role = Role.SURVEY_MANAGER, query: str = "") -> str:
    client = Client()
    client.force_login(make.user(role))
    return client.get(f"/desk/studies/{study.slug}/summary/{query}").content.decode()


def numbers(html: str, question: str) -> dict[str, str]:
    section = html.split(f"<code>{question}</code>", 1)[1].split("</section>")[0]
    rows = re.findall(r'<th scope="row"><bdi>(.*?)</bdi>.*?<td class="numeric">(.*?)</td>', section)
    return dict(rows)


def test_entries_are_counted_over_all_rounds(study: Study) -> None:
    child = {"relation": "child", "needs": "school papers", "age": "7"}
    homes(study, 20, {"relation": "self", "needs": "papers", "age": "40"}, child, child)
    homes(study, 15, {"relation": "self", "age": "30"})
    html = page(study)
    assert "Asked in rounds: entries are counted" in html
    few = {"A parent": "0", "A friend": "0"}
    assert numbers(html, "relation") == {"Myself": "35", "A child": "40", **few}
    assert numbers(html, "needs") == {"Papers": "60", "School": "40"}
    assert sum(int(n) for n in numbers(html, "age").values()) == 75


def test_what_few_people_said_often_is_hidden_with_another(study: Study) -> None:
    """Two people with nine children each are eighteen entries, and still two people."""
    homes(study, 2, *[{"relation": "child"}] * 9)
    homes(study, 30, {"relation": "self"}, {"relation": "parent"})
    shown = numbers(page(study), "relation")
    assert (shown["A child"], shown["A friend"]) == ("too few to show", "0")
    assert sorted(shown.values()) == ["0", "30", "too few to show", "too few to show"]


def test_of_few_households_nothing_is_shown(study: Study) -> None:
    homes(study, 9, {"relation": "self"}, {"relation": "parent"})
    found = counts.rounds(study, variables.of(study))["relation"]
    assert (found.answered, set(found.codes.values())) == (None, {None})


def test_rounds_are_not_told_to_who_may_not_read_the_answers(study: Study) -> None:
    homes(study, 30, {"relation": "self"})
    html = page(study, Role.MINISTRY_OFFICER)
    assert numbers(html, "relation") == {}
    assert "It is asked in rounds, so it is not counted here." in html


def test_the_file_holds_them_too(study: Study) -> None:
    homes(study, 30, {"relation": "self"})
    client = Client()
    client.force_login(make.user(Role.SURVEY_MANAGER))
    got = client.get(f"/desk/studies/{study.slug}/summary/?format=csv")
    assert b"relation,Who is it?,Myself,30" in b"".join(got.streaming_content)
