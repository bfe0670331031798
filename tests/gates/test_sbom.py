"""The bill of materials that `make sbom` writes names every package that is pinned."""

import json
import subprocess
import sys
from importlib import metadata
from pathlib import Path

from tests.gates import licences


def test_every_pinned_package_is_on_the_bill(tmp_path: Path) -> None:
    told = (licences.ROOT / "Makefile").read_text(encoding="utf-8")
    recipe = told.partition("\nsbom:")[2].partition("\n\n")[0].replace("\\\n", " ")
    (command,) = [line.split() for line in recipe.splitlines() if "cyclonedx-py" in line]
    bill = tmp_path / "sbom.json"
    given = {
        "$(BIN)/cyclonedx-py": [sys.executable, "-m", "cyclonedx_py"],
        "$(BIN)/python": [sys.executable],
        "build/sbom.json": [str(bill)],
    }
    words = [word for part in command for word in given.get(part, [part])]
    done = subprocess.run(words, cwd=licences.ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    written = json.loads(bill.read_text())
    assert written["bomFormat"] == "CycloneDX"
    assert written["metadata"]["component"]["name"] == "homelands"
    held = {
        part["name"].lower().replace("_", "-"): part["version"] for part in written["components"]
    }
    pinned = licences.pinned(licences.LOCK.read_text(encoding="utf-8"))
    here = {name: metadata.version(name) for name in pinned if licences.declared(name) is not None}
    assert {name: held.get(name) for name in here} == here
