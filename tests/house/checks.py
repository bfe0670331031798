"""The checks themselves: each takes parsed source and returns what is wrong, in words.

They are functions of their input, so that test_checks.py can show each of them a violation.
"""

import ast
import re
from collections.abc import Iterable, Mapping, Set
from pathlib import Path

from tests.house.source import Module

_WRITES = {
    "save",
    "create",
    "delete",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
}
_SQL = ("INSERT ", "UPDATE ", "DELETE ", "TRUNCATE ")


def _calls(tree: ast.AST) -> Iterable[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _action_modules(tree: ast.Module) -> set[str]:
    """Returns the names under which a module knows modules of actions."""
    return {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").endswith(".actions")
        for alias in node.names
    }


def _is_write(call: ast.Call, actions: set[str]) -> bool:
    if not isinstance(call.func, ast.Attribute):
        return False
    if isinstance(call.func.value, ast.Name) and call.func.value.id in actions:
        return False  # `segments.create(…)` is the action that writes
    if call.func.attr in _WRITES:
        return True
    # dict.update takes a mapping, a queryset's update takes keywords.
    return call.func.attr == "update" and bool(call.keywords) and not call.args


def writes_outside_actions(modules: Iterable[Module]) -> list[str]:
    """Writes stand only in actions."""
    found = []
    for module in modules:
        if module.room == "actions":
            continue
        actions = _action_modules(module.tree)
        writes = (call for call in _calls(module.tree) if _is_write(call, actions))
        found += [f"{module.place}:{call.lineno}" for call in writes]
        found += [
            f"{module.place}:{node.lineno}"
            for call in _calls(module.tree)
            if isinstance(call.func, ast.Attribute) and call.func.attr == "execute"
            for node in call.args
            if isinstance(node, ast.Constant) and str(node.value).lstrip().startswith(_SQL)
        ]
    return found


def _public_functions(module: Module) -> Iterable[ast.FunctionDef]:
    return (
        node
        for node in module.tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    )


def actions_without_form(modules: Iterable[Module]) -> list[str]:
    """Every public function of an actions module is an action, takes `by`, and no request."""
    found = []
    for module in modules:
        for function in _public_functions(module):
            keywords = {argument.arg for argument in function.args.kwonlyargs}
            names = {a.arg for a in function.args.args} | keywords
            decorators = {
                d.func.id
                for d in function.decorator_list
                if isinstance(d, ast.Call) and isinstance(d.func, ast.Name)
            }
            where = f"{module.place}:{function.lineno} {function.name}"
            if "action" not in decorators:
                found.append(f"{where} is not an action")
            if "by" not in keywords:
                found.append(f"{where} does not take `by` as a keyword")
            if "request" in names:
                found.append(f"{where} takes a request")
            if len(function.args.args) > 1:
                found.append(f"{where} takes more than its subject by place")
            if not ast.get_docstring(function):
                found.append(f"{where} has no docstring, which is its name in the audit trail")
    return found


def clock_readers(modules: Iterable[Module]) -> list[str]:
    """Time is passed in: actions, rules and queries do not read the clock."""
    readers = {"now", "today", "localdate", "localtime", "utcnow"}
    return [
        f"{module.place}:{call.lineno}"
        for module in modules
        for call in _calls(module.tree)
        if isinstance(call.func, ast.Attribute)
        and call.func.attr in readers
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id in {"timezone", "datetime", "date"}
    ]


def page_importers(modules: Iterable[Module]) -> list[str]:
    """Pages are imported by the urls of their app, and by pages and templates under their roof."""
    found = []
    for module in modules:
        for node in ast.walk(module.tree):
            if not (isinstance(node, ast.ImportFrom) and node.module):
                continue
            parts = node.module.split(".")
            if parts[0] != "homelands" or "pages" not in parts[2:4]:
                continue
            app = "/".join(parts[1 : parts.index("pages")])
            under_one_roof = module.place.split("/")[0] == parts[1]
            own = module.app == app and module.room == "urls"
            if not own and not (under_one_roof and module.room in {"pages", "templatetags"}):
                found.append(f"{module.place}:{node.lineno} imports {node.module}")
    return found


def signal_users(modules: Iterable[Module]) -> list[str]:
    """News travels by named hooks, never by Django's signals."""
    return [
        f"{module.place}:{node.lineno}"
        for module in modules
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom)
        and node.module in {"django.db.models.signals", "django.dispatch"}
    ]


