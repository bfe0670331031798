"""The rules of design/house.md, checked over the whole program."""

import gzip
import importlib
import importlib.util
import io
import os
import re
import subprocess
import sys
import tomllib
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.test import Client
from django.urls import get_resolver

from homelands.foundation.action import ACTIONS
from homelands.foundation.encryption import Credential, EncryptedText
from homelands.foundation.hooks import Hook
from homelands.foundation.personal import holdings
from homelands.people.register.models import Person
from tests.house import checks
from tests.house.source import (
    APPS,
    PACKAGE,
    REPOSITORY,
    ROOMED,
    documents,
    imports,
    in_room,
    modules,
    paths,
)

_WRITTEN = {".py", ".html", ".txt", ".css", ".js"}


def test_the_river_and_the_rooms() -> None:
    # One process: the tests run beside each other, and the linter's cache is one file.
    command = [os.path.join(os.path.dirname(sys.executable), "lint-imports"), "--no-cache"]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_writes_only_in_actions() -> None:
    apps = {*ROOMED, "foundation", "web"}
    assert checks.writes_outside_actions(m for m in modules() if m.app in apps) == []


def test_every_action_has_its_form() -> None:
    assert checks.actions_without_form(in_room("actions")) == []


def test_every_action_is_named_after_its_slice() -> None:
    for module in in_room("actions"):
        importlib.import_module(module.name)
    for code, action in ACTIONS.items():
        app, noun, verb = code.split(".")
        assert action.__module__ == f"homelands.{_folder(app)}.actions.{noun}"
        assert action.__name__ == verb


def _folder(app: str) -> str:
    """Returns where an app of a name stands: the roof is no part of the names of slices."""
    return next(place for place in APPS if place.split("/")[-1] == app).replace("/", ".")


def test_the_roof_is_not_needed_to_tell_apps_apart() -> None:
    names = [app.split("/")[-1] for app in APPS]
    assert sorted(set(names)) == sorted(names)


def test_the_linter_looks_into_the_rooms_of_every_app() -> None:
    told = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = {c["name"].split(":")[0]: c for c in told["tool"]["importlinter"]["contracts"]}
    names = {f"homelands.{app.replace('/', '.')}" for app in ROOMED}
    assert set(contracts["The rooms"]["containers"]) == names
    pages = {f"{name}.pages" for name in names} | {"homelands.web.pages"}
    assert set(contracts["Pages do not compute"]["source_modules"]) == pages


def test_an_app_has_its_rooms_and_no_others() -> None:
    rooms = set(
        "README.md __init__ models rules queries hooks listeners holdings to_do actions pages api "
        "tasks templates templatetags static standard urls apps migrations".split()
    )
    for app in ROOMED:
        held = {p.name if p.suffix == ".md" else p.stem for p in (PACKAGE / app).iterdir()}
        assert held - rooms - {"__pycache__"} == set(), app
        assert {"README.md", "apps", "models"} <= held, app


def test_no_app_is_larger_than_its_share() -> None:
    """Of all that is written by hand: Python, templates, styles and scripts, but no migrations."""
    lines: dict[str, int] = {}
    for path in PACKAGE.rglob("*"):
        if path.suffix in _WRITTEN and not {"migrations", "locale"} & set(path.parts):
            place = path.relative_to(PACKAGE).as_posix()
            app = next((app for app in APPS if place.startswith(f"{app}/")), "")
            parts = place.split("/")
            folder = app or "/".join(parts[:2] if parts[0] == "forms" else parts[:1])
            count = path.read_text(encoding="utf-8").count("\n")
            lines[folder] = lines.get(folder, 0) + count
    # Science is folders of methods, each of which stands for itself.
    assert checks.too_large(lines, {"": 1 / 8, "science": 1 / 7}) == []


def test_no_files_import_each_other() -> None:
    assert checks.circles(imports()) == []


def test_all_of_science_is_reached_by_a_page_or_a_command() -> None:
    """Modules that only tests, benchmarks or notebooks import are wired, or go."""
    known = imports()
    todo = [name for name in known if not name.startswith("homelands.science")]
    reached: set[str] = set()
    while todo:
        name = todo.pop()
        if name not in reached:
            reached.add(name)
            todo += known[name]
    packages = {module.name for module in modules() if module.path.name == "__init__.py"}
    science = {name for name in known if name.startswith("homelands.science.")}
    assert sorted(science - reached - packages) == []


def test_somebody_listens_to_every_hook() -> None:
    hooks = [
        hook
        for module in modules()
        if module.app and module.inside == ("hooks",)
        for hook in vars(importlib.import_module(module.name)).values()
        if isinstance(hook, Hook)
    ]
    assert {hook.name for hook in hooks if not hook.is_heard} == set()
    assert len(hooks) >= 4


def test_only_pages_and_tasks_read_the_clock() -> None:
    quiet = [m for room in ("actions", "queries") for m in in_room(room)]
    quiet += [m for m in modules() if m.room in {"rules", "science"}]
    assert checks.clock_readers(quiet) == []


def test_pages_are_imported_only_by_urls() -> None:
    assert checks.page_importers(modules()) == []


def test_no_signals() -> None:
    assert checks.signal_users(modules()) == []


