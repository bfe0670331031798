"""Who drafts, publishes and downloads, from which state, and what no reason can change."""

import pytest

from homelands.foundation.roles import Role
from homelands.foundation.rules import TellsFew, check_tells_nobody
from homelands.mapping.findings.models import Finding
from homelands.mapping.findings.rules import (
    TooFew,
    check_enough,
    check_may_publish,
    check_precise,
    check_publishable,
    check_retraction,
    check_state,
    check_words,
    doubts,
)
from homelands.mapping.statistics.models import Estimate
from homelands.mapping.statistics.rules import drafting
from homelands.mapping.statistics.rules.drafting import (
    check_may_compute,
    check_may_download,
    check_may_draft,
    check_purpose,
    check_reads_all,
    check_whole,
)
from homelands.science.disclosure.releases import Release, Selection, selection
from homelands.science.estimate import Caution
from homelands.science.facts import Facts
from homelands.surveys.questionnaires.models import Study
from homelands.surveys.questionnaires.rules import releases
from homelands.ui import sentences
from tests.rights import may, officer, refused

DRAFTERS = {Role.MINISTRY_OFFICER, Role.SURVEY_MANAGER, Role.ME_OFFICER}
READERS = {Role.SURVEY_MANAGER, Role.ME_OFFICER}
TWO, ALL = Study(destinations=["GBR", "FRA"]), Study()


#: A doubt as estimates keep it.
WAVES = {"code": "waves-few", "facts": {"waves": 2}}


def share(value: float, low: float, high: float, **fields: float) -> Estimate:
    known = {"category": "yes", "count": 40, "n": 100, "effective_n": 80.0, **fields}
    return Estimate(value=value, low=low, high=high, **known)


def test_who_drafts_and_who_publishes() -> None:
    assert may(check_may_draft) == may(check_may_draft, country="GBR") == DRAFTERS
    assert may(check_may_publish) == {Role.MINISTRY_OFFICER, Role.SURVEY_MANAGER}
    assert may(check_may_publish, country="GBR") == set()


def test_who_computes_drafts_findings_and_sees_the_counts_of_the_study() -> None:
    assert may(check_may_compute, ALL) == may(check_may_compute, TWO, country="GBR") == DRAFTERS
    assert may(check_may_compute, TWO, country="ITA") == set()


def test_who_sees_counts_and_drafts_nothing_computes_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(drafting, "DRAFTERS", (Role.MINISTRY_OFFICER,))
    assert may(check_may_compute, ALL) == {Role.MINISTRY_OFFICER}


def release(name: str, shown: int, *, hidden: bool = False) -> Release:
    men, women = (selection([("sex", [code])]) for code in ("men", "women"))
    cells = frozenset({women}) if hidden else frozenset[Selection]()
    return Release(name, "study", {men: shown} | ({} if hidden else {women: 60}), cells)


def test_nothing_is_published_that_tells_few_beside_what_was_told_before() -> None:
    before = [release("before", 50)]
    assert refused(check_tells_nobody, before, release("now", 50)) is None
    assert refused(check_tells_nobody, before, release("now", 60)) is None
    assert refused(check_tells_nobody, [], release("now", 51)) is None
    with pytest.raises(TellsFew, match=r"before, 1 people could .* by fewer than 10\."):
        check_tells_nobody(before, release("now", 51))
    # Hiding now what was shown tells nothing new.
    assert refused(check_tells_nobody, before, release("now", 50, hidden=True)) is None


def test_a_sample_leaves_with_who_reads_every_country_of_it() -> None:
    for check in (check_reads_all, check_may_download):
        assert may(check, TWO) == may(check, ALL) == READERS
        assert may(check, TWO, country="GBR") == may(check, ALL, country="GBR") == set()
        assert may(check, Study(destinations=["GBR"]), country="GBR") == READERS


