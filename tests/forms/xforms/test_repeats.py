"""Parts that are asked in rounds: how many there are, what each sees, and how they are stored."""

import pytest

from homelands.forms.xforms import Answers, FormError, parse, read_submission, without_round

from .household import FAMILY, HOUSEHOLD, MEMBER, TRIP, at, house
from .sample import wrap, xform


def pages(answers: Answers) -> list[tuple[str, str, int, str]]:
    return [(page.path, page.repeat, page.round, page.name) for page in answers.pages()]


def test_the_form_names_its_repeats() -> None:
    assert [*HOUSEHOLD.repeats] == [MEMBER, f"{MEMBER}/child", TRIP]
    labels = [
        (one.label(), one.count and one.count.text.strip()) for one in HOUSEHOLD.repeats.values()
    ]
    assert labels == [("Member", None), ("Child", None), ("Journey", "/data/n")]
    names = [(page.path, page.repeat, page.name) for page in HOUSEHOLD.pages]
    assert names == [
        ("/data/n", "", "n"),
        ("/data/home", "", "home"),
        (MEMBER, MEMBER, "member"),
        (f"{MEMBER}/child", f"{MEMBER}/child", "member-child"),
        (f"{MEMBER}/after", MEMBER, "member-after"),
        ("/data/home/pets", "", "pets"),
        (TRIP, TRIP, "trip"),
    ]


def test_each_round_is_a_page_and_splits_its_group() -> None:
    one = f"{MEMBER}[1]"
    assert pages(house()) == [
        ("/data/n", "", 0, "n"),
        ("/data/home", "", 0, "home"),
        (one, MEMBER, 1, "member-1"),
        (f"{one}/child[1]", f"{one}/child", 1, "member-1-child-1"),
        (f"{one}/child[2]", f"{one}/child", 2, "member-1-child-2"),
        (f"{one}/after", MEMBER, 1, "member-1-after"),
        (f"{MEMBER}[2]", MEMBER, 2, "member-2"),
        (f"{MEMBER}[2]/child[1]", f"{MEMBER}[2]/child", 1, "member-2-child-1"),
        (f"{MEMBER}[2]/after", MEMBER, 2, "member-2-after"),
        ("/data/home/pets", "", 0, "pets"),
    ]


def test_without_answers_there_is_the_round_that_the_form_starts_with() -> None:
    given = at({})
    assert (given.rounds(MEMBER), given.rounds(f"{MEMBER}[1]/child"), given.rounds(TRIP)) == (
        1, 1, 0,
    )  # fmt: skip
    assert [name for *_, name in pages(given)] == ["n", "home", "member-1", "pets"]
    assert MEMBER not in given.clean()


def test_every_round_has_questions_and_labels_of_its_own() -> None:
    given = house()
    page = next(page for page in given.pages() if page.name == "member-2")
    assert [(q.path, q.name, given.label(q)) for q in page.questions] == [
        (f"{MEMBER}[2]/name", "name", "Name"),
        (f"{MEMBER}[2]/age", "age", "Age of Kofi"),
    ]
    child = next(page for page in given.pages() if page.name == "member-1-child-2")
    assert given.label(child.questions[0]) == "Nickname, child of Ama"


def test_calculations_see_their_own_round_and_all_rounds() -> None:
    found = house().clean()
    assert {path: text for path, text in found.items() if "lot" not in path and "[" in path} == {
        path: text for path, text in FAMILY.items() if "[" in path
    } | {
        f"{MEMBER}[1]/place": "1",
        f"{MEMBER}[1]/first": "Ama",
        f"{MEMBER}[2]/place": "2",
        f"{MEMBER}[2]/first": "Ama",
        f"{MEMBER}[1]/child[1]/full": "Bo Ama of 2",
        f"{MEMBER}[1]/child[2]/full": "Cy Ama of 2",
        f"{MEMBER}[2]/child[1]/full": "Di Kofi of 2",
    }
    assert (found["/data/ages"], found["/data/many"]) == ("70", "5")


def test_a_lot_drawn_in_a_round_stays_drawn() -> None:
    found = house().clean()
    lots = [found[f"{MEMBER}[{number}]/lot"] for number in (1, 2)]
    again = at(found).clean()
    assert [again[f"{MEMBER}[{number}]/lot"] for number in (1, 2)] == lots
    assert len({*lots}) == 2


