"""What the expressions of forms cost: reading them, evaluating them, and filtering long lists."""

import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from statistics import median

from lxml import etree

from homelands.forms.xforms.context import Context
from homelands.forms.xforms.evaluator import evaluate
from homelands.forms.xforms.nodes import Expression
from homelands.forms.xforms.parser import parse_expression
from tests.forms.xforms.differential.comparing import NOW, PLACES
from tests.forms.xforms.differential.corpus import expressions
from tests.forms.xforms.differential.documents import Record, records

ROUNDS = 5
CHOICES = 20_000


def main() -> None:
    """Measures the corpus of the differential test and prints Markdown tables."""
    texts = expressions()
    print(f"The {len(texts):,} expressions of the differential test.\n")
    print("| what | µs for each |\n|---|---|")
    print(f"| reading an expression | {_cost(parse_expression, texts):.0f} |")
    parsed = {text: parse_expression(text) for text in texts}
    places = [_context(record, place) for record in records() for place in PLACES]
    for use in dict.fromkeys(texts.values()):
        chosen = [parsed[text] for text, one in texts.items() if one == use]
        print(f"| evaluating, used as {use} | {_evaluating(chosen, places):.1f} |")
    print(f"| evaluating, all | {_evaluating(list(parsed.values()), places):.1f} |")
    _print_lists()


def _context(record: Record, place: str) -> Context:
    (node,) = record.document.xpath(f"/document{place}")
    return Context(record.document, node, NOW, record.instances)


def _cost(work: Callable[[str], object], items: Iterable[str]) -> float:
    """Gives the microseconds that one piece of work takes: the median of some rounds."""
    listed = list(items)
    rounds = []
    for _ in range(ROUNDS):
        began = time.process_time()
        for item in listed:
            work(item)
        rounds.append((time.process_time() - began) / len(listed) * 1e6)
    return median(rounds)


def _evaluating(chosen: list[Expression], places: list[Context]) -> float:
    rounds = []
    for _ in range(ROUNDS):
        began = time.process_time()
        for number, expression in enumerate(chosen):
            evaluate(expression, places[number % len(places)])
        rounds.append((time.process_time() - began) / len(chosen) * 1e6)
    return median(rounds)


def _print_lists() -> None:
    """Filters a list of 20,000 choices: with an index, and by looking at each choice."""
    items = "".join(
        f"<item><name>t{number}</name><region>r{number % 500}</region></item>"
        for number in range(CHOICES)
    )
    towns = etree.fromstring(f"<document><list>{items}</list></document>")
    answers = etree.fromstring("<document><data><region>r7</region></data></document>")
    now = datetime.now(UTC)
    context = Context(answers, answers[0], now, {"towns": towns})
    print(f"\nA list of {CHOICES:,} choices, of which a filter keeps {CHOICES // 500}:\n")
    print("| filter | first time, ms | again, ms |\n|---|---|---|")
    for condition in ("region = /data/region", "region = string(/data/region)"):
        expression = parse_expression(f"instance('towns')/list/item[{condition}]")
        first, again = (_milliseconds(expression, context) for _ in range(2))
        print(f"| `[{condition}]` | {first:.1f} | {again:.1f} |")


def _milliseconds(expression: Expression, context: Context) -> float:
    began = time.process_time()
    evaluate(expression, context)
    return (time.process_time() - began) * 1e3


if __name__ == "__main__":
    main()
