"""What a questionnaire asks for, and who can ask it: our pages, ODK Collect, or neither."""

from types import SimpleNamespace
from typing import Any

import pytest

from homelands.forms.xforms import Capability
from homelands.surveys.questionnaires.rules import questionnaires as rules
from tests.rights import refused

WEB = Capability("text", "question", web=True, collect=True, where=("/data/job",))
COLLECT = Capability("barcode", "question", web=False, collect=True, where=("/data/code",))
NEITHER = Capability("rank", "question", web=False, collect=False, where=("/data/g/order",))
PAGES_ONLY = Capability("table", "appearance", web=True, collect=False)
NOTED = Capability("deviceid", "background", web=False, collect=True, asked=False)
UNASKED = Capability("audit", "background", web=False, collect=False, asked=False)


def form(
    monkeypatch: pytest.MonkeyPatch, *uses: Capability, required: str | None = "true()"
) -> Any:
    """A form that uses these, with a required bind wherever something stands."""
    monkeypatch.setattr(rules, "capabilities", lambda form: uses)
    bind = SimpleNamespace(required=required and SimpleNamespace(text=required))
    return SimpleNamespace(binds={path: bind for one in uses for path in one.where}, public_key="")


def test_what_one_of_the_two_can_ask_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    assert refused(rules.check_showable, form(monkeypatch, WEB, COLLECT, PAGES_ONLY)) is None
    assert refused(rules.check_showable, form(monkeypatch, UNASKED)) is None
    asked = form(monkeypatch, WEB, NEITHER, NEITHER)
    assert refused(rules.check_showable, asked) == ("not_showable", "file")
    with pytest.raises(rules.NotShowable, match=r"questionnaire: rank \(order\); rank \(order\)\."):
        rules.check_showable(asked)


@pytest.mark.parametrize(
    ("required", "on_the_web"),
    [("true()", False), ("/data/age > 5", False), ("false()", True), (None, True)],
)
def test_what_a_page_cannot_ask_must_not_be_required(
    monkeypatch: pytest.MonkeyPatch, required: str | None, on_the_web: bool
) -> None:
    asked = form(monkeypatch, WEB, COLLECT, required=required)
    expected = None if on_the_web else ("not_on_web", None)
    assert refused(rules.check_web, asked) == expected


def test_a_path_without_a_bind_is_not_required(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = form(monkeypatch, COLLECT)
    asked.binds = {}
    assert refused(rules.check_web, asked) is None


def test_one_required_place_of_several_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    two = Capability("barcode", "question", False, True, where=("/data/a", "/data/b"))
    asked = form(monkeypatch, two)
    asked.binds = {"/data/b": asked.binds["/data/b"]}
    assert refused(rules.check_web, asked) == ("not_on_web", None)


def test_what_only_collect_can_do(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = form(monkeypatch, WEB, COLLECT, NEITHER, UNASKED, NOTED, PAGES_ONLY)
    assert rules.collect_only(asked) == [COLLECT]


def test_ten_are_named_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    paths = tuple(f"/data/q{n}" for n in range(11))
    places = Capability("rank", "question", web=False, collect=False, where=paths)
    with pytest.raises(rules.NotShowable, match=r"rank \(q0, [^)]*, q9\)\."):
        rules.check_showable(form(monkeypatch, places))
    nameless = Capability("rank", "question", web=False, collect=False)
    ten = "; ".join(["rank"] * 10)
    for number, named in ((10, f"questionnaire: {ten}."), (11, f"questionnaire: {ten} ….")):
        with pytest.raises(rules.NotShowable) as refusal:
            rules.check_showable(form(monkeypatch, *[nameless] * number))
        assert named in str(refusal.value)


def test_what_is_encrypted_on_the_device_is_not_asked_on_the_web(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sealed = form(monkeypatch, WEB)
    assert refused(rules.check_web, sealed) is None
    sealed.public_key = "MIIB"
    assert refused(rules.check_web, sealed) == ("not_on_web", None)
