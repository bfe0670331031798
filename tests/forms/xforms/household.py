"""A small form with repeats in one another: a household, its members, their children."""

from collections.abc import Mapping

from homelands.forms.xforms import Answers, Form, parse

from .sample import NOW, xform

HOUSE = """
| survey |
| | type | name | label | calculation | relevant | repeat_count | required | constraint | default |
| | integer | n | How many journeys? | | | | | | |
| | begin_group | home | Home | | | | | | |
| | text | street | Street | | | | | | |
| | begin_repeat | member | Member | | ${street} != 'none' | | | | |
| | text | name | Name | | | | yes | | |
| | integer | age | Age of ${name} | | | | | . < 120 | |
| | calculate | place | | position(..) | | | | | |
| | calculate | first | | indexed-repeat(${name}, ${member}, 1) | | | | | |
| | calculate | lot | | once(random()) | | | | | |
| | begin_repeat | child | Child | | ${age} > 15 | | | | |
| | text | nick | Nickname, child of ${name} | | | | | | |
| | calculate | full | | concat(${nick}, ' ', ${name}, ' of ', count(${member})) | | | | | |
| | end_repeat | | | | | | | | |
| | text | after | After | | ${age} > 15 | | | | |
| | end_repeat | | | | | | | | |
| | text | pets | Pets | | | | | | |
| | end_group | | | | | | | | |
| | begin_repeat | trip | Journey | | | ${n} | | | |
| | select_one town | town | Where to? | | | | yes | | |
| | calculate | town_name | | jr:choice-name(${town}, '${town}') | | | | | |
| | end_repeat | | | | | | | | |
| | calculate | ages | | sum(${age}) | | | | | |
| | calculate | many | | count(${member}) + count(${child}) | | | | | |
| | calculate | towns | | join(',', ${town_name}) | | | | | |
| choices |
| | list_name | name | label |
| | town | acc | Accra |
| | town | kum | Kumasi |
| settings |
| | form_title | form_id |
| | House | house |
"""  # noqa: E501  (a table)
HOUSEHOLD = parse(xform(HOUSE))
MEMBER, TRIP = "/data/home/member", "/data/trip"
FAMILY = {
    "/data/home/street": "Main",
    f"{MEMBER}[1]/name": "Ama",
    f"{MEMBER}[1]/age": "40",
    f"{MEMBER}[1]/child[1]/nick": "Bo",
    f"{MEMBER}[1]/child[2]/nick": "Cy",
    f"{MEMBER}[2]/name": "Kofi",
    f"{MEMBER}[2]/age": "30",
    f"{MEMBER}[2]/child[1]/nick": "Di",
}


def house(**given: str) -> Answers:
    return Answers(HOUSEHOLD, FAMILY | given, NOW)


def at(values: Mapping[str, str], form: Form = HOUSEHOLD) -> Answers:
    return Answers(form, values, NOW)
