"""Where a respondent is: the names of pages, and which page comes next, with rounds of repeats."""

from datetime import UTC, datetime

from homelands.forms.xforms import Answers, parse
from homelands.surveys.questionnaires.models import Response
from homelands.surveys.questionnaires.queries.drafts import Draft, name_of
from tests.forms.xforms.sample import xform

FORM = parse(
    xform(
        """
| survey |
| | type | name | label | relevant | repeat_count |
| | integer | n | How many? | | |
| | begin_repeat | child | Child | | ${n} |
| | text | nick | Name | | |
| | begin_repeat | toy | Toy | | |
| | text | what | What? | | |
| | end_repeat | | | | |
| | text | more | More? | ${nick} != 'x' | |
| | end_repeat | | | | |
| | begin_group | child-1 | Named like a round | | |
| | text | name | Name | | |
| | end_group | | | | |
| | text | end | The end | | |
| settings |
| | form_title | form_id |
| | D | d |
"""
    )
)
NOW = datetime(2026, 11, 25, tzinfo=UTC)


def draft(**values: str) -> Draft:
    given = {path.replace("__", "/"): text for path, text in values.items()}
    answers = Answers(FORM, {f"/data/{path}": text for path, text in given.items()}, NOW)
    return Draft(Response(), FORM, answers, "")


def names(opened: Draft) -> list[str]:
    return [name_of(page) for page in opened.pages]


def test_names_are_unique_and_stay() -> None:
    assert names(draft(n="2")) == [
        "n",
        "child-1",
        "child-1-toy-1",
        "child-1-more",
        "child-2",
        "child-2-toy-1",
        "child-2-more",
        "page-child-1",
        "end",
    ]
    assert names(draft(n="1"))[:4] == names(draft(n="2"))[:4]


def test_the_walk_goes_through_all_rounds() -> None:
    opened = draft(n="2")
    walked = [name_of(opened.pages[0])]
    while name := opened.after(opened.pages[len(walked) - 1], opened):
        walked.append(name)
    assert walked == names(opened)


def test_an_answer_that_opens_rounds_leads_to_the_first() -> None:
    before, after = draft(), draft(n="1")
    assert after.after(before.pages[0], before) == "child-1"
    assert after.before(after.pages[1]) == "n"


def test_a_page_that_is_gone_leads_on_to_what_comes_after_it() -> None:
    before, after = draft(n="2"), draft(n="1")
    gone = before.page("child-2")
    assert gone is not None
    assert after.after(gone, before) == "page-child-1"
    assert draft(n="0").after(before.pages[1], before) == "page-child-1"
