"""Says of which form and version a submission is, which id it has, and which one it corrects."""

from dataclasses import dataclass

from homelands.forms.odk.openrosa.documents import child, read, text
from homelands.forms.odk.openrosa.faults import BadDocument

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
        raise BadDocument("no_form_id")
    if not found.instance_id:
        raise BadDocument("no_instance_id")
    if max(map(len, (found.form_id, found.instance_id, found.deprecated_id))) > _LONGEST:
        raise BadDocument("long_id", most=_LONGEST)
    return found
