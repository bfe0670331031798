"""Reads an XForm into a Form."""

from collections.abc import Mapping

from homelands.forms.xforms.safe_xml import Element, first, local

from ..errors import FormError
from ..form import Form
from ..layout.shape import Shape, read_shape
from .actions import add_actions
from .binds import read_binds
from .body import Body, path_of
from .choices import Choices
from .document import read_document
from .entities import read_entities, read_public_key
from .expressions import Expressions
from .instances import Instances
from .questions import Bind
from .refs import spell_out
from .texts import Texts


def parse(xform_xml: bytes, files: Mapping[str, bytes] | None = None) -> Form:
    """Reads an XForm and the files that belong to it; a FormError says what is wrong, and where.

    Files go by name, such as "towns.csv". One that is not there is reported, and its list empty.
    """
    head, model, body = _outline(read_document(xform_xml, "The form", FormError))
    spell_out(model, body, "/" + local(_primary(model)))
    texts = Texts(Expressions())
    texts.read(model)
    answers, shape = read_shape(_primary(model), _repeats(body))
    instances = Instances(files or {}, texts.expressions)
    instances.read(model)
    reader = Body(_binds(model, body, shape, texts), texts, Choices(texts, instances))
    parts = reader.parts(body)
    entities = read_entities(model, answers[0], texts)
    instances.add_unknown()
    root = answers[0]
    title = first(head, "title")
    return Form(
        form_id=_identity(root),
        version=root.get("version", ""),
        title=(title.text or "").strip() if title is not None else "",
        languages=texts.languages,
        default_language=texts.default,
        root="/" + local(root),
        parts=parts,
        binds=reader.binds,
        repeats=reader.repeats,
        groups=reader.groups,
        model=answers,
        shape=shape,
        instances=instances.found,
        missing_files=tuple(instances.missing),
        missing_lists=frozenset(instances.empty),
        itext=texts.itext,
        entities=entities,
        public_key=read_public_key(model),
        unsupported=tuple(texts.expressions.unsupported),
        expressions=texts.expressions.parsed,
    )


def _outline(html: Element) -> tuple[Element, Element, Element]:
    """Finds the head, the model and the body of a form."""
    head, body = first(html, "head"), first(html, "body")
    model = None if head is None else first(head, "model")
    if head is None or body is None or model is None:
        raise FormError("The form is not an XForm: it has no head, no model or no body.")
    return head, model, body


def _primary(model: Element) -> Element:
    """Finds the empty answers, which stand in the first instance."""
    instance = first(model, "instance")
    if instance is None or len(instance) == 0:
        raise FormError("The form has no instance: there is nothing to answer.")
    return instance[0]


def _repeats(body: Element) -> frozenset[str]:
    return frozenset(path_of(repeat) for repeat in body.iter("{*}repeat"))


def _binds(model: Element, body: Element, shape: Shape, texts: Texts) -> dict[str, Bind]:
    binds = read_binds(model, shape, texts)
    add_actions(binds, (model, body), texts)
    return binds


def _identity(root: Element) -> str:
    form_id = str(root.get("id", "")).strip()
    if not form_id:
        raise FormError(f"The form has no id: <{local(root)}> lacks the attribute “id”.")
    return form_id
