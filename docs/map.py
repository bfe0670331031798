"""Writes docs/map.md: the river, the rooms, the verbs, read from the code itself."""

import ast
import tomllib
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "homelands"
ROOMS = "models rules queries actions pages api tasks hooks listeners holdings to_do".split()


def river() -> list[str]:
    """Returns the apps from above to below, in the order that pyproject.toml gives the linter."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = [c for c in told["tool"]["importlinter"]["contracts"] if c["type"] == "layers"]
    layers = {c["containers"][0]: c["layers"] for c in contracts if len(c["containers"]) == 1}
    apps = []
    for layer in filter(lambda layer: (PACKAGE / layer).is_dir(), layers["homelands"]):
        under = [config.parent.name for config in (PACKAGE / layer).glob("*/apps.py")]
        under = layers.get(f"homelands.{layer}", under)
        apps += [f"{layer}/{app}" for app in under] or [layer]
    return apps


RIVER = river()


def main() -> None:
    (ROOT / "docs" / "map.md").write_text(text(), encoding="utf-8")


def text() -> str:
    """Returns the map as Markdown."""
    lines = [
        "# The map",
        "Made by `make map` from the code; do not edit.",
        "",
        "Records flow down the river: each app imports only what stands below it in this list.",
        "",
        "| app | what it is | rooms | imports |",
        "|---|---|---|---|",
    ]
    lines += [_row(app) for app in RIVER]
    lines += ["", "## The verbs", "Each is an action; its name is also its audit code.", ""]
    for app in RIVER:
        for noun, verbs in _verbs(app).items():
            lines.append(f"- `{app.split('/')[-1]}.{noun}`: " + ", ".join(verbs))
    lines += ["", "## The walk", "Follow these files, in this order:", ""]
    lines += [f"{place}. `{step}`" for place, step in enumerate(_walk(), start=1)]
    return "\n".join(lines) + "\n"


def _row(app: str) -> str:
    folder = PACKAGE / app
    rooms = [room for room in ROOMS if (folder / room).exists() or (folder / f"{room}.py").exists()]
    return f"| {app} | {_about(folder)} | {', '.join(rooms)} | {', '.join(_imports(app))} |"


def _about(folder: Path) -> str:
    """Returns the line under the title of an app's README."""
    lines = (folder / "README.md").read_text(encoding="utf-8").splitlines()
    return next(line for line in lines[1:] if line.strip())


def _imports(app: str) -> list[str]:
    found = set()
    for path in (PACKAGE / app).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("homelands."):
                parts = node.module.split(".")[1:]
                found |= {parts[0], "/".join(parts[:2])}
    return [other.split("/")[-1] for other in RIVER if other in found - {app}]


def _verbs(app: str) -> dict[str, list[str]]:
    verbs: dict[str, list[str]] = defaultdict(list)
    for path in sorted((PACKAGE / app / "actions").glob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                verbs[path.stem].append(node.name)
    return verbs


def _walk() -> list[str]:
    return [
        "src/homelands/surveys/questionnaires/actions/responses.py",
        "src/homelands/people/register/actions/persons.py",
        "src/homelands/mapping/findings/actions/findings.py",
        "src/homelands/outreach/campaigns/actions/segments.py",
        "src/homelands/programmes/selection/actions/applications.py",
        "src/homelands/programmes/selection/actions/matches.py",
        "src/homelands/programmes/placements/actions/placements.py",
        "src/homelands/programmes/payments/actions/payments.py",
        "src/homelands/results/actions/indicators.py",
        "tests/journeys/test_walk.py",
    ]


if __name__ == "__main__":
    main()
