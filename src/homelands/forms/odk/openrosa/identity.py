"""Says of which form and version a submission is, which id it has, and which one it corrects."""

from dataclasses import dataclass

from homelands.forms.odk.openrosa.documents import BadDocument, child, read, text

_LONGEST = 200


@dataclass(frozen=True)
class Identity:
    """What a submission says of itself. `sealed`: it is the manifest of encrypted answers."""

    form_id: str
    version: str
    instance_id: str
    deprecated_id: str = ""
    sealed: bool = False


def identity(xml: bytes) -> Identity:
    """Reads the identity of a submission, whose meta block stands in either namespace."""
    root = read(xml)
    meta = child(root, "meta")
    found = Identity(
        form_id=root.get("id", "").strip(),
        version=root.get("version", "").strip(),
        instance_id=text(meta, "instanceID"),
        deprecated_id=text(meta, "deprecatedID"),
        sealed=root.get("encrypted") == "yes",
    )
    if not found.form_id:
        raise BadDocument("The answers do not say of which form they are: the root has no id.")
    if not found.instance_id:
        raise BadDocument("The answers have no id of their own: meta/instanceID is missing.")
    if max(map(len, (found.form_id, found.instance_id, found.deprecated_id))) > _LONGEST:
        raise BadDocument("The id of the form or of the answers has more than 200 characters.")
    return found
