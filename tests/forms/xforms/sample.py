"""Makes what these tests start from: a small document to reckon in, and a small form."""

from datetime import UTC, datetime
from random import Random

from lxml import etree
from pyxform.xls2xform import convert

from homelands.forms.xforms import Answers, Form, parse
from homelands.forms.xforms.context import Context
from homelands.forms.xforms.evaluator import evaluate
from homelands.forms.xforms.parser import parse_expression
from homelands.forms.xforms.values import Value

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)

DOCUMENT = """<document><data id="f" xmlns:orx="http://openrosa.org/xforms">
<g><age>30</age><blank/><text>Ama Mensah</text><many>a b c</many><zero>0</zero></g>
<born>1996-05-04</born><at>2026-11-23T08:15:00.000Z</at><price>2.50</price>
<r><name>Kofi</name><n>1</n></r><r><name>Esi</name><n>2</n></r><r><name>Yaw</name><n>x</n></r>
<orx:meta><orx:instanceID>uuid:7</orx:instanceID></orx:meta>
</data></document>""".replace("\n", "")

TOWNS = """<document><root>
<item><name>acc</name><label>Accra</label><region>ga</region></item>
<item><name>tem</name><label>Tema</label><region>ga</region></item>
<item><name>kum</name><label>Kumasi</label><region>as</region></item>
</root></document>""".replace("\n", "")


class Words:
    """Stands for a form that has texts."""

    def itext(self, identifier: str) -> str:
        return f"text of {identifier}"

    def choice_name(self, path: str, value: str) -> str:
        return f"{value} at {path}"


def reckon(text: str, at: str = "/document/data/g/age", inner: str = "") -> Value:
    """Evaluates an expression in the small document, or in one of one's own."""
    root = etree.fromstring(f"<document>{inner}</document>" if inner else DOCUMENT)
    (node,) = root.xpath(at)
    instances = {"towns": etree.fromstring(TOWNS)}
    context = Context(root, node, NOW, instances, "en", Words(), Random(7))
    return evaluate(parse_expression(text), context)


SURVEY = """
| survey |
| | type | name | label::English (en) | label::Français (fr) | label::العربية (ar) | hint::English (en) | relevant | constraint | constraint_message::English (en) | constraint_message::Français (fr) | constraint_message::العربية (ar) | required | calculation | choice_filter | default | read_only | parameters |
| | note | welcome | Welcome | Bienvenue | مرحبا | | | | | | | | | | | | |
| | begin_group | about | About you | À propos | عنك | | | | | | | | | | | | |
| | integer | age | How old are you? | Quel âge avez-vous ? | كم عمرك؟ | In years | | . >= 18 and . < 120 | Adults only | Adultes seulement | للبالغين فقط | yes | | | | | |
| | select_one yesno | works | Do you work? | Travaillez-vous ? | هل تعمل؟ | | ${age} >= 18 | | | | | | | | | | |
| | text | job | Your job at ${age}? | Votre métier à ${age} ans ? | | | ${works} = 'yes' | | | | | yes | | | | | |
| | text | boss | Your manager of ${job}? | Votre chef ? | مديرك؟ | | ${job} != '' | | | | | | | | | | |
| | end_group | | | | | | | | | | | | | | | | |
| | begin_group | place | Where | Où | أين | | ${age} > 17 | | | | | | | | | | |
| | select_one region | region | Region | Région | المنطقة | | | | | | | | | | | | |
| | begin_group | inner | Closer | Plus près | أقرب | | ${region} != '' | | | | | | | | | | |
| | select_one town | town | Town | Ville | المدينة | | | | | | | | | region = ${region} | | | |
| | select_multiple region | been | Been to | Visité | زرت | | | count-selected(.) <= 2 | | | | | | | | | |
| | end_group | | | | | | | | | | | | | | | | |
| | range | mood | Mood | Humeur | المزاج | | | | | | | | | | | | start=1 end=9 step=2 |
| | end_group | | | | | | | | | | | | | | | | |
| | date | arrived | Arrived | Arrivée | الوصول | | | . <= today() | Not in the future | Pas dans le futur | ليس في المستقبل | | | | | | |
| | calculate | double | | | | | | | | | | | ${age} * 2 | | | | |
| | calculate | town_name | | | | | | | | | | | jr:choice-name(${town}, '${town}') | | | | |
| | calculate | lot | | | | | | | | | | | once(random()) | | | | |
| | text | country | Country | Pays | البلد | | | | | | | | | | Ghana | yes | |
| choices |
| | list_name | name | label::English (en) | label::Français (fr) | label::العربية (ar) | region |
| | yesno | yes | Yes | Oui | نعم | |
| | yesno | no | No | Non | لا | |
| | region | ga | Greater Accra | Grand Accra | أكرا الكبرى | |
| | region | as | Ashanti | Ashanti | أشانتي | |
| | region | vo | Volta | Volta | فولتا | |
| | town | acc | Accra | Accra | أكرا | ga |
| | town | tem | Tema | Tema | تيما | ga |
| | town | kum | Kumasi | Koumassi | كوماسي | as |
| settings |
| | form_title | form_id | version | default_language |
| | A small survey | small | 3 | English (en) |
"""  # noqa: E501  (a table)


def xform(markdown: str = SURVEY) -> bytes:
    """Converts an XLSForm table to an XForm."""
    return convert(markdown, validate=False, file_type=".md").xform.encode()


_FORM = parse(xform())


def form() -> Form:
    """Gives the small survey, read once."""
    return _FORM


def answers(language: str = "", **given: str) -> Answers:
    """Answers the small survey by the names of its questions."""
    paths = {question.name: path for path, question in form().questions.items()}
    return Answers(form(), {paths[name]: text for name, text in given.items()}, NOW, language)


def wrap(model: str, body: str = "", head: str = "") -> bytes:
    """Writes an XForm around a model and a body; `head` goes before its outermost element."""
    return f"""<?xml version="1.0"?>{head}
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
 xmlns:jr="http://openrosa.org/javarosa">
<h:head><h:title>T</h:title><model>{model}</model></h:head><h:body>{body}</h:body></h:html>
""".encode()
