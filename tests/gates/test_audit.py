"""The audit fails when it could not look."""

import json
from datetime import date
from typing import Any

import pytest

from tests.gates import audit
from tests.gates.audit import Report

TODAY = date(2026, 12, 1)
BORNE = {"could-not-look": date(2026, 12, 31)}
BLIND = Report(0, (), (), trouble="no route to host")
SKIPPED = Report(0, ("django",), ())
PARTLY = Report(3, ("svy", "svy-rs"), ())
WELL = Report(5, (), ())
KNOWN = Report(5, (), (("django", ("PYSEC-1", "CVE-2026-1")),))


def judged(report: Report, held: dict[str, date] | None = None, **more: Any) -> tuple[str, int]:
    how = {"today": TODAY, "is_offline": False, "is_ci": False, **more}
    lines, code = audit.verdict(report, held or {}, **how)
    return "\n".join(lines), code


def test_what_was_looked_up_and_is_well_passes() -> None:
    assert judged(WELL) == ("audit: 5 packages looked up, no other vulnerability known.", 0)


@pytest.mark.parametrize(
    ("report", "what"),
    [
        (BLIND, "NOTHING WAS AUDITED: no route to host."),
        (SKIPPED, "NOTHING WAS AUDITED: the advisory service did not know the packages."),
        (PARTLY, "2 PACKAGES WERE NOT AUDITED, svy, svy-rs: the advisory service"),
    ],
)
def test_an_audit_that_could_not_look_fails(report: Report, what: str) -> None:
    said, code = judged(report, BORNE)
    assert code == 1
    assert said.startswith(f"audit: FAILED: {what}")
    assert "\n" not in said


def test_offline_is_borne_until_its_date_and_says_so_loudly() -> None:
    said, code = judged(BLIND, BORNE, is_offline=True)
    assert code == 0
    assert "NOTHING WAS AUDITED: no route to host." in said
    assert "This is NOT a pass. It is borne until 2026-12-31" in said
    for held, today in ((BORNE, date(2027, 1, 1)), ({}, TODAY)):
        assert judged(BLIND, held, is_offline=True, today=today)[1] == 1


def test_continuous_integration_without_network_is_not_red_and_never_reads_as_a_pass() -> None:
    assert judged(BLIND, BORNE, is_ci=True)[1] == 0
    said, code = judged(BLIND, BORNE, is_ci=True, today=date(2027, 1, 1))
    assert code == 0
    assert "NOTHING WAS AUDITED" in said
    assert "This is NOT a pass. It is OVERDUE since 2026-12-31" in said


@pytest.mark.parametrize("how", [{}, {"is_ci": True}, {"is_offline": True}])
def test_a_known_vulnerability_fails_wherever_it_is_seen(how: dict[str, bool]) -> None:
    said, code = judged(KNOWN, BORNE, **how)
    assert (said, code) == ("audit: FAILED: django has a known vulnerability: PYSEC-1.", 1)


@pytest.mark.parametrize("name", ["PYSEC-1", "CVE-2026-1"])
def test_an_exception_holds_until_its_date(name: str) -> None:
    said, code = judged(KNOWN, {name: TODAY})
    assert code == 0
    assert "audit: django has PYSEC-1, borne until 2026-12-01." in said
    said, code = judged(KNOWN, {name: date(2026, 11, 30)})
    assert code == 1
    assert "its exception ended on 2026-11-30" in said


@pytest.mark.parametrize(
    "text",
    [
        'id = "X"\nreason = "r"',
        'id = "X"\nuntil = 2027-01-01',
        'id = "X"\nreason = "r"\nuntil = "soon"',
    ],
)
def test_an_exception_without_a_reason_or_a_date_is_refused(text: str) -> None:
    with pytest.raises(SystemExit, match="id, reason and until"):
        audit.exceptions(f"[[exception]]\n{text}")


def test_the_exceptions_of_the_project_can_be_read() -> None:
    assert audit.OFFLINE in audit.exceptions(audit.EXCEPTIONS.read_text(encoding="utf-8"))


def test_reports_are_read() -> None:
    packages = [
        {"name": "a", "version": "1", "vulns": []},
        {"name": "b", "skip_reason": "Dependency not found on PyPI"},
        {"name": "c", "version": "1", "vulns": [{"id": "PYSEC-1", "aliases": ["CVE-1"]}]},
    ]
    assert audit.read(json.dumps({"dependencies": packages}), "") == Report(
        2, ("b",), (("c", ("PYSEC-1", "CVE-1")),)
    )
    assert audit.read("", "WARNING\nMax retries exceeded\n").trouble == "Max retries exceeded"
    assert audit.read("", "").trouble == "it gave no report"