def test_a_count_from_an_answer_rules() -> None:
    given = house(**{"/data/n": "2", f"{TRIP}[2]/town": "kum", f"{TRIP}[3]/town": "acc"})
    assert (given.rounds(TRIP), given.may_add(TRIP), given.may_remove(TRIP)) == (2, False, False)
    assert given.value("/data/towns") == ",Kumasi"
    assert given.dropped() == (f"{TRIP}[3]/town",)
    assert [(one.path, one.code) for one in given.check_all()] == [(f"{TRIP}[1]/town", "required")]
    assert given.choice_name(f"{TRIP}[2]/town", "kum") == "Kumasi"


@pytest.mark.parametrize(("n", "rounds"), [("0", 0), ("-3", 0), ("x", 0), ("", 0), ("3", 3)])
def test_a_count_is_read_from_any_answer(n: str, rounds: int) -> None:
    assert house(**{"/data/n": n}).rounds(TRIP) == rounds


def test_a_count_that_is_too_high_is_a_problem_of_its_question() -> None:
    given = house(**{"/data/n": "201"})
    fault = given.check(given.pages()[0])[0]
    assert (fault.path, fault.code, given.rounds(TRIP)) == ("/data/n", "rounds", 200)
    assert fault.message == "That is too many: at most 200 can be described here, one by one."


def test_a_chosen_number_of_rounds_stands_under_the_path_of_the_repeat() -> None:
    given = house(**{MEMBER: "3", f"{MEMBER}[1]/child": "1"})
    assert (given.rounds(MEMBER), given.rounds(f"{MEMBER}[1]/child")) == (3, 1)
    assert (given.may_add(MEMBER), given.may_remove(MEMBER)) == (True, True)
    assert [(one.path, one.code) for one in given.check_all()] == [
        (f"{MEMBER}[3]/name", "required")
    ]
    assert given.dropped() == (f"{MEMBER}[1]/child[2]/nick",)


def test_an_empty_round_survives_being_stored() -> None:
    form = parse(xform(EMPTY))
    given = at({"/data/pet": "3", "/data/pet[2]/name": "Rex"}, form)
    assert given.clean() == {"/data/pet[2]/name": "Rex", "/data/pet": "3"}
    assert at(given.clean(), form).rounds("/data/pet") == 3
    assert read_submission(form, given.to_xml("uuid:1")) == {
        "/data/pet[1]/name": "",
        "/data/pet[2]/name": "Rex",
        "/data/pet[3]/name": "",
        "/data/meta/instanceID": "uuid:1",
    }


def test_a_repeat_may_be_left_without_any_round() -> None:
    form = parse(xform(EMPTY))
    given = at({"/data/pet": "0"}, form)
    assert pages(given) == [("/data/pet", "/data/pet", 0, "pet")]
    assert (given.may_add("/data/pet"), given.may_remove("/data/pet")) == (True, False)
    assert (given.clean(), given.check_all()) == ({"/data/pet": "0"}, [])
    read = read_submission(form, given.to_xml("uuid:1"))
    assert (read["/data/pet"], b"<pet" in given.to_xml("uuid:1")) == ("0", False)


EMPTY = """
| survey |
| | type | name | label |
| | begin_repeat | pet | Pet |
| | text | name | Name |
| | end_repeat | | |
| settings |
| | form_title | form_id |
| | Pets | pets |
"""


def test_a_repeat_that_is_not_asked_does_not_count() -> None:
    given = house(**{"/data/home/street": "none"})
    assert [name for *_, name in pages(given)] == ["n", "home", "pets"]
    assert (given.value("/data/many"), given.value("/data/ages")) == ("0", "0")
    assert given.may_add(MEMBER) is False
    assert b"<member" not in given.to_xml("uuid:1")
    assert [path for path in given.clean() if "[" in path] == []
    assert at({"/data/home/street": "none", MEMBER: "0"}).may_add(MEMBER) is False


def test_a_round_that_is_not_asked_hides_its_inner_rounds() -> None:
    given = house(**{f"{MEMBER}[2]/age": "9"})
    assert "member-2-child-1" not in [name for *_, name in pages(given)]
    assert given.value("/data/many") == "4"
    assert given.dropped() == (f"{MEMBER}[2]/child[1]/nick",)


