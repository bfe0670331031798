"""The notebooks run from top to bottom, and print what they say they print."""

import re
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[3]
EXAMPLE = re.compile(r"```python\n(.*?)```\n```text\n(.*?)```", re.DOTALL)


@pytest.mark.parametrize("name", ["estimates.md", "replicates.md"])
def test_the_notebook_prints_what_it_says(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(REPOSITORY)
    text = Path("docs/notebooks", name).read_text(encoding="utf-8")
    examples = EXAMPLE.findall(text)
    assert len(examples) == text.count("```python") > 0
    names: dict[str, object] = {}
    for code, printed in examples:
        exec(compile(code, name, "exec"), names)
        assert capsys.readouterr().out == printed