def test_several_grants_reach_together() -> None:
    by = officer(Role.SURVEY_MANAGER, country="GBR")
    also = officer(Role.ME_OFFICER, country="FRA")
    both = type(by)("user", by.user_id, "", (*by.reaches, *also.reaches))
    assert refused(check_reads_all, both, TWO) is None


def test_who_reads_answers_but_drafts_nothing_downloads_nothing() -> None:
    ministry = officer(Role.MINISTRY_OFFICER)
    assert refused(check_may_draft, ministry) is None
    assert refused(check_may_download, ministry, TWO) == ("not_allowed", None)


def test_a_role_that_only_reads_answers_downloads_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(releases, "ANSWER_READERS", {Role.AUDITOR, Role.ME_OFFICER})
    assert may(check_reads_all, TWO) == {Role.AUDITOR, Role.ME_OFFICER}
    assert may(check_may_download, TWO) == {Role.ME_OFFICER}


def test_a_sample_leaves_whole_and_for_a_purpose() -> None:
    assert refused(check_whole, 120, 120) is None
    assert refused(check_whole, 119, 120) == ("not_allowed", None)
    assert refused(check_purpose, "To check the interval") is None
    assert refused(check_purpose, " ") == ("reason_missing", "why")


def test_a_finding_is_published_and_retracted_once() -> None:
    follows = {
        (one, other)
        for one in Finding.State
        for other in Finding.State
        if refused(check_state, Finding(state=one), other) is None
    }
    assert follows == {("draft", "published"), ("draft", "retracted"), ("published", "retracted")}
    again = refused(check_state, Finding(state="retracted"), Finding.State.PUBLISHED)
    assert again == ("not_now", None)


def test_only_a_probability_sample_is_called_representative() -> None:
    said = "A representative sample"
    assert refused(check_words, "probability", said) is None
    for design in ("rds", "convenience"):
        assert refused(check_words, design, "Most", said) == ("forbidden_words", None)
        assert refused(check_words, design, "Most of those who answered") is None


def test_below_thirty_nothing_is_published() -> None:
    few, enough = Estimate(n=29), Estimate(n=30)
    assert refused(check_enough, [enough]) is None
    for given, n in (([few], 29), ([enough, few], 29), ([], 0)):
        assert refused(check_enough, given) == ("too_few_respondents", None)
        with pytest.raises(TooFew, match=f"Only {n} people answered"):
            check_enough(given)


@pytest.mark.parametrize(
    ("one", "doubted"),
    [
        (share(0.4, 0.35, 0.45), False),
        (share(0.4, 0.3, 0.6), True),
        (share(0.4, 0.3, 0.5999), False),
        (share(0.4, 0.35, 0.45, effective_n=30), False),
        (share(0.4, 0.35, 0.45, effective_n=29.9), True),
        (share(0.4, 0.35, 0.45, effective_n=29.9, count=9), False),  # hidden from readers
        (share(0.4, 0.35, 0.45, cautions=[{**WAVES, "against": True}]), True),
        (share(0.4, 0.35, 0.45, cautions=[WAVES]), False),
        (Estimate(category="yes", count=40, n=100, effective_n=1.0), False),  # a count
    ],
)
def test_what_is_doubtful_needs_a_reason(one: Estimate, doubted: bool) -> None:
    finding = Finding(labels={"yes": "Yes"})
    expected = ("reason_missing", "why") if doubted else None
    assert refused(check_precise, finding, [one], " ") == expected
    assert refused(check_precise, finding, [one], "The only figure there is.") is None


def test_each_doubt_is_said_once_and_of_the_worst() -> None:
    narrow, wide = share(0.5, 0.3, 0.6), share(0.3, 0.0, 0.5, effective_n=20.0)
    wide.category = "no"
    against = {**WAVES, "against": True}
    narrow.cautions = wide.cautions = [against]
    narrow.effective_n = 25.0
    worth, width, waves = doubts([narrow, wide], {"no": "Not at all"})
    assert ("“Not at all”" in width, "is 50 percentage points wide" in width) == (True, True)
    assert "only 20 independent" in worth
    assert waves == sentences.of(Caution("waves-few", Facts(waves=2)))


