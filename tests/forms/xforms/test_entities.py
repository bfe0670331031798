"""What a form says about entities and encryption, and what its submissions say of them."""

from homelands.forms.xforms import Answers, parse

from .sample import NOW, wrap, xform

FORM = """
| survey |
| | type | name | label | save_to |
| | text | kind | Kind | species |
| | integer | height | Height | height |
| settings |
| | form_title | form_id | public_key | submission_url |
| | Trees | trees | MIIB | https://example.org |
| entities |
| | dataset | label | create_if |
| | trees | concat(${kind}, ' of ', ${height}) | ${height} > 1 |
"""


def test_entities_and_the_key_are_plain_data() -> None:
    form = parse(xform(FORM))
    (entity,) = form.entities
    assert (entity.path, entity.dataset, entity.label) == (
        "/data/meta/entity", "trees", "/data/meta/entity/label",
    )  # fmt: skip
    assert (entity.creates, entity.updates, entity.update) == (True, False, None)
    assert entity.create is not None
    assert entity.create.text.split() == ["/data/height", ">", "1"]
    assert entity.properties == {"/data/kind": "species", "/data/height": "height"}
    assert (form.public_key, form.unsupported) == ("MIIB", ())


def test_a_submission_names_its_entity() -> None:
    given = Answers(parse(xform(FORM)), {"/data/kind": "oak", "/data/height": "3"}, NOW)
    xml = given.to_xml("uuid:1")
    assert b'create="true"' in xml
    assert b"<label>oak of 3</label>" in xml
    assert (given.to_xml("uuid:1"), given.to_xml("uuid:2") == xml) == (xml, False)
    assert Answers(given.form, {}, NOW).to_xml("uuid:1").count(b'create="false"') == 1


def test_a_form_without_entities_has_none() -> None:
    form = parse(wrap('<instance><data id="f"><q/></data></instance>'))
    assert (form.entities, form.public_key) == ((), "")
