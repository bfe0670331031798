"""What is wrong with what a device sent is said in the reader's language, with its facts."""

import re

import pytest
from django.utils import translation

from homelands.forms.odk.openrosa.batches import read_batch
from homelands.forms.odk.openrosa.faults import WORDS, BadDocument, Fault, TooLarge, sentence
from homelands.forms.odk.openrosa.identity import identity

FACTS = {"most": 20, "part": "xml_submission_file", "reason": "line 1"}
_FACT = re.compile(r"%\((\w+)\)s")


@pytest.mark.parametrize("language", ["fr", "es", "ar"])
@pytest.mark.parametrize("code", WORDS)
def test_each_fault_is_translated_with_its_facts(code: str, language: str) -> None:
    facts = {name: FACTS[name] for name in _FACT.findall(WORDS[code])}
    with translation.override(language):
        said = sentence(Fault(code, **facts))
    assert said != WORDS[code] % facts
    assert all(str(fact) in said for fact in facts.values())


@pytest.mark.parametrize(
    ("xml", "code", "facts"),
    [
        (b"<data/>", "no_form_id", {}),
        (b"<data id='a'/>", "no_instance_id", {}),
        (b"<!DOCTYPE a><data id='a'/>", "dtd", {}),
        (b"x" * (2 * 2**20 + 1), "answers_too_large", {"most": 2}),
        (b"<data id='" + b"x" * 201 + b"'><meta><instanceID>i</instanceID></meta></data>",
         "long_id", {"most": 200}),
    ],
)  # fmt: skip
def test_a_fault_has_a_code_and_facts(xml: bytes, code: str, facts: dict[str, object]) -> None:
    with pytest.raises(BadDocument) as raised:
        identity(xml)
    assert (raised.value.code, raised.value.facts) == (code, facts)
    assert isinstance(raised.value, TooLarge) is (code == "answers_too_large")


def test_what_the_reader_of_xml_says_is_a_fact() -> None:
    with pytest.raises(BadDocument) as raised:
        identity(b"<data")
    assert raised.value.code == "not_xml"
    assert "line 1" in str(raised.value.facts["reason"])


def test_the_part_that_is_missing_is_named() -> None:
    with pytest.raises(BadDocument) as raised:
        read_batch("multipart/form-data; boundary=b", b"--b\r\n\r\n\r\n--b--")
    assert (raised.value.code, raised.value.facts) == (
        "no_answers",
        {"part": "xml_submission_file"},
    )
