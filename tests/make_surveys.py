"""Plain functions that make studies, questionnaires and answers: `make_surveys.study()`."""

from functools import lru_cache
from typing import Any

from homelands.forms.odk import conversion
from homelands.foundation import codes
from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.surveys.questionnaires.actions import responses, studies
from homelands.surveys.questionnaires.actions.responses import Opening, Step
from homelands.surveys.questionnaires.actions.studies import StudyPlan
from homelands.surveys.questionnaires.models import Questionnaire, Response, Study
from homelands.surveys.questionnaires.queries import questionnaires
from homelands.surveys.questionnaires.queries import responses as response_queries
from tests import make

COLUMNS = (
    "type | name | label::English (en) | label::العربية (ar) | relevant | required | constraint |"
    " constraint_message::English (en) | appearance"
)
ROWS = """
begin_group | about | About you | عنك
integer | age | How old are you? | كم عمرك؟ | | yes | . >= 18 and . < 120 | Adults only.
select_one yes_no | works | Do you work? | هل تعمل؟ | | yes
text | job | What is your job? | ما عملك؟ | ${works} = 'yes' | yes
end_group
begin_group | training | Your training | تدريبك | ${works} = 'yes'
date | since | Since when? | منذ متى؟
select_multiple language | languages | Which languages do you speak? | ما اللغات التي تتحدثها؟
select_one level | level_english | How is your English? | ما مستواك؟ | selected(${languages}, 'en')
end_group
begin_group | offer | What you offer | ما تقدمه
note | hello | Think of the next two years. | فكر في العامين المقبلين.
select_one occupation | occupation | What is your occupation? | ما مهنتك؟ | | | | | minimal
select_multiple modality | transfer_modality | In which way? | بأي طريقة؟
integer | network_size | How many people do you know? | كم شخصا تعرف؟
text | comment | Anything else? | شيء آخر؟ | | | | | multiline
end_group
"""
CHOICES = """
yes_no | yes | Yes | نعم
yes_no | no | No | لا
language | en | English | الإنجليزية
language | fr | French | الفرنسية
level | b2 | B2 | متوسط
level | c1 | C1 | متقدم
occupation | 2221 | Nurses | ممرضون
occupation | 2211 | Doctors | أطباء
modality | temporary | A stay | إقامة
modality | virtual | Online | عن بعد
"""

#: Answers that are complete, by the name of the page and of the question.
PAGES: dict[str, dict[str, Any]] = {
    "about": {"age": "34", "works": "yes", "job": "Nurse"},
    "training": {
        "since_day": "5",
        "since_month": "3",
        "since_year": "2019",
        "languages": ["en", "fr"],
        "level_english": "c1",
    },
    "offer": {
        "occupation": "2221",
        "transfer_modality": ["virtual"],
        "network_size": "12",
        "comment": "Call me Ama.",
    },
}


def _sheet(name: str, header: str, rows: str, settings: str = "") -> str:
    lines = [f"| {line} |" for line in rows.strip().splitlines()]
    return "\n".join([f"| {name} |", *(f"| {line}" for line in [f"| {header} |", *lines])])


def xlsform(version: str = "1", rows: str = ROWS) -> bytes:
    """A small questionnaire in two languages, as a spreadsheet in Markdown."""
    sheets = [
        _sheet("survey", COLUMNS, rows),
        _sheet("choices", "list_name | name | label::English (en) | label::العربية (ar)", CHOICES),
        _sheet(
            "settings",
            "form_title | form_id | version | default_language",
            f"Small survey | small | {version} | English (en)",
        ),
    ]
    return "\n".join(sheets).encode()


@lru_cache
def _converted() -> bytes:
    return conversion.convert(xlsform(), "small.md")


def study(name: str = "Health workers abroad", **fields: Any) -> Study:
    """A study that is open, in the United Kingdom and Italy."""
    fields.setdefault("design", Study.Design.CONVENIENCE)
    fields.setdefault("opens_on", make.TODAY)
    fields.setdefault("destinations", ("GBR", "ITA"))
    fields.setdefault("about", "To plan temporary returns of health workers.")
    return studies.add(StudyPlan(name=f"{name} {make.number()}", **fields), by=make.SYSTEM)


def asked(**fields: Any) -> Study:
    """A study with the small questionnaire, without waiting for its conversion each time."""
    made = study(**fields)
    Questionnaire.objects.create(
        study=made,
        form_id="small",
        version="1",
        title="Small survey",
        xform=_converted(),
        published_at=make.NOW,
    )
    return made


def started(made: Study, destination: str = "GBR", language: str = "en") -> tuple[str, Actor]:
    """A draft: its code, and the respondent as an actor."""
    code = codes.new()
    by = Actor.answering(codes.digest(code))
    opening = Opening(language=language, destination=destination)
    responses.start(made, opening=opening, at=make.NOW, by=by)
    return code, by


def response(by: Actor) -> Response:
    """The response of a respondent, read as that respondent."""
    with acting(by):
        found = response_queries.of(by)
    assert found is not None
    return found


def path(made: Study, name: str) -> str:
    """The path of a question of the study's questionnaire."""
    latest = questionnaires.latest(made)
    assert latest is not None
    form = questionnaires.form_of(latest)
    return next(path for path in form.questions if path.endswith(f"/{name}"))


def saved(made: Study, by: Actor, page: str = "", **given: str) -> Response:
    """The response after some answers were stored."""
    named = {path(made, name): text for name, text in given.items()}
    held = response(by)
    step = Step(given=named, page=page, language=held.language)
    return responses.save(held, step=step, at=make.NOW, by=by)


def sent(made: Study, destination: str = "GBR", **given: str) -> tuple[str, Actor]:
    """A complete response: its code, and the respondent as an actor."""
    code, by = started(made, destination)
    saved(made, by, **{"age": "34", "works": "no", **given})
    responses.complete(response(by), at=make.NOW, by=by)
    return code, by
