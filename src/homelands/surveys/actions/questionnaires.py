"""A questionnaire is published here: from then on it is never changed, only replaced."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from homelands.foundation.action import action
from homelands.foundation.actors import Actor
from homelands.foundation.errors import Refusal
from homelands.surveys import conversion
from homelands.surveys.conversion import FormRefused
from homelands.surveys.models import Questionnaire, Study
from homelands.surveys.rules import check_manages, check_showable
from homelands.surveys.xforms import Answers, Form, XFormError, parse


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


@action(who=check_manages)
def publish(
    study: Study, *, source: bytes, filename: str, at: datetime, by: Actor
) -> Questionnaire:
    """Publishes an XLSForm as the questionnaire of a study."""
    xform = conversion.convert(source, filename)
    form = _read(xform, at)
    known = Questionnaire.objects.filter(study=study, form_id=form.form_id, version=form.version)
    if known.exists():
        raise AlreadyPublished(form)
    return Questionnaire.objects.create(
        study=study,
        form_id=form.form_id,
        version=form.version,
        title=form.title[:300],
        xform=xform,
        published_at=at,
    )


def _read(xform: bytes, at: datetime) -> Form:
    """Reads the form and starts to answer it once, which finds circles and broken expressions."""
    try:
        form = parse(xform)
        check_showable(form)
        Answers(form, {}, at).pages()
    except XFormError as error:
        fault = _("The questionnaire has a fault: %(fault)s") % {"fault": error}
        raise FormRefused(fault) from error
    if not form.questions:
        raise FormRefused(_("The questionnaire asks nothing: its survey sheet has no question."))
    if max(len(form.form_id), len(form.version)) > 100:
        raise FormRefused(_("The form's id and version may have at most 100 characters each."))
    return form
