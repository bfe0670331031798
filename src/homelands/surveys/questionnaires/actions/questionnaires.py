"""A questionnaire is published here: from then on it is never changed, only replaced."""

import hashlib
import mimetypes
from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from homelands.forms.odk import conversion, form_attachments
from homelands.forms.odk.conversion import FormRefused
from homelands.forms.xforms import Form, XFormError
from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.foundation.errors import Refusal
from homelands.surveys.questionnaires.models import FormAttachment, Questionnaire, Study
from homelands.surveys.questionnaires.queries import questionnaires
from homelands.surveys.questionnaires.queries.checkup import publishable
from homelands.surveys.questionnaires.rules import check_manages

_MOST_NAMED = 10


class AlreadyPublished(Refusal):
    code = "already_published"

    def __init__(self, form: Form):
        super().__init__(
            _(
                "Version “%(version)s” of the form “%(form)s” is published in this study already. "
                "Change the version in the settings sheet."
            )
            % {"version": form.version, "form": form.form_id},
            field="file",
        )


class FilesMissing(Refusal):
    """The form names files that were not added with it."""

    code = "files_missing"

    def __init__(self, names: list[str]):
        self.names = names
        listed = ", ".join(names[:_MOST_NAMED]) + (" …" if len(names) > _MOST_NAMED else "")
        super().__init__(
            _("The form needs these files beside it: %(names)s. Add them, then publish.")
            % {"names": listed},
            field="beside",
        )


@action(who=check_manages)
def publish(
    study: Study,
    *,
    source: bytes,
    filename: str,
    at: datetime,
    by: Actor,
    files: Mapping[str, bytes] | None = None,
) -> Questionnaire:
    """Publishes an XLSForm or an XForm, with the files it names, as a study's questionnaire."""
    examined = conversion.converted(source, filename)
    given = {**examined.files, **(files or {})}
    form = _read(examined.xform, given, at)
    known = Questionnaire.objects.filter(study=study, form_id=form.form_id, version=form.version)
    if known.exists():
        raise AlreadyPublished(form)
    filled = {*questionnaires.filled_lists(study), *(entity.dataset for entity in form.entities)}
    held = _files(examined.xform, given, {f"{name}.csv" for name in filled})
    made = Questionnaire.objects.create(
        study=study,
        form_id=form.form_id,
        version=form.version,
        title=form.title[:300],
        xform=examined.xform,
        source=None if filename.lower().endswith(conversion.XFORMS) else source,
        source_name=filename[-255:],
        published_at=at,
    )
    FormAttachment.objects.bulk_create(_file(made, name, content) for name, content in held.items())
    return made


def _files(xform: bytes, given: Mapping[str, bytes], filled: set[str]) -> dict[str, bytes]:
    """Returns the files that the form names, and refuses when one is not there.

    `filled` are the lists that forms of the study fill: they come from the answers.
    """
    named = form_attachments.named_files(xform)
    missing = [name for name in named if name not in given and name not in filled]
    if missing:
        raise FilesMissing(missing)
    return {name: given[name] for name in named if name in given}


def _file(questionnaire: Questionnaire, name: str, content: bytes) -> FormAttachment:
    return FormAttachment(
        questionnaire=questionnaire,
        name=name,
        content=content,
        content_type=mimetypes.guess_type(name)[0] or "application/octet-stream",
        md5=hashlib.md5(content, usedforsecurity=False).hexdigest(),
    )


def _read(xform: bytes, files: Mapping[str, bytes], at: datetime) -> Form:
    """Reads the form, and starts to answer it once."""
    try:
        return publishable(xform, files, at)
    except XFormError as error:
        fault = _("The questionnaire has a fault: %(fault)s") % {"fault": error}
        raise FormRefused(fault) from error
