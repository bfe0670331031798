"""Writes the list of forms, the manifest of a form's files, and what became of list entries."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml import etree

from homelands.forms.odk.openrosa.documents import write

_FORMS = "http://openrosa.org/xforms/xformsList"
_MANIFEST = "http://openrosa.org/xforms/xformsManifest"


@dataclass(frozen=True)
class ListedForm:
    """One form of the list. Apps drop the whole list where one of these is empty."""

    form_id: str
    name: str
    version: str
    hash: str
    download_url: str
    manifest_url: str = ""  # only where the form has files
    about: str = ""


@dataclass(frozen=True)
class ListedFile:
    """One file that a form needs; `integrity_url` marks a list of entities."""

    filename: str
    hash: str
    download_url: str
    integrity_url: str = ""


def hash_of(content: bytes) -> str:
    """Gives the hash that apps compare: of the exact bytes that they will download."""
    return "md5:" + hashlib.md5(content, usedforsecurity=False).hexdigest()


def form_list(forms: Iterable[ListedForm], *, verbose: bool = False) -> bytes:
    """Writes the list of forms."""
    root = etree.Element(f"{{{_FORMS}}}xforms", nsmap={None: _FORMS})
    for form in forms:
        entry = etree.SubElement(root, f"{{{_FORMS}}}xform")
        parts = {
            "formID": form.form_id,
            "name": form.name or form.form_id,
            "version": form.version,
            "hash": form.hash,
            "descriptionText": form.about if verbose else "",
            "downloadUrl": form.download_url,
            "manifestUrl": form.manifest_url,
        }
        optional = {"descriptionText", "manifestUrl"}
        _fill(entry, _FORMS, {k: v for k, v in parts.items() if v or k not in optional})
    return write(root)


def manifest(files: Iterable[ListedFile]) -> bytes:
    """Writes the manifest of a form's files."""
    root = etree.Element(f"{{{_MANIFEST}}}manifest", nsmap={None: _MANIFEST})
    for file in files:
        entry = etree.SubElement(root, f"{{{_MANIFEST}}}mediaFile")
        parts = {
            "filename": file.filename,
            "hash": file.hash,
            "downloadUrl": file.download_url,
        }
        if file.integrity_url:
            entry.set("type", "entityList")
            parts["integrityUrl"] = file.integrity_url
        _fill(entry, _MANIFEST, parts)
    return write(root)


def integrity(deleted: Mapping[str, bool]) -> bytes:
    """Writes which of the asked-for entries are gone, so that devices forget them too."""
    root = etree.Element("data")
    entries = etree.SubElement(root, "entities")
    for key, gone in deleted.items():
        entry = etree.SubElement(entries, "entity", id=key)
        etree.SubElement(entry, "deleted").text = str(gone).lower()
    return write(root)


def _fill(entry: etree._Element, space: str, parts: Mapping[str, str]) -> None:
    for name, value in parts.items():
        etree.SubElement(entry, f"{{{space}}}{name}").text = value
