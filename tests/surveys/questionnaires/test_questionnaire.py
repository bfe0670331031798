"""Checks our questionnaire: it converts, speaks four languages, asks nothing it must not."""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pycountry
import pytest
from lxml import etree
from pyxform.xls2xform import convert

from homelands.forms.xforms import Form, parse
from homelands.forms.xforms.answering import Answers

FILE = (
    Path(__file__).parents[3] / "src/homelands/surveys/questionnaires/standard/diaspora_mapping.csv"
)
LANGUAGES = ("English (en)", "Français (fr)", "Español (es)", "العربية (ar)")
TEXTS = ("label", "hint", "constraint_message")
SILENT = {"begin_group", "end_group", "calculate", "note"}
ALWAYS_REFUSABLE = {
    "citizen_of_origin", "sex", "family_at_home", "leave_reasons", "free_travel", "five_years",
    "employment_status", "organisations", "identity", "sends_money", "gives_community",
    "money_band", "money_channel", "assets", "investment_interest", "transfer_willing", "barriers",
}  # fmt: skip
FORBIDDEN = {
    LANGUAGES[0]: r"passport|identity card|id number|\bvisa|asylum|residence permit|immigration|"
    r"religi|church|mosque|\bfaith|\bvot(e|ing)|election|politic|ethnic|tribe|"
    r"your name|address|phone number",
    LANGUAGES[1]: r"passeport|\bvisa|asile|titre de séjour|religi|église|mosquée|\bvot(e|er)\b|"
    r"élection|politique|ethni|votre nom|adresse|numéro",
    LANGUAGES[2]: r"pasaporte|visado|asilo|permiso de residencia|religi|iglesia|mezquita|"
    r"\bvot(o|ar)\b|elecci[oó]n|pol[ií]tic|[eé]tni|su nombre|domicilio|número de tel",
    LANGUAGES[3]: r"جواز|تأشيرة|لجوء|تصريح إقامة|ديني|كنيسة|مسجد|انتخاب|تصويت|سياس|عرقي|قبيلة|"
    r"اسمك|عنوانك|رقم هاتف",
}


def read_sheets() -> dict[str, list[dict[str, str]]]:
    sheets: dict[str, list[dict[str, str]]] = {}
    name, header = "", []
    for row in csv.reader(StringIO(FILE.read_text(encoding="utf-8"), newline="")):
        if not row:
            continue
        if row[0]:
            name, header = row[0], []
            sheets[name] = []
        elif not header:
            header = row[1:]
        else:
            cells = dict(zip(header, row[1:], strict=False))
            sheets[name].append(dict.fromkeys(header, "") | cells)
    return sheets


SHEETS = read_sheets()
SURVEY = SHEETS["survey"]
QUESTIONS = {r["name"]: r for r in SURVEY if r["type"] not in SILENT}
CHOICES: dict[str, list[dict[str, str]]] = defaultdict(list)
for choice in SHEETS["choices"]:
    CHOICES[choice["list_name"]].append(choice)


def groups() -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for row in SURVEY:
        if row["type"] == "begin_group":
            found[row["name"]] = inside = []
        elif row["type"] not in {"end_group", "calculate"}:
            inside.append(row)
    return found


def texts(row: dict[str, str], kind: str) -> list[str]:
    return [row.get(f"{kind}::{language}", "") for language in LANGUAGES]


@pytest.fixture(scope="module")
def converted() -> bytes:
    warnings: list[str] = []
    result = convert(FILE, validate=False, warnings=warnings)
    assert warnings == []
    return result.xform.encode()


@pytest.fixture(scope="module")
def xform(converted: bytes) -> etree._Element:
    return etree.fromstring(converted)


@pytest.fixture(scope="module")
def form(converted: bytes) -> Form:
    return parse(converted)


def answers(form: Form, **given: str) -> Answers:
    paths = {path.rpartition("/")[2]: path for path in form.questions}
    values = {paths[name]: value for name, value in given.items()}
    return Answers(form, values, datetime(2026, 11, 23, tzinfo=UTC), "fr")


