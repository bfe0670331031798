"""Runs openrosa-xpath-evaluator in headless Chromium: installs it, loads it, asks it."""

import hashlib
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
NAME = "openrosa-xpath-evaluator"
_REQUIRE = re.compile(r"""require\(\s*['"]([^'"]+)['"]\s*\)""")
_ABSENT = frozenset({"crypto"})
"""What the modules ask for only where there is no browser."""


class AbsentToolError(Exception):
    """Says which tool is missing, so that the comparison cannot run."""


def chromium() -> str:
    """Gives the path of Chromium."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        raise AbsentToolError("NO CHROMIUM ON THIS MACHINE")
    return found


def installed() -> Path:
    """Installs the pinned packages outside the tree, once, and gives their folder."""
    lock = (HERE / "package-lock.json").read_bytes()
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = base / "homelands" / f"differential-{hashlib.sha256(lock).hexdigest()[:12]}"
    modules = folder / "node_modules"
    # npm writes this file last.
    if not (modules / ".package-lock.json").is_file():
        npm = shutil.which("npm")
        if npm is None:
            raise AbsentToolError("NO NPM ON THIS MACHINE")
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / name, folder / name)
        command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        if done.returncode:
            raise AbsentToolError(f"NPM COULD NOT INSTALL {NAME}: {done.stderr[-500:]}")
    return modules


def script(modules: Path) -> str:
    """Joins the CommonJS modules into one script that offers the evaluator as `peer`."""
    start = _entry(modules, NAME)
    found: dict[Path, str] = {}
    waiting = [start]
    while waiting:
        path = waiting.pop()
        if path not in found:
            found[path] = path.read_text(encoding="utf-8")
            waiting.extend(_asked(modules, path, found[path]).values())
    parts = [
        f"{json.dumps(str(path))}: [function (module, exports, require) {{{text}\n}}, "
        f"{json.dumps({name: str(at) for name, at in _asked(modules, path, text).items()})}]"
        for path, text in found.items()
    ]
    loader = (HERE / "loader.js").read_text(encoding="utf-8")
    return loader.replace("/*MODULES*/", ",\n".join(parts)).replace(
        "/*START*/", json.dumps(str(start))
    )


def _entry(modules: Path, name: str) -> Path:
    folder = modules / name
    main = json.loads((folder / "package.json").read_text(encoding="utf-8"))["main"]
    return folder / main


def _asked(modules: Path, path: Path, text: str) -> dict[str, Path]:
    """Finds the modules that one asks for, by the names it uses."""
    found = {}
    for name in _REQUIRE.findall(text):
        if name in _ABSENT:
            continue
        target = (path.parent / name).resolve() if name[0] == "." else _entry(modules, name)
        found[name] = target if target.suffix == ".js" else target.with_name(target.name + ".js")
    return found


@contextmanager
def asked_by(driver: Any, now: datetime, zone: str) -> Iterator[Any]:
    """Opens a page with the evaluator in it, whose clock stands still."""
    path, source = chromium(), script(installed())
    options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    browser = driver.chromium.launch(executable_path=path, args=options)
    page = browser.new_context(locale="en-US", timezone_id=zone).new_page()
    page.evaluate("now => { window.stopped = now }", now.timestamp() * 1000)
    page.add_script_tag(content=source)
    page.add_script_tag(content=(HERE / "asking.js").read_text(encoding="utf-8"))
    yield page
    browser.close()


def ask(page: Any, models: Sequence[str], cases: Sequence[Sequence[Any]]) -> list[Any]:
    """Asks for the values of cases: each is the place of its model, a path, an expression."""
    return list(page.evaluate("([models, cases]) => answers(models, cases)", [models, cases]))
