"""Writes a synthetic questionnaire: 250 questions and more, in English and Arabic, of every kind.

`xlsform()` is the spreadsheet (as Markdown), `xform()` the form that was made of it, `published()`
a study that asks it, and `answers(n)` complete answers to it by concrete path.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from homelands.forms.odk import conversion
from homelands.surveys.questionnaires.models import Questionnaire, Study
from tests import make, make_surveys

#: So many groups of ten questions follow after one question of every kind.
TOPICS = 22
_COLUMNS = (
    "type | name | label::English (en) | label::العربية (ar) | hint::English (en) | "
    "hint::العربية (ar) | relevant | required | constraint | constraint_message::English (en) | "
    "constraint_message::العربية (ar) | appearance | parameters | choice_filter | calculation"
)
_LIST_COLUMNS = "list_name | name | label::English (en) | label::العربية (ar) | region"
_KEYS = (
    "kind name en ar hint hint_ar relevant required constraint message message_ar appearance "
    "parameters filter calculation"
).split()

#: Regions and their towns, for a choice that depends on another one on the same page.
TOWNS = {
    "north": ("akuse", "bolga", "tamale"),
    "south": ("accra", "keta"),
    "west": ("axim",),
}


def _row(kind: str, name: str, en: str = "", ar: str = "", **more: str) -> str:
    cells = {"kind": kind, "name": name, "en": en, "ar": ar, **more}
    return " | ".join(cells.get(key, "") for key in _KEYS)


def _about() -> Iterator[str]:
    yield _row("begin_group", "about", "About you", "عنك", appearance="field-list")
    yield _row("text", "alias", "What shall we call you?", "بم نناديك؟", required="yes")
    yield _row(
        "integer",
        "age",
        "How old are you?",
        "كم عمرك؟",
        required="yes",
        constraint=". >= 18 and . < 120",
        message="Adults only.",
        message_ar="للبالغين فقط.",
    )
    yield _row("decimal", "hours", "Hours of work in a week", "ساعات العمل في الأسبوع")
    yield _row("select_one yes_no", "works", "Do you work?", "هل تعمل؟", required="yes")
    work = "${works} = 'yes'"
    yield _row("text", "job", "What is your job?", "ما عملك؟", relevant=work, required="yes")
    yield _row("text", "phone", "A number", "رقم", appearance="numbers", relevant=work)
    yield _row("text", "story", "Tell us more", "حدثنا أكثر", appearance="multiline")
    yield _row("acknowledge", "sure", "I understood all of it", "فهمت كل ذلك")
    yield _row("end_group", "")


def _days() -> Iterator[str]:
    yield _row("begin_group", "days", "Days and times", "أيام وأوقات", appearance="field-list")
    yield _row("date", "born", "When were you born?", "متى ولدت؟", constraint=". <= today()")
    yield _row("date", "moved", "Since which month?", "منذ أي شهر؟", appearance="month-year")
    yield _row(
        "date", "left", "In which year did you leave?", "في أي سنة غادرت؟", appearance="year"
    )
    yield _row("time", "calls", "At what time may we call?", "في أي ساعة نتصل؟")
    yield _row("dateTime", "flight", "When is your flight?", "متى رحلتك؟")
    yield _row("end_group", "")


def _place() -> Iterator[str]:
    yield _row("begin_group", "place", "Your place", "مكانك", appearance="field-list")
    yield _row("select_one region", "region", "Which region?", "أي منطقة؟", required="yes")
    yield _row("select_one town", "town", "Which town?", "أي مدينة؟", filter="region = ${region}")
    yield _row("select_one country", "country", "Which country?", "أي بلد؟", appearance="minimal")
    yield _row("geopoint", "spot", "Where roughly?", "أين تقريبا؟")
    yield _row("end_group", "")


def _views() -> Iterator[str]:
    yield _row("begin_group", "views", "Your views", "آراؤك", appearance="field-list")
    yield _row("begin_group", "trust", "How much do you trust", "كم تثق", appearance="field-list")
    yield _row("select_one agree", "trust_head", "Trust", "الثقة", appearance="label")
    for number, (en, ar) in enumerate(
        [("the press", "الصحافة"), ("the embassy", "السفارة"), ("banks", "المصارف")], 1
    ):
        yield _row("select_one agree", f"trust_{number}", en, ar, appearance="list-nolabel")
    yield _row("end_group", "")
    yield _row("select_one agree", "fair", "Life is fair.", "الحياة عادلة.", appearance="likert")
    yield _row("end_group", "")
    yield _row("begin_group", "wishes", "Your wishes", "أمنياتك", appearance="field-list")
    yield _row("note", "hello", "Think of next year.", "فكر في العام المقبل.")
    yield _row("rank matter", "order", "What matters most?", "ما الأهم؟", required="yes")
    yield _row(
        "range",
        "mood",
        "How likely is a return?",
        "ما احتمال العودة؟",
        parameters="start=0;end=10;step=1",
    )
    yield _row("range", "share", "Which share?", "أي نسبة؟", parameters="start=0;end=100;step=5")
    yield _row(
        "select_multiple skill", "skills", "Which skills?", "أي مهارات؟", appearance="columns"
    )
    other = "selected(${skills}, 'other')"
    yield _row("text", "skills_other", "Which other one?", "أي مهارة أخرى؟", relevant=other)
    yield _row("end_group", "")


def _files() -> Iterator[str]:
    yield _row("begin_group", "files", "Files", "ملفات", appearance="field-list")
    yield _row("image", "photo", "A photo", "صورة", parameters="max-pixels=1024")
    yield _row("audio", "voice", "A sound", "صوت")
    yield _row("video", "film", "A film", "فيلم")
    yield _row("file", "paper", "A document", "وثيقة")
    yield _row("end_group", "")


def _members() -> Iterator[str]:
    yield _row("begin_repeat", "member", "Person", "شخص")
    yield _row("text", "name", "What is the name?", "ما الاسم؟", required="yes")
    yield _row("integer", "years", "How old?", "كم العمر؟")
    yield _row("select_one yes_no", "school", "At school?", "في المدرسة؟", relevant="${years} < 18")
    yield _row("end_repeat", "")
    yield _row("calculate", "people", calculation="count(${member})")


def _topic(number: int) -> Iterator[str]:
    """Ten questions of the kinds that are asked most, of which some bring up others."""
    key = f"t{number:02}"
    ar = f"الموضوع {number}"
    yield _row("begin_group", key, f"Topic {number}", ar, appearance="field-list")
    asked = ("select_one yes_no", "integer", "select_multiple skill", "text", "select_one agree")
    for place in range(10):
        more = {}
        if place in {1, 3}:
            more["relevant"] = f"${{{key}_q0}} = 'yes'"
        if place == 6:
            more |= {"constraint": f". >= ${{{key}_q1}} or ${{{key}_q1}} = ''"}
            more |= {"message": "Not fewer than before.", "message_ar": "ليس أقل من قبل."}
        yield _row(
            asked[place % 5],
            f"{key}_q{place}",
            f"Topic {number}, question {place + 1}",
            f"{ar}، السؤال {place + 1}",
            **more,
        )
    yield _row("end_group", "")


def _lists() -> Iterator[str]:
    for name, en, ar in [("yes", "Yes", "نعم"), ("no", "No", "لا")]:
        yield f"yes_no | {name} | {en} | {ar}"
    scale = ["no trust", "little", "some", "much", "full trust"]
    arabic = ["لا ثقة", "قليل", "بعض", "كثير", "ثقة كاملة"]
    for number, (en, ar) in enumerate(zip(scale, arabic, strict=True), 1):
        yield f"agree | {number} | {en} | {ar}"
    for name, en, ar in [
        ("pay", "Pay", "الأجر"),
        ("family", "Family", "الأسرة"),
        ("peace", "Peace", "السلام"),
    ]:
        yield f"matter | {name} | {en} | {ar}"
    for name, en, ar in [
        ("nursing", "Nursing", "التمريض"),
        ("teaching", "Teaching", "التعليم"),
        ("law", "Law", "القانون"),
        ("other", "Another one", "أخرى"),
    ]:
        yield f"skill | {name} | {en} | {ar}"
    for region, ar in [("north", "الشمال"), ("south", "الجنوب"), ("west", "الغرب")]:
        yield f"region | {region} | {region.title()} | {ar}"
    for region, towns in TOWNS.items():
        for town in towns:
            yield f"town | {town} | {town.title()} | مدينة {town} | {region}"
    for number in range(1, 31):
        yield f"country | c{number} | Country {number} | بلد {number}"


def _sheet(name: str, header: str, rows: Iterator[str]) -> str:
    return "\n".join([f"| {name} |", f"| | {header} |", *(f"| | {row} |" for row in rows)])


def _rows() -> Iterator[str]:
    for part in (_about, _days, _place, _views, _files, _members):
        yield from part()
    for number in range(1, TOPICS + 1):
        yield from _topic(number)


def xlsform(version: str = "1") -> bytes:
    """The questionnaire as a spreadsheet in Markdown."""
    settings = "form_title | form_id | version | default_language"
    sheets = [
        _sheet("survey", _COLUMNS, _rows()),
        _sheet("choices", _LIST_COLUMNS, _lists()),
        _sheet("settings", settings, iter([f"Large survey | large | {version} | English (en)"])),
    ]
    return "\n".join(sheets).encode()


@lru_cache
def xform() -> bytes:
    """The form that is made of it."""
    return conversion.convert(xlsform(), "large.md")


def published(**fields: Any) -> Study:
    """A study that asks the large questionnaire."""
    made = make_surveys.study(name="Everything", **fields)
    Questionnaire.objects.create(
        study=made,
        form_id="large",
        version="1",
        title="Large survey",
        xform=xform(),
        published_at=make.NOW,
    )
    return made


def answers(number: int = 0, members: int = 2) -> dict[str, str]:
    """Complete answers of one respondent, different for each number, without files."""
    found = {
        "about/alias": f"Respondent {number}",
        "about/age": str(18 + number % 60),
        "about/hours": "37.5",
        "about/works": "yes",
        "about/job": "Nurse",
        "about/sure": "OK",
        "days/born": "1990-05-17",
        "days/moved": "2019-03-01",
        "days/left": "2010-01-01",
        "days/calls": "14:30",
        "days/flight": "2026-12-24T08:15",
        "place/region": "north",
        "place/town": "tamale",
        "place/country": f"c{1 + number % 30}",
        "place/spot": "5.56 -0.2",
        "views/fair": str(1 + number % 5),
        "wishes/order": "family peace pay",
        "wishes/mood": str(number % 11),
        "wishes/share": "45",
        "wishes/skills": "nursing other",
        "wishes/skills_other": "Weaving",
    }
    found |= {f"views/trust/trust_{row}": str(1 + (number + row) % 5) for row in (1, 2, 3)}
    for member in range(1, members + 1):
        found |= {f"member[{member}]/name": f"Person {member}", f"member[{member}]/years": "9"}
        found[f"member[{member}]/school"] = "yes"
    for topic in range(1, TOPICS + 1):
        key = f"t{topic:02}"
        given = ["yes", "2", "law", "Some words", "3", "no", "7", "nursing law", "More", "5"]
        found |= {f"{key}/{key}_q{place}": text for place, text in enumerate(given)}
    return {f"/data/{path}": text for path, text in found.items()}
