"""Filters of lists find the same items whether they are looked up in an index or not."""

import pytest
from lxml import etree

from homelands.forms.xforms.context import Context
from homelands.forms.xforms.evaluator import evaluate
from homelands.forms.xforms.lists import rows_by
from homelands.forms.xforms.parser import parse_expression
from homelands.forms.xforms.values import Value, node_text

from .sample import NOW

LIST = """<document><root>
<item><name>acc</name><region>ga</region><old>x</old></item>
<item><name>tem</name><region>ga</region></item>
<item><name>kum</name><region>as</region><region>ga</region></item>
<item><name/><region/></item>
</root><more><part><item><name>a1</name></item><item><name>a1</name></item></part>
<part><item><name>a1</name></item></part></more></document>"""
ANSWERS = """<document><data><region>ga</region><none/><both>as</both><both>ga</both>
<place>2</place></data></document>"""

TABLE = [
    ("[region = /data/region]", "acc tem kum"),
    ("[/data/region = region]", "acc tem kum"),
    ("[region = 'as']", "kum"),
    ("[region = '']", "-"),
    ("[region = /data/none]", "-"),
    ("[region = /data/nowhere]", "-"),
    ("[region = /data/both]", "acc tem kum"),
    ("[region = current()/region]", "acc tem kum"),
    ("[region = /data/region and name = 'tem']", "tem"),
    ("[name != 'acc' and region = /data/region]", "tem kum"),
    ("[region = /data/region and position() = 2]", "tem"),
    ("[region = /data/region and last() = 4]", "acc tem kum"),
    ("[region = /data/region][2]", "tem"),
    ("[region = /data/region][position() = /data/place]", "tem"),
    ("[region = /data/region][last()]", "kum"),
    ("[region = /data/region or name = '']", "acc tem kum -"),
    ("[old = 'x']", "acc"),
    ("[region = 1]", ""),
    ("[region = true()]", "acc tem kum"),
    ("[name = region]", "-"),
]


def asked(text: str, context: Context | None = None) -> Value:
    """Evaluates an expression at the answers, beside a list."""
    root = etree.fromstring(ANSWERS)
    towns = {"towns": etree.fromstring(LIST)}
    return evaluate(parse_expression(text), context or Context(root, root[0], NOW, towns))


@pytest.mark.parametrize(("condition", "names"), TABLE)
@pytest.mark.parametrize("start", ["instance('towns')", "(instance('towns'))[1]"])
def test_a_filter_keeps_the_right_items(start: str, condition: str, names: str) -> None:
    found = asked(f"{start}/root/item{condition}/name")
    assert isinstance(found, list)
    assert " ".join(node_text(node) or "-" for node in found) == names


def test_a_second_filter_counts_within_each_parent() -> None:
    assert asked("count(instance('towns')/more/part/item[name = 'a1'][1])") == 2.0
    assert asked("count(instance('towns')/more/part/item[name = 'a1'][2])") == 1.0


def test_what_was_noted_serves_the_next_evaluation() -> None:
    root = etree.fromstring(ANSWERS)
    context = Context(root, root[0], NOW, {"towns": etree.fromstring(LIST)})
    text = "count(instance('towns')/root/item[region = /data/region])"
    first, before = asked(text, context), rows_by.cache_info()
    root[0][0].text = "as"
    assert (first, asked(text, context)) == (3.0, 1.0)
    after = rows_by.cache_info()
    assert (after.hits - before.hits, after.misses - before.misses) == (1, 0)
