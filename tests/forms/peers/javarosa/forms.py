"""The forms that JavaRosa answers: all of this project, and those in a folder of your own."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from importlib.resources import files
from pathlib import Path

from homelands.forms.odk import converter
from homelands.forms.xforms import Form, XFormError, parse
from tests.forms.xforms import household, sample
from tests.forms.xforms.test_actions import FORM as ACTIONS
from tests.surveys.questionnaires import large_form

from . import kinds

_SHEETS = (
    ("homelands.surveys.questionnaires", "standard/diaspora_mapping.csv"),
    *(
        ("homelands.surveys.questionnaires", f"standard/samples/{name}.csv")
        for name in (
            "association_census",
            "event_feedback",
            "household_abroad",
            "returnee_follow_up",
            "training_before_after",
        )
    ),
    ("homelands.command.example", "by_invitation.csv"),
)


@dataclass(frozen=True)
class Asked:
    """A form with the files beside it."""

    name: str
    xform: bytes
    files: Mapping[str, bytes] = field(default_factory=dict)

    def form(self) -> Form:
        """Reads the form as ours."""
        return parse(self.xform, self.files)

    def put_into(self, folder: Path) -> Path:
        """Writes the form and its files into a folder of their own; gives the form's path."""
        own = folder / self.name
        own.mkdir()
        for name, content in self.files.items():
            (own / name).write_bytes(content)
        path = own / "form.xml"
        path.write_bytes(self.xform)
        return path


def own_forms() -> Iterator[Asked]:
    """Lists the forms of the project: the standard ones, the example's, and those of tests."""
    for package, name in _SHEETS:
        source = files(package).joinpath(name).read_bytes()
        yield _converted(Path(name).stem, source, ".csv")
    yield Asked("sample", sample.xform())
    yield Asked("household", sample.xform(household.HOUSE))
    yield Asked("actions", sample.xform(ACTIONS))
    yield Asked("large", large_form.xform())
    for name, survey in kinds.FORMS.items():
        yield Asked(name, sample.xform(survey))


def given_forms() -> Iterator[Asked]:
    """Lists the forms under the folder that HOMELANDS_FORMS names, where ours can read them."""
    folder = os.environ.get("HOMELANDS_FORMS", "")
    for path in sorted(Path(folder).rglob("*")) if folder else ():
        name = str(path.relative_to(folder)).replace("/", "__")
        if path.suffix == ".xml":
            asked = Asked(name, path.read_bytes(), _beside(path))
        elif path.suffix in (".xlsx", ".xls"):
            asked = _converted(name, path.read_bytes(), path.suffix)
            asked = replace(asked, files={**_beside(path), **asked.files})
        else:
            continue
        try:
            asked.form()
        except XFormError as fault:
            print(f"{name}: ours does not read it: {fault}")
        else:
            yield asked


def _beside(path: Path) -> dict[str, bytes]:
    """The files of data that lie beside a form."""
    near = [file for file in path.parent.iterdir() if file.suffix in (".csv", ".geojson")]
    return {file.name: file.read_bytes() for file in near}


def _converted(name: str, source: bytes, kind: str) -> Asked:
    found = converter.answer(source, kind)
    xform = str(found.get("xform", "")).encode()
    made = {file: text.encode() for file, text in found.get("files", {}).items()}
    return Asked(name, xform, made)