def test_a_submission_of_rounds_reads_back() -> None:
    given = house(**{"/data/n": "1", f"{TRIP}[1]/town": "acc"})
    xml = given.to_xml("uuid:1")
    assert (xml.count(b"<member>"), xml.count(b"<child>"), xml.count(b"<trip>")) == (2, 3, 1)
    assert b"template" not in xml
    read = at(read_submission(HOUSEHOLD, xml))
    assert (read.clean(), read.dropped(), read.to_xml("uuid:1")) == (given.clean(), (), xml)


def test_a_repeat_that_is_not_asked_reads_back_without_a_complaint() -> None:
    given = house(**{"/data/home/street": "none"})
    read = at(read_submission(HOUSEHOLD, given.to_xml("uuid:1")))
    assert (read.clean(), read.dropped()) == (given.clean(), ())


def test_what_is_not_asked_is_left_out_of_sums() -> None:
    model = """<instance><data id="f"><a><q/><r/></a><s/><n/></data></instance>
    <bind nodeset="/data/a/r" relevant="/data/a/q = 'yes'"/>
    <bind nodeset="/data/s" calculate="sum(/data/a/r)"/>
    <bind nodeset="/data/n" calculate="count(/data/a/r)"/>"""
    body = """<repeat nodeset="/data/a"><input ref="/data/a/q"><label>Q</label></input>
    <input ref="/data/a/r"><label>R</label></input></repeat>"""
    values = {"/data/a[1]/q": "yes", "/data/a[1]/r": "3", "/data/a[2]/r": "4"}
    given = at(values, parse(wrap(model, body)))
    assert (given.value("/data/s"), given.value("/data/n")) == ("3", "1")


def test_taking_a_round_out_moves_the_later_ones_up() -> None:
    left = without_round(FAMILY, MEMBER, 1)
    assert left == {
        "/data/home/street": "Main",
        f"{MEMBER}[1]/name": "Kofi",
        f"{MEMBER}[1]/age": "30",
        f"{MEMBER}[1]/child[1]/nick": "Di",
        MEMBER: "1",
    }
    inner = without_round(FAMILY | {f"{MEMBER}[1]/child": "3"}, f"{MEMBER}[1]/child", 1)
    assert (inner[f"{MEMBER}[1]/child[1]/nick"], inner[f"{MEMBER}[1]/child"]) == ("Cy", "2")
    assert inner[f"{MEMBER}[2]/child[1]/nick"] == "Di"
    assert without_round({}, MEMBER, 1) == {MEMBER: "0"}


PATHS = """<instance><data id="f" xmlns="">
<a><q>1</q><sum/><own/><other/><some/><b><x>2</x><y/><z/></b></a>
<a><q>5</q><sum/><own/><other/><some/><b><x>3</x><y/><z/></b><b><x>4</x><y/><z/></b></a>
<all/></data></instance>
<bind nodeset="/data/a/own" calculate="/data/a/q * 10"/>
<bind nodeset="/data/a/sum" calculate="sum(/data/a/b/x)"/>
<bind nodeset="/data/a/other" calculate="/data/a[2]/q"/>
<bind nodeset="/data/a/some" calculate="count(/data/a[q &gt; 1]) + count(/data/a)"/>
<bind nodeset="/data/a/b/y" calculate="concat(/data/a/q, /data/a/b/x, count(/data/a/b))"/>
<bind nodeset="/data/a/b/z" calculate="indexed-repeat(/data/a/b/x, /data/a, 2, /data/a/b, /data/a/b/x - 1)"/>
<bind nodeset="/data/all" calculate="concat(count(/data/a/b), sum(/data/a/b/x), indexed-repeat(/data/a/q, /data/a, 2))"/>
"""  # noqa: E501  (expressions)
PATHS_BODY = """<repeat nodeset="/data/a"><input ref="/data/a/q"><label>Q</label></input>
<repeat nodeset="/data/a/b"><input ref="/data/a/b/x"><label>X</label></input></repeat></repeat>"""


