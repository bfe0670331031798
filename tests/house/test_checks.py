"""Each check of the house is shown a violation: none of them is a check that cannot fail."""

import ast
from pathlib import Path

import pytest

from tests.house import checks
from tests.house.source import PACKAGE, Module


def planted(place: str, text: str) -> list[Module]:
    return [Module(PACKAGE / place, ast.parse(text))]


@pytest.mark.parametrize(
    "text",
    [
        "person.save()",
        "Person.objects.create(name='x')",
        "Person.objects.filter(pk=1).update(name='x')",
        "rows.delete()",
        "cursor.execute('UPDATE register_person SET name = 1')",
    ],
)
def test_a_write_in_a_page_is_found(text: str) -> None:
    assert checks.writes_outside_actions(planted("people/register/pages/x.py", text)) != []
    assert checks.writes_outside_actions(planted("people/register/actions/x.py", text)) == []


def test_calling_an_action_is_no_write() -> None:
    text = "from homelands.outreach.campaigns.actions import segments\nsegments.create(by=by)"
    assert checks.writes_outside_actions(planted("outreach/events/pages/x.py", text)) == []


def test_what_is_no_write_is_left_alone() -> None:
    text = "names.update({'a': 1})\ntotal.update(b'x')\nform.is_valid()"
    assert checks.writes_outside_actions(planted("people/register/pages/x.py", text)) == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("def start(x, *, by):\n    'Starts.'", "not an action"),
        ("@action(who=c)\ndef start(x, by):\n    'Starts.'", "keyword"),
        ("@action(who=c)\ndef start(request, *, by):\n    'Starts.'", "request"),
        ("@action(who=c)\ndef start(x, y, *, by):\n    'Starts.'", "by place"),
        ("@action(who=c)\ndef start(x, *, by): pass", "docstring"),
    ],
)
def test_an_action_without_form_is_found(text: str, word: str) -> None:
    assert word in " ".join(
        checks.actions_without_form(planted("people/register/actions/x.py", text))
    )


@pytest.mark.parametrize("text", ["timezone.now()", "date.today()", "datetime.now(UTC)"])
def test_a_clock_reader_is_found(text: str) -> None:
    assert checks.clock_readers(planted("people/register/actions/x.py", text)) != []


def test_an_import_of_a_page_is_found() -> None:
    text = "from homelands.people.register.pages import persons"
    assert checks.page_importers(planted("people/register/actions/x.py", text)) != []
    assert checks.page_importers(planted("outreach/events/pages/x.py", text)) != []
    assert checks.page_importers(planted("people/register/urls.py", text)) == []
    assert checks.page_importers(planted("people/register/pages/x.py", text)) == []


def test_a_signal_is_found() -> None:
    text = "from django.db.models.signals import post_save"
    assert checks.signal_users(planted("people/register/apps.py", text)) != []


def test_a_user_of_django_is_found() -> None:
    allowed = frozenset({"django.utils.translation"})
    text = "from django.utils.translation import gettext\nfrom django.db import models"
    found = checks.users_of_django(planted("forms/x.py", text), allowed)
    assert found == ["forms/x.py:2 imports django.db"]
    assert checks.users_of_django(planted("forms/x.py", "import django.db"), allowed) != []


def test_a_long_file_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long = tmp_path / "long.py"
    long.write_text("x = 1\n" * 401)
    monkeypatch.setattr(Module, "place", property(lambda module: module.path.name))
    assert checks.too_long([Module(long, ast.parse(""))]) == ["long.py has 401 lines"]


def test_a_stray_template_is_found() -> None:
    text = "def show(request):\n    return render(request, 'register/persons/other.html')"
    assert checks.strays(planted("people/register/pages/persons.py", text)[0]) != []


def test_an_import_up_the_river_is_found(tmp_path: Path) -> None:
    """A copy of the package with one planted import is refused by the same contracts."""
    import shutil
    import subprocess
    import sys

    from tests.house.source import REPOSITORY

    shutil.copy(REPOSITORY / "pyproject.toml", tmp_path)
    shutil.copytree(PACKAGE, tmp_path / "homelands", ignore=shutil.ignore_patterns("locale"))
    planted_in = tmp_path / "homelands" / "people" / "register" / "rules" / "persons.py"
    upward = "from homelands.surveys.questionnaires import models"
    planted_in.write_text(f"{planted_in.read_text()}\n{upward}\n")
    code = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run(
        [sys.executable, "-c", code, "--no-cache"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path), "PATH": ""},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    told = " ".join(done.stdout.split())  # the linter breaks long lines
    found = "homelands.people.register.rules.persons -> homelands.surveys.questionnaires.models"
    assert found in told


def test_a_ring_of_files_is_found() -> None:
    ring = {"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}
    assert checks.circles(ring) == [["a", "b", "c"]]
    assert checks.circles({"a": {"b"}, "b": {"c"}, "c": set()}) == []


def test_an_app_that_is_too_large_is_found() -> None:
    lines = {"large": 30, "small": 10, "science": 30, "other": 30}
    most = {"": 0.29, "science": 0.5}
    assert checks.too_large(lines, most) == [
        "large holds 30 of 100 lines",
        "other holds 30 of 100 lines",
    ]


def test_a_page_that_names_a_lost_file_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    (tmp_path / "there.md").touch()
    page.write_text(
        "`people/register/rules.py`, `rules.py`, `people/rules.py`, `grep -rn x`, `a/b`, "
        "[one](there.md#part), [two](gone.md), [three](https://example.org)",
        encoding="utf-8",
    )
    known = frozenset({"people", "people/register", "people/register/rules.py"})
    assert checks.lost_paths(page, known) == ["page.md: people/rules.py", "page.md: gone.md"]