def names(found: Iterable[Any]) -> list[str]:
    return [one.path.rpartition("/")[2] for one in found]


def test_the_converted_form_has_its_identity_and_every_text_in_four_languages(xform):
    instance = xform.find(".//{*}model/{*}instance/*")
    assert dict(instance.attrib) == {"id": "diaspora_mapping", "version": "2026112501"}
    translations = xform.findall(".//{*}translation")
    assert [t.get("lang") for t in translations if t.get("default")] == [LANGUAGES[0]]
    ids = {t.get("lang"): {text.get("id") for text in t} for t in translations}
    assert ids == dict.fromkeys(LANGUAGES, ids[LANGUAGES[0]])
    values = ["".join(value.itertext()).strip() for value in xform.findall(".//{*}text/{*}value")]
    assert [value for value in values if value in {"", "-"}] == []


def test_the_converted_form_is_small_and_shows_every_question(converted, form):
    assert len(converted) < 400_000
    assert form.unsupported == ()
    asked = [q for page in form.pages for q in page.questions if q.kind not in SILENT]
    assert names(asked) == list(QUESTIONS)


def test_there_are_twelve_modules_on_short_pages():
    pages = groups()
    assert {name[:3] for name in pages} == {f"m{n:02}" for n in range(1, 13)}
    assert {name: len(rows) for name, rows in pages.items() if not 1 <= len(rows) <= 8} == {}
    assert 60 <= len(QUESTIONS) <= 90


def test_every_text_is_there_in_all_four_languages():
    untold = {"end_group", "calculate"}
    rows = [(r, kind) for r in SURVEY for kind in TEXTS] + [(c, "label") for c in SHEETS["choices"]]
    for row, kind in rows:
        present = [bool(text) for text in texts(row, kind)]
        wanted = kind == "label" and row.get("type") not in untold
        assert present in ([[True] * 4] if wanted else [[True] * 4, [False] * 4]), row


def test_no_text_was_left_in_another_language():
    for row in [*SURVEY, *SHEETS["choices"]]:
        for kind in TEXTS:
            english, french, spanish, arabic = texts(row, kind)
            plain = re.sub(r"\([ABC][12]\)", "", arabic)
            assert re.findall("[A-Za-z]", plain) == [], arabic
            assert not arabic or re.search("[\u0621-\u064a]", arabic), arabic
            if len(english) > 25:
                assert len({english, french, spanish, arabic}) == 4, english


def test_nothing_forbidden_is_asked():
    asked = [*QUESTIONS.values(), *SHEETS["choices"]]
    for language, pattern in FORBIDDEN.items():
        labels = [row[f"label::{language}"] for row in asked]
        assert [text for text in labels if re.search(pattern, text, re.IGNORECASE)] == []
    private = "name|passport|email|phone|address"
    assert [name for name in QUESTIONS if re.search(private, name)] == []


def test_sensitive_questions_can_be_declined():
    lists = {name: QUESTIONS[name]["type"].split()[1] for name in ALWAYS_REFUSABLE}
    trust = {name: row["type"].split()[1] for name, row in QUESTIONS.items() if "trust_" in name}
    declined = {name for name, rows in CHOICES.items() if "prefer_not" in {r["name"] for r in rows}}
    assert set((lists | trust).values()) - declined == set()
    assert set(trust.values()) == {"trust"}


def test_only_screening_is_required():
    required = [name for name, row in QUESTIONS.items() if row["required"]]
    assert required == [
        "taking_part", "age_18", "lives_abroad", "born_in_origin", "family_from_origin",
        "citizen_of_origin",
    ]  # fmt: skip