def test_the_worst_is_the_widest_and_the_least_worth() -> None:
    """A share without an interval is none of the wide ones; the hidden and final are not told."""
    wide = share(0.5, 0.2, 0.8, category="a")
    wider = share(0.5, 0.1, 0.8, category="b", effective_n=12.34)
    none = Estimate(category="c", count=40, n=100, effective_n=20.0, value=0.5)
    few = share(0.5, 0.45, 0.55, category="d", n=29)
    width, worth = doubts([wide, wider, none, few])
    assert ("“b”" in width, "70" in width, "30" in width) == (True, True, True)
    assert ("12.3" in worth, "30" in worth) == (True, True)


def test_the_widest_and_the_least_worth_may_be_two() -> None:
    few = share(0.5, 0.2, 0.8, category="few", effective_n=12.0)
    wide = share(0.5, 0.1, 0.8, category="wide", effective_n=20.0)
    for order in ([few, wide], [wide, few]):
        worth, width = sorted(doubts(order), key=lambda said: "70 percentage" in said)
        assert ("“few”" in worth, "only 12 independent" in worth) == (True, True)
        assert "“wide”" in width


def extreme(category: str, low: float | None, high: float | None) -> Estimate:
    """A share of nobody: for review however narrow its interval is."""
    return Estimate(
        category=category, count=40, n=100, effective_n=80.0, value=0.0, low=low, high=high
    )


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ((None, None), (0.0, 0.04), "second"),
        ((0.0, None), (0.0, 0.04), "second"),
        ((None, 0.2), (0.0, 0.04), "second"),
        ((None, None), (0.0, 0.0), "first"),
        ((0.0, 0.04), (0.0, 0.04), "first"),
    ],
)
def test_without_two_ends_no_interval_is_the_wider_and_of_equals_the_first_is_told(
    first: tuple[float | None, float | None],
    second: tuple[float | None, float | None],
    told: str,
) -> None:
    (said,) = doubts([extreme("first", *first), extreme("second", *second)])
    assert f"“{told}”" in said


def test_relative_widths_and_extremes_are_told_with_their_numbers() -> None:
    (relative,) = doubts([share(0.06, 0.02, 0.11)])
    assert [number in relative for number in (" 9 ", " 6 ", "130")] == [True] * 3
    (extreme,) = doubts([share(0.0, 0.0, 0.04)])
    assert " 0 " in extreme


def test_taking_back_needs_a_reason() -> None:
    assert refused(check_retraction, "A coding error") is None
    assert refused(check_retraction, "") == ("reason_missing", "why")


@pytest.mark.parametrize(
    ("changes", "shown", "code"),
    [
        ({}, True, None),
        ({"state": Finding.State.PUBLISHED}, True, "not_now"),
        ({"claim": "Representative of all nurses"}, True, "forbidden_words"),
        ({"text": "A representative sample"}, True, "forbidden_words"),
        ({"question": "Is it representative?"}, True, "forbidden_words"),
        ({}, False, "nothing_to_show"),
    ],
)
def test_what_no_reason_changes(changes: dict[str, str], shown: bool, code: str | None) -> None:
    known = {"claim": "Two in three", "text": "", "question": "", "state": Finding.State.DRAFT}
    finding = Finding(study=Study(design=Study.Design.RDS), **{**known, **changes})
    told = refused(check_publishable, finding, [share(0.5, 0.4, 0.6)], shows_something=shown)
    assert told == (None if code is None else (code, None))


def test_fewer_than_thirty_or_nobody_at_all_is_too_few() -> None:
    finding = Finding(study=Study(design=Study.Design.RDS), state=Finding.State.DRAFT)
    too_few = ("too_few_respondents", None)
    few = [share(0.5, 0.4, 0.6), share(0.5, 0.4, 0.6, n=29)]
    assert refused(check_publishable, finding, few, shows_something=True) == too_few
    assert refused(check_publishable, finding, [], shows_something=True) == too_few
