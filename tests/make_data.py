"""Plain functions that make studies whose answers can be taken out: `make_data.answered()`."""

from functools import lru_cache
from typing import Any
from uuid import uuid4

from homelands.forms.odk import conversion
from homelands.foundation.access.context import acting
from homelands.surveys.questionnaires.models import Questionnaire, Response, Study
from tests import make, make_surveys

#: The second version: a question moved, another one reworded, a code dropped, one added.
LATER = """
begin_group | you | You | أنت
integer | age | What is your age? | كم سنك؟
select_one yes_no | works | Do you work now? | هل تعمل الآن؟
select_one yes_no | returns | Would you return? | هل تعود؟
end_group
begin_group | offer | What you offer | ما تقدمه
select_one occupation | occupation | What is your occupation? | ما مهنتك؟
text | comment | Anything else? | شيء آخر؟ | | | | | multiline
end_group
"""


@lru_cache
def _later() -> bytes:
    source = make_surveys.xlsform("2", LATER).decode()
    source = source.replace("| | occupation | 2211 | Doctors | أطباء |\n", "")
    return conversion.convert(source.encode(), "later.md")


def twice(**fields: Any) -> Study:
    """A study with two versions of its questionnaire."""
    made = make_surveys.asked(**fields)
    Questionnaire.objects.create(
        study=made,
        form_id="small",
        version="2",
        title="Small survey",
        xform=_later(),
        published_at=make.NOW.replace(hour=11),
    )
    return made


def answered(
    study: Study,
    answers: dict[str, str],
    *,
    times: int = 1,
    destination: str = "GBR",
    **fields: Any,
) -> list[Response]:
    """Complete responses with these answers, by path."""
    fields.setdefault("completed_at", make.NOW)
    with acting(make.SYSTEM):
        return Response.objects.bulk_create(
            Response(
                study=study,
                label=str(uuid4()),
                answers=answers,
                destination=destination,
                language="en",
                started_at=make.NOW,
                changed_at=make.NOW,
                **fields,
            )
            for _ in range(times)
        )