def users_of_django(modules: Iterable[Module], allowed: frozenset[str]) -> list[str]:
    """Forms and files are read without Django, but for what is `allowed`."""
    found = []
    for module in modules:
        for node in ast.walk(module.tree):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            found += [
                f"{module.place}:{node.lineno} imports {name}"
                for name in names
                if name.split(".")[0] == "django" and name not in allowed
            ]
    return found


def too_long(modules: Iterable[Module], most: int = 400) -> list[str]:
    """No file is above 400 lines."""
    found = []
    for module in modules:
        lines = module.path.read_text(encoding="utf-8").count("\n")
        if lines > most:
            found.append(f"{module.place} has {lines} lines")
    return found


def rendered_templates(module: Module) -> dict[str, list[str]]:
    """Returns, for each view of a pages module, the templates that it renders."""
    found: dict[str, list[str]] = {}
    for function in _public_functions(module):
        found[function.name] = [
            call.args[1].value
            for call in _calls(function)
            if isinstance(call.func, ast.Name)
            and call.func.id == "render"
            and len(call.args) > 1
            and isinstance(call.args[1], ast.Constant)
        ]
    return found


def strays(module: Module) -> list[str]:
    """A view renders the template of its slice: `register/persons/show.html` for `show`."""
    app, noun = module.app.rpartition("/")[2], module.inside[-1]
    found = []
    for view, templates in rendered_templates(module).items():
        own = f"{app}/{noun}/{view}.html"
        if templates and own not in templates and not any(own[:-5] in t for t in templates):
            found.append(f"{module.place}: {view} renders {templates}, not {own}")
    return found


def circles(imports: Mapping[str, Set[str]]) -> list[list[str]]:
    """Returns the rings of modules that import each other, directly or through others (Tarjan)."""
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    open_: list[str] = []
    found: list[list[str]] = []

    def visit(name: str) -> None:
        order[name] = low[name] = len(order)
        open_.append(name)
        for other in sorted(imports.get(name, ())):
            if other not in order:
                visit(other)
                low[name] = min(low[name], low[other])
            elif other in open_:
                low[name] = min(low[name], order[other])
        if low[name] == order[name]:
            place = open_.index(name)
            ring, open_[place:] = open_[place:], []
            if len(ring) > 1:
                found.append(sorted(ring))

    for name in sorted(imports):
        if name not in order:
            visit(name)
    return found


def too_large(lines: Mapping[str, int], most: Mapping[str, float]) -> list[str]:
    """No app holds more than its share of the lines; `most` has the share of each, or of ""."""
    whole = sum(lines.values())
    return [
        f"{app} holds {n} of {whole} lines"
        for app, n in lines.items()
        if n > whole * most.get(app, most[""])
    ]


def lost_paths(page: Path, known: Set[str]) -> list[str]:
    """Pages name files that are there, by the end of their path; links lead from the page."""
    text = page.read_text(encoding="utf-8")
    tops = {path.split("/")[0] for path in known} | {"actions", "queries", "models", "pages"}
    named = re.findall(r"`([\w.-]+(?:/[\w.-]+)*/?)`", text)
    paths = [name for name in named if name.endswith((".py", ".md")) or name.split("/")[0] in tops]
    lost = [name for name in paths if "/" in name or "." in name if not _is_there(name, known)]
    links = re.findall(r"\]\((?!\w+:)([^)#\s]+)", text)
    lost += [link for link in links if not (page.parent / link).exists()]
    return [f"{page.name}: {name}" for name in dict.fromkeys(lost)]


def _is_there(name: str, known: Set[str]) -> bool:
    return any(f"/{path}".endswith(f"/{name.rstrip('/')}") for path in known)
