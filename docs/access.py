"""Writes docs/access.md: who may see and do what, read from the policies, actions and roles."""

import ast
import csv
import importlib
import inspect
import os
import textwrap
from collections.abc import Callable, Collection, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "homelands"

ABOUT = """Made by `make map` from the policies in the migrations, the checks of the actions and
`foundation/roles.py`; do not edit.

Three walls stand behind each other. **Pages** ask a `check_…` of their app's rules. **Actions** are
the only writes, and each asks the checks named below. **The database** gives the program only the
rows that its policies open to whoever acts, whatever a page asks for; without an actor, none. In
jobs and commands the program acts as itself: it sees all rows but those that one part of it keeps,
and may do what is not kept for a named person. The reporting role is in no policy, so it sees no
row of the first table. What is encrypted is opened by the program alone, for those who see the
row."""

SECURED = """Row-level security, forced. The actions narrow further what may be written."""

TRIED = """What the table above comes to, tried row by row as the database's own role: what each may
do to a row of their own, to one of the country, programme or organisation of their grant, and to
one of another. **R**ead, **A**dd, **C**hange, **D**elete; small where a rule of the table refuses
it in the end. A star is a grant without limits; an officer's own row is one that they made. Who is
not named may do nothing. Made by `python -m tests.attack.matrix --write`, which also writes
`tests/attack/pages.csv`: how each page and each address of the API answers them."""

OPEN = """They hold nobody's record, or are read before anybody is known (accounts). The database
gives their rows to every part of the program; pages decide who sees them, and only the actions
below write them. Where their history is kept, it only grows."""

ACTIONS = """Each name is also the code of its row in the audit trail."""

GROWS = "rows are added, never changed or removed"

Check = Callable[..., None]


class Policy(NamedTuple):
    """One policy of a table: what may be done to the rows that its conditions let through."""

    table: str
    name: str
    verb: str
    conditions: tuple[str, ...]


def main() -> None:
    (ROOT / "docs" / "access.md").write_text(text(), encoding="utf-8")


def text() -> str:
    """Returns the page as Markdown."""
    from django.utils.translation import override

    with override("en"):
        return "\n\n".join(
            [
                f"# Who may see and do what\n{ABOUT}",
                f"## Who is meant\n{_groups()}",
                f"## The roles\n{_roles()}",
                f"## Tables whose rows are somebody's\n{SECURED}\n\n{_secured()}",
                f"## What that comes to\n{TRIED}\n\n{_tried()}",
                f"## Other tables\n{OPEN}\n\n{_open()}",
                f"## The actions\n{ACTIONS}\n{_actions()}",
            ]
        )


def policies() -> list[Policy]:
    """Returns every policy that the migrations make."""
    from homelands.foundation.access.policies import AlsoSee, SecureRows

    found = []
    for path in sorted(PACKAGE.rglob("migrations/[0-9]*.py")):
        for operation in _module(path).Migration.operations:
            if isinstance(operation, SecureRows):
                found += [
                    Policy(operation.table, "see", "SELECT", tuple(operation.see)),
                    Policy(operation.table, "add", "INSERT", tuple(operation.add)),
                    Policy(operation.table, "change", "UPDATE", tuple(operation.write)),
                    Policy(operation.table, "remove", "DELETE", tuple(operation.remove)),
                ]
            elif isinstance(operation, AlsoSee):
                found.append(Policy(operation.table, operation.name, "SELECT", (operation.see,)))
    return found


def silent_checks() -> set[str]:
    """Returns the checks of actions that do not say in a docstring who may."""
    return {check.__name__ for _, checks in _checked() for check in checks if not _who(check)}


def _module(path: Path) -> Any:
    place = path.relative_to(PACKAGE).with_suffix("").parts
    return importlib.import_module(".".join(("homelands", *place)))


def _table(head: str, rows: list[str]) -> str:
    return "\n".join([f"| {head} |", "|---" * (head.count(" | ") + 1) + "|", *rows])


def _groups() -> str:
    from homelands.foundation import roles
    from homelands.foundation.access.policies import WHOSE

    scopes = (
        ("countries", "country", roles.PEOPLE_READERS),
        ("answers", "country", roles.ANSWER_READERS),
        ("collecting", "country", {roles.Role.SURVEY_MANAGER}),
        ("programmes", "programme", roles.PROGRAMME_READERS),
        ("placements", "programme", roles.PLACEMENT_READERS),
        ("selecting", "programme", roles.SELECTORS),
        ("managing", "programme", {roles.Role.PROGRAMME_MANAGER}),
        ("paying", "programme", roles.PAYERS),
        ("approving", "programme", {roles.Role.FINANCE_APPROVER}),
        ("oversight", "country", roles.ANSWER_FOR_DATA),
    )
    rows = [
        f"| {WHOSE[scope]} | a grant for the {kind}, or without limits, as {_named(held)} |"
        for scope, kind, held in scopes
    ]
    rows += [
        f"| {WHOSE['organisations']} | any grant that names the organisation |",
        "| the person | whom the row is about: a member's account has the id of its person |",
    ]
    return _table("words | who", rows)


def _named(held: Collection[Any]) -> str:
    from homelands.foundation.roles import Role

    *names, last = [str(role.label) for role in Role if role in held]
    return f"{', '.join(names)} or {last}" if names else last


