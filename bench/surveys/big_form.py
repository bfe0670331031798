"""Writes an XForm of any size: skip logic, calculations, cascades, constraints, translations."""

from collections.abc import Iterator

PAGE = 20
"""So many questions stand on a page."""
CHOICES = 200
_HEAD = """<?xml version="1.0"?>
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
 xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>Big</h:title><model>"""


def xform(questions: int, languages: int) -> bytes:
    """Writes a form in which each question looks at the one before it."""
    groups = range(0, questions, PAGE)
    data = "".join(_group_data(at, questions) for at in groups)
    binds = "".join(_bind(number) for number in range(1, questions))
    body = "".join(_group_body(at, questions) for at in groups)
    itext = "".join(_translation(language, questions) for language in range(languages))
    return (
        f"{_HEAD}<itext>{itext}</itext><instance><data id='big'>{data}</data></instance>"
        f"{_towns()}{binds}</model></h:head><h:body>{body}</h:body></h:html>"
    ).encode()


def path(number: int) -> str:
    """Gives the path of a question by its number."""
    return f"/data/g{number // PAGE}/q{number}"


def _group_data(at: int, questions: int) -> str:
    inner = "".join(f"<q{number}/>" for number in range(at, min(at + PAGE, questions)))
    return f"<g{at // PAGE}>{inner}</g{at // PAGE}>"


def _bind(number: int) -> str:
    before = path(number - 1)
    rules = (
        'type="int" constraint=". &lt; 1000"',
        f"relevant=\"{before} != 'no' and not(selected({before}, 'z'))\"",
        f'relevant="string-length({before}) &gt; 0"',
        'type="string"',
        f"calculate=\"concat({before}, 'x', string-length({before}) + 1)\"",
    )
    return f'<bind nodeset="{path(number)}" {rules[number % 5]}/>'


def _group_body(at: int, questions: int) -> str:
    inner = "".join(_control(number) for number in range(at, min(at + PAGE, questions)))
    return f'<group ref="/data/g{at // PAGE}"><label>Page</label>{inner}</group>'


def _control(number: int) -> str:
    label = f"<label ref=\"jr:itext('{path(number)}:label')\"/>"
    if number % 5 == 3:
        nodes = f"instance('towns')/list/item[region = {path(number - 1)}]"
        parts = "<value ref='name'/><label ref='jr:itext(itextId)'/>"
        return (
            f'<select1 ref="{path(number)}">{label}'
            f'<itemset nodeset="{nodes}">{parts}</itemset></select1>'
        )
    return "" if number % 5 == 4 else f'<input ref="{path(number)}">{label}</input>'


def _translation(language: int, questions: int) -> str:
    return f'<translation lang="L{language}">{"".join(_texts(language, questions))}</translation>'


def _texts(language: int, questions: int) -> Iterator[str]:
    for number in range(questions):
        before = f'<output value="{path(max(number - 1, 0))}"/>'
        words = f"Question {number} in language {language}, after {before}?"
        yield f'<text id="{path(number)}:label"><value>{words}</value></text>'
    for choice in range(CHOICES):
        yield f'<text id="c{choice}"><value>Town {choice} in {language}</value></text>'


def _towns() -> str:
    items = "".join(
        f"<item><itextId>c{choice}</itextId><name>{choice}</name>"
        f"<region>{choice % 10}</region></item>"
        for choice in range(CHOICES)
    )
    return f'<instance id="towns"><list>{items}</list></instance>'
