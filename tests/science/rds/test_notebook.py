"""The notebook runs from top to bottom, and prints what it says it prints."""

import re
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[3]
EXAMPLE = re.compile(r"```python\n(.*?)```\n```text\n(.*?)```", re.DOTALL)


def test_the_notebook_prints_what_it_says(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(REPOSITORY)
    text = Path("docs/notebooks/estimates.md").read_text(encoding="utf-8")
    examples = EXAMPLE.findall(text)
    assert len(examples) == text.count("```python") > 0
    names: dict[str, object] = {}
    for code, printed in examples:
        exec(compile(code, "estimates.md", "exec"), names)
        assert capsys.readouterr().out == printed