def test_skip_logic_looks_back_and_never_forward():
    seen: set[str] = set()
    for row in SURVEY:
        logic = " ".join(row[c] for c in ("relevant", "constraint", "calculation", "choice_filter"))
        assert set(re.findall(r"\$\{(\w+)\}", logic)) - seen == set(), row["name"]
        seen.add(row["name"])
    after = [r for r in SURVEY if r["type"] == "begin_group" and r["name"] >= "m02"]
    assert [r["name"] for r in after if not r["relevant"].startswith("${eligible} = 'yes'")] == []


def test_every_constraint_says_what_to_do():
    assert [r["name"] for r in SURVEY if r["constraint"] and not all(texts(r, TEXTS[2]))] == []
    unguarded = [n for n, r in QUESTIONS.items() if r["type"] == "integer" and not r["constraint"]]
    assert unguarded == []


def test_choices_are_unique_and_all_used():
    for name, rows in CHOICES.items():
        assert [c for c, n in Counter(r["name"] for r in rows).items() if n > 1] == []
        for language in LANGUAGES:
            labels = Counter((r["sub_major"], r[f"label::{language}"]) for r in rows)
            assert [label for label, n in labels.items() if n > 1] == [], name
    used = {r["type"].split()[1] for r in QUESTIONS.values() if r["type"].startswith("select_")}
    assert set(CHOICES) == used


def test_codes_are_those_of_the_classifications():
    codes = {name: {r["name"] for r in rows} for name, rows in CHOICES.items()}
    known = {country.alpha_3 for country in pycountry.countries}
    assert codes["country"] - known == {"other"}
    assert codes["isced"] == {*map(str, range(9)), "prefer_not"}
    assert codes["iscedf"] == {*(f"{n:02}" for n in range(11)), "dont_know"}
    assert len([c for c in codes["isco_submajor"] if re.fullmatch(r"\d\d", c)]) == 43
    assert {c[:2] for c in codes["isco_health"]} == {"22", "32"}
    assert {c[:2] for c in codes["isco_teaching"]} == {"23"}
    assert codes["cefr"] == {"a1", "a2", "b1", "b2", "c1", "c2", "native"}
    assert codes["sector_isic4"] == set("ABCDEFGHIJKLMNOPQRS")


ADULT_ABROAD = {
    "taking_part": "yes",
    "age_18": "yes",
    "lives_abroad": "yes",
    "born_in_origin": "no",
    "family_from_origin": "no",
    "citizen_of_origin": "never",
}
ENDED = ["m01_welcome", "m01_screening", "m01_goodbye"]


@pytest.mark.parametrize(
    "link",
    [
        {"born_in_origin": "yes"},
        {"family_from_origin": "parent"},
        {"family_from_origin": "grandparent"},
        {"citizen_of_origin": "yes"},
        {"citizen_of_origin": "former"},
    ],
)
def test_one_link_to_the_country_of_origin_is_enough(form, link):
    pages = names(answers(form, **ADULT_ABROAD | link).pages())
    assert {page[:3] for page in pages} == {f"m{n:02}" for n in range(1, 13)}
    assert "m01_goodbye" not in pages


def test_who_is_not_asked_is_thanked_and_nothing_more(form):
    linked = ADULT_ABROAD | {"born_in_origin": "yes"}
    assert names(answers(form, **ADULT_ABROAD).pages()) == ENDED
    assert names(answers(form, **linked | {"age_18": "no"}).pages()) == ENDED
    assert names(answers(form, **linked | {"lives_abroad": "no"}).pages()) == ENDED
    assert names(answers(form, taking_part="no").pages()) == ["m01_welcome", "m01_goodbye"]


def test_implausible_answers_are_refused(form):
    given = ADULT_ABROAD | {
        "born_in_origin": "yes",
        "birth_year": "1980",
        "left_year": "1979",
        "arrived_year": "2027",
        "occupation_years": "60",
        "network_size": "5001",
        "organisations": "none alumni",
        "government_priorities": "reply skills return youth",
    }
    wrong = {name for name in given if name not in ADULT_ABROAD and name != "birth_year"}
    assert set(names(answers(form, **given).check_all())) == wrong
