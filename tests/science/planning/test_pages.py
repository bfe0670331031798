"""The examples in the pages run, and print what the pages say they print."""

import re
from pathlib import Path

import pytest

PAGES = Path(__file__).resolve().parents[3] / "docs" / "methods"
EXAMPLE = re.compile(r"```python\n(.*?)```\n```text\n(.*?)```", re.DOTALL)


@pytest.mark.parametrize("page", ["planning.md", "coverage.md"])
def test_the_examples_print_what_the_page_says(
    page: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (PAGES / page).read_text(encoding="utf-8")
    examples = EXAMPLE.findall(text)
    assert len(examples) == text.count("```python") > 0
    for code, printed in examples:
        exec(compile(code, page, "exec"), {})
        assert capsys.readouterr().out == printed