def test_forms_know_of_django_only_its_translations() -> None:
    allowed = frozenset({"django.utils.translation", "django.utils.functional"})
    assert (
        checks.users_of_django((m for m in modules() if m.place.startswith("forms/")), allowed)
        == []
    )


def test_no_file_is_too_long() -> None:
    assert checks.too_long(modules()) == []


def test_views_render_the_template_of_their_slice() -> None:
    found = [w for m in in_room("pages") if m.app != "web" for w in checks.strays(m)]
    assert found == []


def test_url_names_are_slice_names() -> None:
    for name, view in _named_views():
        if "." in name and name != "ui.patterns":
            app, noun, verb = name.split(".")
            assert view.__module__ == f"homelands.{_folder(app)}.pages.{noun}"
            assert view.__name__ == verb


def _named_views() -> list[tuple[str, object]]:
    found = []
    stack = list(get_resolver().url_patterns)
    while stack:
        pattern = stack.pop()
        if hasattr(pattern, "url_patterns"):
            stack += pattern.url_patterns
        elif getattr(pattern.callback, "__module__", "").startswith("homelands."):
            found.append((pattern.name or "", pattern.callback))
    return found


def test_everything_that_is_held_about_a_person_is_registered() -> None:
    registered = {holding.model: holding for holding in holdings()}
    for model in apps.get_models():
        if not model.__module__.startswith("homelands.") or hasattr(model, "pgh_tracked_model"):
            continue
        points = any(f.related_model is Person for f in model._meta.fields)
        sealed = [f for f in model._meta.fields if isinstance(f, EncryptedText)]
        # What opens something is nobody's personal data.
        secret = any(not isinstance(field, Credential) for field in sealed)
        if points or secret or model is Person:
            assert model in registered, f"{model.__name__} is not in the registry"


def test_every_field_that_is_held_is_named() -> None:
    for holding in holdings():
        named = set(holding.fields) | set(holding.structure)
        assert named == {f.name for f in holding.model._meta.fields}, holding.model.__name__


@pytest.mark.django_db
def test_every_table_about_a_person_has_forced_row_security() -> None:
    from django.db import connection

    tables = {holding.model._meta.db_table for holding in holdings()}
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")
        forced = {name for (name,) in cursor.fetchall()}
    assert tables - forced == set()
    # What has happened to a row is no more open than the row.
    histories = [m for m in apps.get_models() if hasattr(m, "pgh_tracked_model")]
    guarded = {m._meta.db_table for m in histories if m.pgh_tracked_model._meta.db_table in forced}
    assert guarded - forced == set()


@pytest.mark.django_db
def test_no_migration_is_pending() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_every_string_is_translated() -> None:
    call_command("messages", "--check", stdout=io.StringIO())


def test_every_setting_is_documented() -> None:
    text = (REPOSITORY / "docs" / "settings.md").read_text()
    used: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        source = path.read_text()
        used |= set(
            re.findall(r'(?:environ(?:\.get|\.setdefault)?[(\[]|flag\()\s*"([A-Z_]+)"', source)
        )
    used -= {"DJANGO_SETTINGS_MODULE", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"}
    assert {name for name in used if f"`{name}`" not in text} == set()


def test_the_map_is_true() -> None:
    text = (REPOSITORY / "docs" / "map.md").read_text(encoding="utf-8")
    assert text == program("map").text()


def test_the_pages_of_states_are_true() -> None:
    held = (REPOSITORY / "docs" / "states").glob("*.md")
    assert {page.stem: page.read_text(encoding="utf-8") for page in held} == program(
        "states"
    ).pages()


def test_the_page_of_access_is_true() -> None:
    text = (REPOSITORY / "docs" / "access.md").read_text(encoding="utf-8")
    assert text == program("access").text()


def test_every_action_says_who_may() -> None:
    assert program("access").silent_checks() == set()


@pytest.mark.django_db
def test_every_policy_of_the_database_is_on_the_page_of_access() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename, policyname, cmd FROM pg_policies ORDER BY 1, 2")
        made = cursor.fetchall()
    assert sorted((p.table, p.name, p.verb) for p in program("access").policies()) == made


def test_pages_name_files_that_are_there() -> None:
    assert [lost for page in documents() for lost in checks.lost_paths(page, paths())] == []


def program(name: str) -> Any:
    """Loads one of the programs that write the documentation."""
    place = importlib.util.spec_from_file_location(name, REPOSITORY / "docs" / f"{name}.py")
    drawn = importlib.util.module_from_spec(place)
    place.loader.exec_module(drawn)
    return drawn


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("url", "kilobytes"),
    [("/", 60), ("/register/", 60), ("/where/", 80), ("/take-part/", 45), ("/sign-in/", 60)],
)
def test_first_visits_stay_within_their_budget(url: str, kilobytes: int) -> None:
    page = Client().get(url).content
    total = len(gzip.compress(page))
    for name in re.findall(r'(?:href|src)="/static/([^"]+)"', page.decode()):
        file = next(PACKAGE.rglob(f"static/{name}"))
        total += len(gzip.compress(file.read_bytes()))
    assert total < kilobytes * 1024