def _roles() -> str:
    from homelands.foundation import roles

    opened = (roles.PEOPLE_READERS, roles.ANSWER_READERS, roles.PROGRAMME_READERS, roles.OFFICERS)
    rows = [
        f"| {role.label} | {' | '.join('yes' if role in held else '' for held in opened)} |"
        for role in roles.Role
    ]
    head = "a grant of | people of its country | answers of its country | records of its programme"
    return _table(f"{head} | needs a second factor", rows)


def _secured() -> str:
    made = policies()
    rows = [
        f"| {_title(model)} | {_whom(made, model, 'SELECT')} | {_writers(made, model)} |"
        for model in _models()
        if any(policy.table == model._meta.db_table for policy in made)
    ]
    return _table("table | who sees a row | who adds, changes, removes it", rows)


def _tried() -> str:
    """Returns the rights that tests/attack finds, those of a table in one row."""
    with (ROOT / "tests" / "attack" / "matrix.csv").open(encoding="utf-8") as file:
        lines = list(csv.reader(file))[1:]
    rows = []
    for table, same in groupby(lines, lambda line: line[0]):
        told = [f"{_held(who)}: {' · '.join(rights)}" for _, who, *rights in same]
        rows.append(f"| `{table}` | {'<br>'.join(told)} |")
    return _table("table | who: own · country · another", rows)


def _held(names: str) -> str:
    """Says who holds a right, by the names of their roles."""
    from homelands.foundation.roles import Role

    labels = {role.value: str(role.label) for role in Role}
    return ", ".join(labels.get(n.rstrip("*"), n) + "*" * n.endswith("*") for n in names.split())


def _whom(made: list[Policy], model: Any, verb: str) -> str:
    table = model._meta.db_table
    words = [_said(c) for p in made if (p.table, p.verb) == (table, verb) for c in p.conditions]
    return "; ".join(words)


def _said(condition: Any) -> str:
    return {"true": "whoever acts", "false": "nobody"}.get(condition) or condition.words


def _writers(made: list[Policy], model: Any) -> str:
    verbs = ("SELECT", "INSERT", "UPDATE", "DELETE")
    sees, adds, writes, removes = (_whom(made, model, verb) for verb in verbs)
    if hasattr(model, "pgh_tracked_model") or writes == "nobody":
        writes = adds = removes = "the database itself"
    whose = "the same" if writes == sees else writes
    apart = "" if adds == writes else f"; added by: {adds}"
    if _only_grows(model):
        return f"{whose}{apart}; {GROWS}"
    return whose + apart + ("" if removes == writes else f"; removed by: {removes}")


def _only_grows(model: Any) -> bool:
    """Says whether triggers refuse every change of a row and its removal."""
    return any(
        str(trigger.operation) == "UPDATE OR DELETE" and not trigger.condition
        for trigger in getattr(model._meta, "triggers", ())
    )


def _open() -> str:
    secured = {policy.table for policy in policies()}
    return "\n".join(
        f"- {_title(model)}{f' Its {GROWS}.' if _only_grows(model) else ''}"
        for model in _models()
        if model._meta.db_table not in secured and not hasattr(model, "pgh_tracked_model")
    )


def _models() -> list[Any]:
    """Returns the models by roof and app, each followed by its history."""
    from django.apps import apps

    def place(model: Any) -> tuple[str, str, bool]:
        tracked = getattr(model, "pgh_tracked_model", None)
        return model._meta.app_config.name, (tracked or model).__name__, tracked is not None

    return sorted(
        (m for m in apps.get_models() if m.__module__.startswith("homelands.")), key=place
    )


def _title(model: Any) -> str:
    from homelands.foundation.encryption import EncryptedText

    tracked = getattr(model, "pgh_tracked_model", None)
    about = f"History of {tracked.__name__}." if tracked else _first_line(model)
    sealed = ", ".join(f.name for f in model._meta.fields if isinstance(f, EncryptedText))
    return f"`{model._meta.db_table}` {about}" + (f" Encrypted: {sealed}." if sealed else "")


def _actions() -> str:
    lines, app = [], ""
    for action, checks in _checked():
        if not action.code.startswith(f"{app}."):
            app = action.code.split(".")[0]
            lines += ["", f"### {app}", _table("action | what happens | who may", [])]
        who = " Also: ".join(_who(check) for check in checks)
        lines.append(f"| `{action.code}` | {_first_line(action)} | {who} |")
    return "\n".join(lines) + "\n"


def _checked() -> list[tuple[Any, list[Check]]]:
    """Returns every action with its checks of who may: its own, and those it asks inside."""
    from homelands.foundation import action

    for path in sorted(PACKAGE.rglob("actions/*.py")):
        _module(path)
    made = sorted(action.ACTIONS.values(), key=lambda one: (one.__module__, one.code))
    return [(one, list(dict.fromkeys((one.who, *_asked(inspect.unwrap(one)))))) for one in made]


def _asked(function: Any) -> Iterator[Check]:
    """Yields the checks that a function, or one of its module that it calls, asks of `by`."""
    for node in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(function)))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        called = function.__globals__.get(node.func.id)
        first = node.args[0] if node.args else None
        if isinstance(first, ast.Name) and first.id == "by" and "check_" in node.func.id:
            yield called
        elif inspect.isfunction(called) and called.__module__ == function.__module__:
            yield from _asked(inspect.unwrap(called))


def _who(check: Check) -> str:
    return " ".join((inspect.getdoc(check) or "").split())


def _first_line(thing: Any) -> str:
    return (inspect.getdoc(thing) or "").split("\n")[0]


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "homelands.web.settings")
    import django

    django.setup()
    main()