def test_a_whole_path_means_the_round_that_it_is_written_in() -> None:
    given = at({}, parse(wrap(PATHS, PATHS_BODY)))
    assert given.clean() == {
        "/data/a[1]/q": "1",
        "/data/a[1]/sum": "2",
        "/data/a[1]/own": "10",
        "/data/a[1]/other": "5",
        "/data/a[1]/some": "3",
        "/data/a[1]/b[1]/x": "2",
        "/data/a[1]/b[1]/y": "121",
        "/data/a[1]/b[1]/z": "3",
        "/data/a[2]/q": "5",
        "/data/a[2]/sum": "7",
        "/data/a[2]/own": "50",
        "/data/a[2]/other": "5",
        "/data/a[2]/some": "3",
        "/data/a[2]/b[1]/x": "3",
        "/data/a[2]/b[1]/y": "532",
        "/data/a[2]/b[1]/z": "4",
        "/data/a[2]/b[2]/x": "4",
        "/data/a[2]/b[2]/y": "542",
        "/data/all": "395",
    }


def test_rounds_in_a_circle_are_refused() -> None:
    model = """<instance><data id="f"><a><q/></a><n/></data></instance>
    <bind nodeset="/data/n" calculate="count(/data/a) + 1"/>"""
    body = """<repeat nodeset="/data/a" jr:count="/data/n"><input ref="/data/a/q"><label>Q</label>
    </input></repeat>"""
    with pytest.raises(FormError, match="depend on each other in a circle"):
        at({}, parse(wrap(model, body)))


def test_more_rounds_than_possible_are_refused_with_the_form() -> None:
    model = '<instance><data id="f"><a><q/></a></data></instance>'
    body = """<repeat nodeset="/data/a" jr:count="500"><input ref="/data/a/q"><label>Q</label>
    </input></repeat>"""
    with pytest.raises(FormError) as raised:
        parse(wrap(model, body))
    assert str(raised.value) == "The repeat /data/a has 500 rounds; at most 200 are possible."


def test_nodes_of_all_repeats_together_are_limited() -> None:
    others = "".join(f"<x{number}/>" for number in range(98))
    model = f'<instance><data id="f"><n/><a><b><q/>{others}</b></a></data></instance>'
    body = """<input ref="/data/n"><label>N</label></input><repeat nodeset="/data/a"
    jr:count="/data/n"><repeat nodeset="/data/a/b" jr:count="/data/n"><input ref="/data/a/b/q">
    <label>Q</label></input></repeat></repeat>"""
    given = at({"/data/n": "100"}, parse(wrap(model, body)))
    held = sum(given.rounds(f"/data/a[{number}]/b") for number in range(1, 101))
    assert 190 < held < 200
    assert [(fault.path, fault.code) for fault in given.check_all()] == [("/data/n", "rounds")]


def test_pages_can_be_looked_at_before_there_are_any_rounds() -> None:
    given = at({})
    looked = [
        (given.label(q), given.required(q), given.read_only(q), given.choices(q, every=True))
        for page in HOUSEHOLD.pages
        for q in page.questions
    ]
    assert looked[4] == ("Nickname, child of", False, False, ())
    assert [choice.name for choice in looked[-1][3]] == ["acc", "kum"]


CHOSEN = """
| survey |
| | type | name | label | choice_filter | calculation |
| | begin_repeat | member | Member | | |
| | text | name | Name | | |
| | integer | age | Age | | |
| | select_one ${name} | friend | Friend | ${age} > 17 | |
| | calculate | called | | | jr:choice-name(${friend}, '${friend}') |
| | end_repeat | | | | |
| | select_one ${name} | head | Head of household | ${age} > 17 | |
| settings |
| | form_title | form_id |
| | C | chosen |
"""


def test_choices_may_be_drawn_from_rounds() -> None:
    values = {"/data/member[1]/name": "Ama", "/data/member[1]/age": "20"}
    values |= {"/data/member[2]/name": "Kofi", "/data/member[2]/age": "3"}
    values |= {"/data/member[2]/friend": "Ama", "/data/head": "Kofi"}
    given = at(values, parse(xform(CHOSEN)))
    offered = {
        q.path: [choice.name for choice in given.choices(q)]
        for page in given.pages()
        for q in page.questions
        if q.kind == "select_one"
    }
    assert offered == {
        "/data/member[1]/friend": ["Ama"],
        "/data/member[2]/friend": ["Ama"],
        "/data/head": ["Ama"],
    }
    assert given.value("/data/member[2]/called") == "Ama"
    assert [(one.path, one.code) for one in given.check_all()] == [("/data/head", "choice")]
