"""Licences that nobody allowed or read do not pass."""

import tomllib

import pytest

from tests.gates import licences

RULES = {"allowed": ["MIT", "BSD-3-Clause", "BSD License"], "reviewed": {"read": "LGPL"}}


@pytest.mark.parametrize(
    ("declared", "fault"),
    [
        (["MIT"], None),
        (["MIT OR GPL-3.0-only"], None),
        (["BSD-3-Clause AND MIT"], None),
        (["MIT AND GPL-3.0-only"], "thing is under MIT AND GPL-3.0-only, which"),
        (["GPL-3.0-only"], "thing is under GPL-3.0-only, which"),
        (["BSD License", "Other/Proprietary License"], "thing is under Other/Proprietary License"),
        (["(MIT OR X) AND Y"], "thing is under (MIT OR X) AND Y, which"),
        ([], "thing declares no licence: read it"),
        (None, "thing is not installed here"),
    ],
)
def test_each_licence_is_allowed_or_a_fault(declared: list[str] | None, fault: str | None) -> None:
    found = licences.faults(["thing", "read"], RULES, lambda name: declared)
    if fault is None:
        assert found == []
    else:
        (line,) = found
        assert line.startswith(fault)


def test_a_review_of_what_is_gone_is_a_fault() -> None:
    assert licences.faults([], RULES, lambda name: None) == [
        "read is in licences.toml but no longer pinned."
    ]


def test_packages_of_a_lock_are_found_whatever_follows_their_name() -> None:
    lock = "a==1 \\\n    --hash=sha256:00\nb-c[x,y]==2 ; sys_platform == 'win32' \\\n# d==3\n"
    assert licences.pinned(lock) == ["a", "b-c"]


def test_what_is_pinned_here_passes() -> None:
    rules = tomllib.loads(licences.LIST.read_text(encoding="utf-8"))
    names = licences.pinned(licences.LOCK.read_text(encoding="utf-8"))
    assert len(names) > 50
    assert licences.faults(names, rules, licences.declared) == []
