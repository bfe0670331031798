"""No form exceeds the budget of steps and characters, and honest forms stay far below it."""

import pytest

from homelands.forms.xforms import Answers, ExpressionError, Form, parse, try_worst
from homelands.forms.xforms.budget import MAX_CHARACTERS, MAX_STEPS
from homelands.forms.xforms.reading.document import plain_path

from .sample import NOW, form, wrap

QUESTION = '<input ref="/data/q"><label>Q</label></input>'
TOO_LONG = "it makes a text of more than 100,000 characters."
TOO_MANY = "the form takes more than 1,000,000 steps to work out"


def chain(rows: int, references: int) -> Form:
    """Rows that each join the row before to itself again and again."""
    names = ["q", *(f"c{row}" for row in range(rows))]
    nodes = "".join(f"<{name}/>" for name in names)
    joined = [f"concat({', '.join([f'/data/{name}'] * references)})" for name in names]
    binds = "".join(
        f'<bind nodeset="/data/{name}" calculate="{rule}"/>'
        for rule, name in zip(joined, names[1:], strict=False)
    )
    return parse(wrap(f'<instance><data id="f">{nodes}</data></instance>{binds}', QUESTION))


@pytest.mark.parametrize(("rows", "references"), [(60, 100), (3, 60), (17, 2)])
def test_rows_that_join_the_row_before_are_refused_at_publishing(
    rows: int, references: int
) -> None:
    with pytest.raises(ExpressionError) as raised:
        try_worst(chain(rows, references), NOW)
    assert raised.value.reason == TOO_LONG


def test_a_row_is_refused_before_it_is_put_together() -> None:
    answers = Answers(chain(2, 60), {"/data/q": "a"}, NOW)
    assert len(answers.value("/data/c1")) == 3_600
    with pytest.raises(ExpressionError) as raised:
        Answers(chain(2, 60), {"/data/q": "a" * 28}, NOW)
    assert raised.value.reason == TOO_LONG


def test_rows_that_are_long_together_are_refused_too() -> None:
    names = "".join(f"<c{row}/>" for row in range(300))
    binds = "".join(
        f'<bind nodeset="/data/c{row}" calculate="concat({", ".join(["/data/q"] * 19)})"/>'
        for row in range(300)
    )
    long = parse(wrap(f'<instance><data id="f"><q/>{names}</data></instance>{binds}', QUESTION))
    with pytest.raises(ExpressionError, match="makes texts of more than 20,000,000 characters"):
        Answers(long, {"/data/q": "a" * 5_000}, NOW)


def test_a_text_with_answers_filled_in_is_bounded() -> None:
    label = '<output value="/data/q"/>' * 30
    body = f'<input ref="/data/q"><label>{label}</label></input>'
    told = parse(wrap('<instance><data id="f"><q/></data></instance>', body))
    answers = Answers(told, {"/data/q": "a" * 5_000}, NOW)
    with pytest.raises(ExpressionError) as raised:
        answers.label(told.questions["/data/q"])
    assert raised.value.reason == TOO_LONG


def deep() -> Form:
    """A form with a condition that looks at all nodes from all nodes, 28 times."""
    rule = "count(" + "//*[" * 28 + "1" + "]" * 28 + ") > 0"
    model = '<instance><data id="f"><q/><a/><b/></data></instance>'
    return parse(wrap(f'{model}<bind nodeset="/data/q" constraint="{rule}"/>', QUESTION))


def test_conditions_in_conditions_are_refused_at_publishing_though_no_answer_starts_them() -> None:
    Answers(deep(), {}, NOW).check_all()
    with pytest.raises(ExpressionError, match=TOO_MANY):
        try_worst(deep(), NOW)


ROUNDS = {
    "the row before": lambda row: f"/data/m/c{row - 1} + 1" if row else "/data/m/q + 1",
    "the number of the round": lambda row: f"position(..) + {row}",
    "the round before, by position()": lambda row: (
        f"/data/m[position() = position(current()/..) - 1]/q + {row}"
    ),
    "the round before, by a number": lambda row: f"/data/m[position(current()/..) - 1]/q + {row}",
    "the round before, by indexed-repeat()": lambda row: (
        f"indexed-repeat(/data/m/q, /data/m, position(..) - 1) + {row}"
    ),
}


