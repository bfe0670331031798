"""Reads an XForm into a Form."""

from ..errors import FormError
from ..form import Form
from ..values import Element
from .binds import read_binds
from .body import Body, path_of
from .document import detached, first, local, read_document
from .expressions import Expressions
from .shape import Shape, read_shape
from .texts import Texts


def read_form(xml: bytes) -> Form:
    """Reads an XForm; a FormError says what is wrong with it and where."""
    html = read_document(xml, "The form", FormError)
    head, body = first(html, "head"), first(html, "body")
    model = None if head is None else first(head, "model")
    if head is None or body is None or model is None:
        raise FormError("The form is not an XForm: it has no head, no model or no body.")
    texts = Texts(Expressions())
    texts.read(model)
    answers, shape, instances = _instances(model, body, texts)
    root = answers[0]
    reader = Body(read_binds(model, shape, texts), texts)
    title = first(head, "title")
    return Form(
        form_id=_identity(root),
        version=root.get("version", ""),
        title=(title.text or "").strip() if title is not None else "",
        languages=texts.languages,
        default_language=texts.default,
        root="/" + local(root),
        parts=reader.parts(body),
        binds=reader.binds,
        repeats=reader.repeats,
        model=answers,
        shape=shape,
        instances=instances,
        itext=texts.itext,
        unsupported=tuple(texts.expressions.unsupported),
        expressions=texts.expressions.parsed,
    )


def _identity(root: Element) -> str:
    form_id = str(root.get("id", "")).strip()
    if not form_id:
        raise FormError(f"The form has no id: <{local(root)}> lacks the attribute “id”.")
    return form_id


def _instances(
    model: Element, body: Element, texts: Texts
) -> tuple[Element, Shape, dict[str, Element]]:
    """Reads the answers' own document and its shape, and the other instances by their id."""
    found = list(model.iterchildren("{*}instance"))
    if not found or len(found[0]) == 0:
        raise FormError("The form has no instance: there is nothing to answer.")
    repeats = frozenset(path_of(repeat) for repeat in body.iter("{*}repeat"))
    answers, shape = read_shape(found[0][0], repeats)
    others: dict[str, Element] = {}
    for instance in found[1:]:
        name = instance.get("id", "")
        if instance.get("src"):
            texts.expressions.report(name, f"outside data {instance.get('src')}")
        if len(instance):
            others[name] = detached(instance[0])
    return answers, shape, others
