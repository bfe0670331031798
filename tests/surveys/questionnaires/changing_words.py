"""A questionnaire whose words and notes follow what was answered on the same page."""

from typing import Any

from homelands.forms.odk import conversion
from homelands.surveys.questionnaires.models import Questionnaire, Study
from tests import make, make_surveys

WORDS = """\
| survey |
| | type | name | label::English (en) | relevant | calculation | required |
| | begin group | home | Your home | | | |
| | text | alias | What shall we call you? | | | |
| | integer | rooms | How many rooms has it, ${alias}? | | | |
| | note | few | That is few, ${alias}. | ${rooms} < 2 | | |
| | select_one town | town | Where is it? | | | |
| | note | there | So it is in ${named}. | | | |
| | calculate | named | | | jr:choice-name(${town}, '${town}') | |
| | end group | | | | | |
| | text | rest | What else, ${alias}? | | | |
| choices |
| | list_name | name | label::English (en) |
| | town | a | Accra |
| settings |
| | form_title | form_id | version |
| | Home | home | 1 |
"""


def published(**fields: Any) -> Study:
    """Returns a study that asks it."""
    study = make_surveys.study(name="Your home", **fields)
    Questionnaire.objects.create(
        study=study,
        form_id="home",
        version="1",
        title="Home",
        xform=conversion.convert(WORDS.encode(), "home.md"),
        published_at=make.NOW,
    )
    return study
