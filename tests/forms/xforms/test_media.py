"""Pictures, sounds and guidance beside texts, kinds of files, and how a form may be laid out."""

from homelands.forms.xforms import Answers, Choice, parse

from .sample import NOW, wrap, xform

FORM = """
| survey |
| | type | name | label::English (en) | label::Français (fr) | media::image::English (en) | media::audio::French (fr) | hint::English (en) | guidance_hint::English (en) | guidance_hint::Français (fr) | required | required_message::English (en) | appearance |
| | text | q | Question | Demande | q.png | q.mp3 | Hint | Ask slowly | Lentement | yes | Please | multiline |
| | select_one yn | yn | Yes? | Oui ? | | | | Only this | | | | likert |
| | image | face | Face | Visage | | | | | | | | selfie |
| | file | paper | Paper | Papier | | | | | | | | |
| | barcode | code | Code | Code | | | | | | | | |
| choices |
| | list_name | name | label::English (en) | label::Français (fr) | media::image::English (en) | media::video::English (en) |
| | yn | y | Yes | Oui | yes.png | |
| | yn | n | No | Non | | no.mp4 |
| settings |
| | form_title | form_id | default_language |
| | Media | media | English (en) |
"""  # noqa: E501  (a table)
_FORM = parse(xform(FORM))


def test_files_beside_a_label_are_named() -> None:
    label = _FORM.questions["/data/q"].label
    assert (label.medium("image", "en"), label.medium("audio", "fr")) == ("q.png", "q.mp3")
    assert (label.medium("image", "fr"), label.medium("video")) == ("q.png", "")
    assert (label("fr"), _FORM.questions["/data/yn"].label.medium("image")) == ("Demande", "")


def test_guidance_stands_apart_from_the_hint() -> None:
    q, yn = _FORM.questions["/data/q"], _FORM.questions["/data/yn"]
    assert (q.hint("en"), q.guidance("en"), q.guidance("fr")) == ("Hint", "Ask slowly", "Lentement")
    assert (bool(yn.hint), yn.guidance("en"), bool(_FORM.questions["/data/code"].guidance)) == (
        False, "Only this", False,
    )  # fmt: skip


def test_files_beside_choices_are_named() -> None:
    given = Answers(_FORM, {}, NOW, "fr")
    assert given.choices(_FORM.questions["/data/yn"]) == (
        Choice("y", "Oui", image="yes.png"),
        Choice("n", "Non", video="no.mp4"),
    )


def test_files_are_asked_for_by_type() -> None:
    found = [(q.name, q.kind, q.media, q.appearance) for q in _FORM.questions.values()]
    assert found[2:] == [
        ("face", "upload", "image/*", "selfie"),
        ("paper", "upload", "application/*", ""),
        ("code", "barcode", "", ""),
    ]
    assert _FORM.unsupported == ()


def test_an_answer_is_demanded_in_the_authors_words() -> None:
    given = Answers(_FORM, {"/data/face": "me.jpg"}, NOW)
    assert [(one.path, one.message) for one in given.check_all()] == [("/data/q", "Please")]


DEEP = """<instance><d xmlns="http://example.org/deep" id="f"><a><b><c><e><f><g><q>1</q></g></f></e>
</c></b></a><r><s><x/></s></r><bare/><word/></d></instance>
<bind id="one" nodeset="/d/a/b/c/e/f/g/q" type="int"/><bind nodeset="r"><bind nodeset="s/x"/></bind>
<bind nodeset="word" type="magnitude"/>"""
DEEP_BODY = """<group ref="/d/a"><group><group ref="/d/a/b"><label>Three</label>
<group ref="c"><group ref="e"><group ref="f"><label>Six</label>
<input bind="one"><label>Q</label></input></group></group></group></group></group></group>
<repeat nodeset="/d/r"><group ref="s"><label>Inner</label><repeat nodeset="/d/r/s"><input ref="x">
<label>X</label></input></repeat></group></repeat>
<input ref="bare"><label>Bare</label></input><secret ref="/d/word"><label>Word</label></secret>"""


def test_groups_and_repeats_stand_in_one_another_in_any_legal_way() -> None:
    form = parse(wrap(DEEP, DEEP_BODY))
    assert [(page.path, page.name, page.label()) for page in form.pages] == [
        ("/d/a", "a", ""),
        ("/d/r/s", "r-s", "Inner"),
        ("/d/bare", "bare", ""),
    ]
    asked = [(q.path, q.kind, q.section()) for q in form.questions.values()]
    assert asked == [
        ("/d/a/b/c/e/f/g/q", "integer", "Six"),
        ("/d/r/s/x", "text", ""),
        ("/d/bare", "text", ""),
        ("/d/word", "text", ""),
    ]
    given = Answers(form, {"/d/r[2]/s[1]/x": "deep"}, NOW)
    assert given.to_xml("uuid:1").count(b"<s>") == 2
    assert [page.name for page in given.pages()] == ["a", "r-1-s-1", "r-2-s-1", "bare"]


def test_a_group_without_its_label_is_reported() -> None:
    model = '<instance><data id="f"><g><q/></g></data></instance>'
    body = """<group ref="/data/g"><label ref="jr:itext('gone')"/><input ref="/data/g/q">
    <label>Q</label></input></group>"""
    form = parse(wrap(model, body))
    reported = "/data/g points at the text “gone”, which the form does not have."
    assert form.unsupported == (("/data/g", reported),)
    assert [(page.path, page.label()) for page in form.pages] == [("/data/g", "")]


def test_a_bind_without_a_node_is_reported() -> None:
    model = '<instance><data id="f"><q/></data></instance><bind nodeset="/data/x" type="int"/>'
    assert parse(wrap(model)).unsupported == (("/data/x", "bind without a node"),)


def test_an_unknown_type_is_asked_as_text_and_reported() -> None:
    model = '<instance><data id="f"><q/></data></instance><bind nodeset="/data/q" type="huge"/>'
    form = parse(wrap(model, '<input ref="/data/q"><label>Q</label></input>'))
    assert form.unsupported == (("/data/q", "question of type huge"),)
    assert [question.kind for question in form.questions.values()] == ["text"]
