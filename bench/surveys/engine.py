"""The engine of questionnaires: reading a large form, saving a page of it, one expression."""

from collections.abc import Callable
from datetime import UTC, datetime
from statistics import median
from time import process_time

from bench.surveys.big_form import path, xform
from homelands.forms.xforms import Answers, Form, parse

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
SIZES = ((200, 3), (2_000, 10))
INSTANCES = 200
_REPEAT = """<?xml version="1.0"?>
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml">
<h:head><h:title>R</h:title><model><instance><data id="r"><m><a/>{fields}</m><s/></data></instance>
<bind nodeset="/data/s" calculate="sum(/data/m/a)"/>{binds}</model></h:head>
<h:body><repeat nodeset="/data/m"><input ref="/data/m/a"><label>A</label></input>{controls}</repeat>
</h:body></h:html>"""


def main() -> None:
    print("| work | CPU ms |\n|---|---|")
    for questions, languages in SIZES:
        _large(questions, languages)
    _repeat_instances()


def _large(questions: int, languages: int) -> None:
    xml = xform(questions, languages)
    name = f"{questions:,} questions, {languages} languages"
    _print(f"read a form ({len(xml) / 1e6:.1f} MB): {name}", _time(lambda: _read(xml), 3))
    form = _read(xml)
    values = {path(number): "5" for number in range(questions)}
    _print(f"open all answers: {name}", _time(lambda: Answers(form, values, NOW), 7))
    _print(f"save a page (open, check it, keep): {name}", _time(lambda: _save(form, values), 7))
    answers = Answers(form, values, NOW)
    _print(f"check all answers: {name}", _time(answers.check_all, 5))
    _print(f"write the submission: {name}", _time(lambda: answers.to_xml("uuid:1"), 5))
    rules = [(bind.relevant or bind.calculate, bind.path) for bind in form.binds.values()]
    used = [(rule, where) for rule, where in rules if rule is not None]
    spent = _time(lambda: [answers.evaluate(rule, where) for rule, where in used], 5)
    _print(f"one expression (mean of {len(used):,}): {name}", spent / len(used))


def _read(xml: bytes) -> Form:
    """Reads a form and puts its nodes in order, which the first respondent would wait for."""
    form = parse(xml)
    assert form.stages
    return form


def _save(form: Form, values: dict[str, str]) -> dict[str, str]:
    answers = Answers(form, values, NOW)
    answers.check(answers.pages()[-1])
    return answers.clean()


def _repeat_instances() -> None:
    names = [f"f{number}" for number in range(40)]
    form = _read(
        _REPEAT.format(
            fields="".join(f"<{name}/>" for name in names),
            binds="".join(
                f'<bind nodeset="/data/m/{n}" relevant="/data/m/a &gt; 1"/>' for n in names
            ),
            controls="".join(f'<input ref="/data/m/{n}"><label>F</label></input>' for n in names),
        ).encode()
    )
    values = {f"/data/m[{number}]/a": str(number) for number in range(1, INSTANCES + 1)}
    spent = _time(lambda: _save(form, values), 5)
    _print(f"save a page of {INSTANCES} repeat instances of {len(names) + 1} questions", spent)


def _time(work: Callable[[], object], times: int) -> float:
    """Gives the median seconds of work, not counting what else the machine does."""
    spent = []
    for _ in range(times):
        began = process_time()
        work()
        spent.append(process_time() - began)
    return median(spent)


def _print(work: str, seconds: float) -> None:
    print(f"| {work} | {seconds * 1000:.3g} |", flush=True)