def repeated(kind: str, rows: int = 20) -> Form:
    nodes = "".join(f"<c{row}/>" for row in range(rows))
    binds = "".join(
        f'<bind nodeset="/data/m/c{row}" calculate="{ROUNDS[kind](row)}"/>' for row in range(rows)
    )
    body = '<group><repeat nodeset="/data/m"><input ref="/data/m/q"><label>Q</label></input>'
    model = f'<instance><data id="f"><m><q/>{nodes}</m></data></instance>{binds}'
    return parse(wrap(model, f"{body}</repeat></group>"))


def spent(asked: Form, rounds: int) -> int:
    given = {f"/data/m[{number}]/q": str(number) for number in range(1, rounds + 1)}
    return MAX_STEPS - Answers(asked, given, NOW).context.budget.steps


@pytest.mark.parametrize("kind", ROUNDS)
def test_calculations_in_a_repeat_cost_no_more_in_the_last_round_than_in_the_first(
    kind: str,
) -> None:
    asked = repeated(kind)
    few, many = spent(asked, 50), spent(asked, 200)
    assert many <= 4.4 * few


@pytest.mark.parametrize(
    ("kind", "third"),
    [
        ("the number of the round", "3"),
        ("the round before, by position()", "20"),
        ("the round before, by a number", "20"),
        ("the round before, by indexed-repeat()", "20"),
    ],
)
def test_a_round_that_is_found_by_its_number_is_the_right_one(kind: str, third: str) -> None:
    given = {f"/data/m[{number}]/q": str(number * 10) for number in range(1, 5)}
    answers = Answers(repeated(kind), given, NOW)
    assert answers.value("/data/m[3]/c0") == third
    without = Answers(answers.form, answers.without_round("/data/m", 2), NOW)
    assert without.value("/data/m[3]/c0") == ("3" if third == "3" else "30")


def test_sixty_calculations_in_two_hundred_rounds_stay_below_the_budget() -> None:
    for kind in ROUNDS:
        try_worst(repeated(kind, rows=60), NOW)


def test_an_honest_form_spends_a_hundredth_of_the_budget() -> None:
    asked = form()
    try_worst(asked, NOW)
    answers = Answers(asked, {}, NOW)
    answers.check_all()
    budget = answers.context.budget
    assert MAX_STEPS - budget.steps < MAX_STEPS // 100
    assert MAX_CHARACTERS - budget.characters < MAX_CHARACTERS // 100


def steps(model: str, body: str, given: dict[str, str]) -> int:
    """Says what working a form out and drawing its choices takes."""
    answers = Answers(parse(wrap(model, body)), given, NOW)
    for page in answers.pages():
        for question in page.questions:
            answers.choices(question)
    return MAX_STEPS - answers.context.budget.steps


POINTS = "1 1 0 0;" * 1_000


@pytest.mark.parametrize(
    ("rule", "answer", "least"),
    [
        ("area(/data/q)", POINTS, 8_000),
        ("distance(/data/q)", POINTS, 8_000),
        ("geofence('1 1', /data/q)", POINTS, 8_000),
        ("distance(/data/q)", "no place " * 1_000, 4_000),
        ("normalize-space(/data/q)", "a " * 16_000, 2_000),
    ],
)
def test_what_reads_much_of_a_text_is_paid_for(rule: str, answer: str, least: int) -> None:
    """Areas took 20 seconds within a budget of which nothing was taken off for their points."""
    model = (
        '<instance><data id="f"><q/><c/></data></instance>'
        f'<bind nodeset="/data/c" calculate="{rule}"/>'
    )
    assert steps(model, QUESTION, {"/data/q": answer}) >= least


def test_choices_that_are_drawn_are_paid_for() -> None:
    """A page of lists took seconds beside the budget: only conditions were counted."""
    items = "".join(f"<item><name>n{n}</name><label>L{n}</label></item>" for n in range(3_000))
    model = (
        '<instance><data id="f"><q/></data></instance>'
        f'<instance id="x"><root>{items}</root></instance>'
    )
    body = (
        '<select1 ref="/data/q"><label>Q</label>'
        '<itemset nodeset="instance(\'x\')/root/item"><value ref="name"/><label ref="label"/>'
        "</itemset></select1>"
    )
    assert steps(model, body, {}) >= 6_000


@pytest.mark.parametrize("path", ["/data/q", "/data/orx:q", "orx:data/q"])
def test_prefixes_of_paths_go(path: str) -> None:
    assert plain_path(path) == path.replace("orx:", "")


def test_a_long_text_without_a_colon_is_no_path_and_is_read_once() -> None:
    """The pattern began again at each letter: 1 ms for 1,000 letters, 5 minutes for a million."""
    text = "a" * 300_000
    assert plain_path(text) == text
