"""The whole report on an upload: does it convert, what is wrong, and who can ask it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from homelands.forms.odk import conversion
from homelands.forms.odk.doctor.problems import Problem
from homelands.forms.xforms import (
    Answers,
    Capability,
    Form,
    FormError,
    XFormError,
    capabilities,
    parse,
    try_worst,
)
from homelands.foundation.errors import Refusal
from homelands.surveys.questionnaires.queries.uploads import Upload
from homelands.surveys.questionnaires.rules.questionnaires import check_named, check_showable


@dataclass(frozen=True)
class Checkup:
    """What there is to say of an upload before it is published."""

    problems: tuple[Problem, ...]
    form: Form | None
    xform: bytes = b""
    changes: tuple[Problem, ...] = ()
    workbook: bytes = b""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """The files beside the form: those added with it, and those made of the workbook."""

    @property
    def converts(self) -> bool:
        """Tells whether the upload became a form that can be answered."""
        return self.form is not None

    @property
    def questions(self) -> int:
        """How many questions the form asks, notes left out."""
        asked = self.form.questions.values() if self.form else ()
        return sum(question.kind != "note" for question in asked)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the form, as it names them."""
        return self.form.languages if self.form else ()

    @property
    def repairable(self) -> bool:
        """Tells whether a repair would change anything."""
        return any(problem.repairable for problem in self.problems)

    @property
    def capabilities(self) -> tuple[Capability, ...]:
        """What the form asks for, and who can do it."""
        return capabilities(self.form) if self.form else ()

    @property
    def unsupported(self) -> tuple[Capability, ...]:
        """What not everybody can do."""
        return tuple(
            capability
            for capability in self.capabilities
            if not (capability.web and capability.collect)
        )


def checkup(upload: Upload, *, at: datetime, repair: bool = False) -> Checkup:
    """Examines an upload, mended first if so asked; a NoForm is raised for what is no form."""
    examined = conversion.examine(upload.content, upload.filename, repair=repair)
    checked = Checkup(
        examined.problems,
        None,
        examined.xform,
        examined.changes,
        examined.workbook,
        {**examined.files, **upload.files},
    )
    if not examined.xform:
        return checked
    try:
        return replace(checked, form=publishable(examined.xform, checked.files, at))
    except (XFormError, Refusal) as error:
        if isinstance(error, XFormError) and upload.filename.lower().endswith(conversion.XFORMS):
            raise conversion.NoForm(str(error)) from error
        if any(problem.stops for problem in checked.problems):
            return checked  # said already, and at its row
        fault = Problem("", 0, "form_fault", {"reason": str(error)})
        return replace(checked, problems=(fault, *checked.problems))


def publishable(xform: bytes, files: Mapping[str, bytes], at: datetime) -> Form:
    """Reads a form as publishing does; a Refusal or an XFormError says why it cannot be published.

    What it names is asked of the same rules here and there, so that a report does not promise more.
    """
    form = begun(xform, files, at)
    check_showable(form)
    check_named(form)
    return form


def begun(xform: bytes, files: Mapping[str, bytes], at: datetime) -> Form:
    """Reads a form and answers it twice: not at all, which finds circles, and in the worst way."""
    form = parse(xform, files)
    if f"{form.root}/meta/instanceID" not in form.binds:
        raise FormError(
            "The form has no place for the id of a submission: meta/instanceID is missing. Without "
            "it no submission of a field app can be taken in."
        )
    Answers(form, {}, at).pages()
    try_worst(form, at)
    return form
