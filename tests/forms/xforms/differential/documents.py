"""Makes the records that expressions are evaluated over: one survey, answered in five ways."""

from dataclasses import dataclass, field

from lxml import etree

from homelands.forms.xforms.safe_xml import Element

LISTS = {
    "towns": ("name label region people", [
        "acc Accra ga 2557000", "tem Tema ga 292773", "kum Kumasi as 2544530",
        "obu Obuasi as 104297", "tam Tamale no 371351", "yen Yendi no 52008",
    ]),
    "countries": ("name label code rate", [
        "gh Ghana 233 1", "fr France 33 0.075", "de Germany 49 0.075", "gb Britain 44 0.064",
        "us America 1 0.082", "ci Ivory-Coast 225 49.5",
    ]),
    "skills": ("name label group", [
        "nurse Nurse health", "doctor Doctor health", "teach Teacher school",
        "weld Welder trade", "code Programmer office",
    ]),
}  # fmt: skip
"""Lists of choices: the names of their columns, and a line for each choice."""

FIELDS = """
consent person/name person/age person/born person/email person/phone person/sex person/langs
person/remark home/country home/region home/town home/arrived home/visited home/spot home/plot
home/route employment/works employment/job employment/salary employment/hours
employment/sectors employment/share employment/since
gifts/sends gifts/amount gifts/times gifts/fee gifts/way kin_no flag
"""
KIN = "name age sex abroad amount skills loan"
"""What is asked about each relative; a loan may be left out."""

ANSWERED = """
consent=yes|name=Ama Mensah|age=34|born=1992-03-08|email=ama.mensah@example.org
phone=+233 24 555 0101|sex=f|langs=en tw ga|remark=Came with my sister, by bus.|country=fr
region=ga|town=acc|arrived=2015-09-01|visited=2025-12-24T18:30:00.000+00:00|spot=5.56 -0.20 61 4.5
plot=5.55 -0.21 0 0;5.55 -0.19 0 0;5.57 -0.19 0 0;5.57 -0.21 0 0;5.55 -0.21 0 0
route=5.55 -0.21 0 0;5.60 -0.18 0 0;6.69 -1.62 0 0|works=yes|job=Nurse|salary=2450.75|hours=38
sectors=health school|share=12.5|since=2017-01-15|sends=yes|amount=150|times=12|fee=4.99
way=bank mobile|kin_no=2|flag=true
"""
BLANK = "consent=no|kin_no=1|amount=0"
ODD = """
consent=yes|name= Kofi  Annan-Boateng |age=0|born=1899-12-31|email=kofi@|phone=0
sex=m|langs=en|remark=0|country=gh|region=no|town=nowhere|arrived=2026-11-25
visited=2026-11-25T00:00:00.000Z
spot=-33.9 18.4|works=no|job=None of these|salary=-12.75|hours=0.5|sectors=other|share=100
since=2000-02-29
sends=no|amount=1000000|times=0|fee=0.01|way=|kin_no=0|flag=false
"""
LARGE = """
consent=yes|name=عبد الله|age=101|born=1925-01-01|email=a_b@example.co.uk|phone=+1 202 555 0182
sex=x|langs=ar fr en es pt|remark=Line one|country=us|region=as|town=kum|arrived=1970-01-01
visited=2024-02-29T23:59:59.999+01:00|spot=0 0 0 0|plot=0 0;0 1;1 1;1 0;0 0|route=0 0;0 1|works=yes
job=Écrivain
salary=98765.43|hours=60|sectors=health school trade office|share=0.1|since=1999-12-31
sends=yes|amount=2500
times=52|fee=19.9|way=cash|kin_no=3|flag=1
"""
YOUNG = """
consent=yes|name=Yaw|age=17|born=2009-06-15|email=yaw@example.com|phone=024|sex=m|langs=tw|remark=n/a
country=de|region=ga|town=tem|arrived=2020-02-29
visited=2026-11-25T10:30:00.000+00:00|spot=52.5 13.4 34 10
works=no|salary=0|hours=40|sectors=trade|share=50|since=2026-01-01|sends=no|amount=75.5|times=1|fee=1.5|way=mobile
kin_no=1|flag=0
"""
RELATIVES = {
    "answered": [
        "Esi 29 f yes 40 nurse,code 500", "Kojo 31 m no 0 weld 20", "Abena 5 f no 12.5 - 1",
    ],
    "blank": ["- - - - 0 - -"],
    "odd": ["Adwoa 0 f no 0.1 teach -", "Yaa 18 f yes 0.2 - 7"],
    "large": [
        "Kwame 70 m yes 1000 doctor 10", "Afia 66 f no 250 teach 20",
        "Kwesi 40 m yes 99.99 code,weld 30", "Akua 18 f no 1 nurse 40", "Mansa 2 f no 3 - 50",
    ],
    "young": ["Nana 15 x no 5 code 2"],
}  # fmt: skip


@dataclass(frozen=True)
class Record:
    """One way to answer the survey: our tree of it, and the same for the peer."""

    name: str
    document: Element
    model: str
    instances: dict[str, Element] = field(default_factory=dict)


def records() -> list[Record]:
    """Makes all records."""
    texts = {"answered": ANSWERED, "blank": BLANK, "odd": ODD, "large": LARGE, "young": YOUNG}
    return [_record(name, text, RELATIVES[name]) for name, text in texts.items()]


def _record(name: str, text: str, relatives: list[str]) -> Record:
    lines = [pair for line in text.strip().splitlines() for pair in line.split("|")]
    values = dict(pair.split("=", 1) for pair in lines)
    data = etree.Element(
        "data", id="survey", version="7", nsmap={"orx": "http://openrosa.org/xforms"}
    )
    for path in FIELDS.split():
        _place(data, path).text = values.get(path.rpartition("/")[2]) or None
    for line in relatives:
        one = etree.SubElement(data, "kin")
        for key, value in zip(KIN.split(), line.split(), strict=True):
            etree.SubElement(one, key).text = value.replace(",", " ").replace("-", "") or None
    meta = etree.SubElement(data, "{http://openrosa.org/xforms}meta")
    etree.SubElement(meta, "{http://openrosa.org/xforms}instanceID").text = f"uuid:{name}"
    lists = {key: _list(*value) for key, value in LISTS.items()}
    model = f"<instance>{etree.tostring(data).decode()}</instance>" + "".join(
        f'<instance id="{key}">{etree.tostring(tree).decode()}</instance>'
        for key, tree in lists.items()
    )
    instances = {key: _document(tree) for key, tree in lists.items()}
    return Record(name, _document(data), f"<model>{model}</model>", instances)


def _place(data: Element, path: str) -> Element:
    node = data
    for part in path.split("/"):
        last = node[-1] if len(node) and node[-1].tag == part else None
        node = etree.SubElement(node, part) if last is None else last
    return node


def _list(columns: str, lines: list[str]) -> Element:
    root = etree.Element("root")
    for line in lines:
        item = etree.SubElement(root, "item")
        for key, value in zip(columns.split(), line.split(), strict=True):
            etree.SubElement(item, key).text = value
    return root


def _document(tree: Element) -> Element:
    document = etree.Element("document")
    document.append(tree)
    return document
