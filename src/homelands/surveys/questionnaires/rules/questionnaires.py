"""What a questionnaire may ask for: on our pages, in a field app, or nowhere."""

from django.utils.translation import gettext_lazy as _

from homelands.forms.odk.conversion import FormRefused
from homelands.forms.xforms import Capability, Form, capabilities
from homelands.foundation.errors import Refusal

_MOST_NAMED = 10


class NotShowable(Refusal):
    code = "not_showable"


class NotOnWeb(Refusal):
    code = "not_on_web"


def check_showable(form: Form) -> None:
    """Refuses a form that asks for what neither our pages nor Collect can do, naming it."""
    lacking = [o for o in capabilities(form) if o.asked and not (o.web or o.collect)]
    if lacking:
        raise NotShowable(
            _(
                "Neither our pages nor ODK Collect can ask for these parts of the questionnaire: "
                "%(parts)s. Change or remove them."
            )
            % {"parts": _listed(lacking)},
            field="file",
        )


def check_named(form: Form) -> None:
    """Refuses a form that asks nothing, and names too long to be kept."""
    if not form.questions:
        raise FormRefused(_("The questionnaire asks nothing: its survey sheet has no question."))
    if max(len(form.form_id), len(form.version)) > 100:
        raise FormRefused(_("The form's id and version may have at most 100 characters each."))


def check_web(form: Form) -> None:
    """Refuses to ask a form on our pages when they cannot ask what it insists on.

    One whose answers are encrypted on the device would be answered in the clear here.
    """
    if form.public_key:
        raise NotOnWeb(
            _(
                "This questionnaire is answered in the app ODK Collect only, because its answers "
                "are encrypted on the device."
            )
        )
    lacking = [
        capability
        for capability in collect_only(form)
        if any(_is_required(form, p) for p in capability.where)
    ]
    if lacking:
        raise NotOnWeb(
            _(
                "This questionnaire is answered in the app ODK Collect only, because it insists on "
                "what a web page cannot ask: %(parts)s."
            )
            % {"parts": _listed(lacking)}
        )


def collect_only(form: Form) -> list[Capability]:
    """Lists what answers depend on that Collect can do and our pages cannot."""
    return [
        capability
        for capability in capabilities(form)
        if capability.asked and capability.collect and not capability.web
    ]


def _is_required(form: Form, path: str) -> bool:
    bind = form.binds.get(path)
    return bind is not None and bind.required is not None and bind.required.text != "false()"


def _listed(parts: list[Capability]) -> str:
    named = "; ".join(_named(part) for part in parts[:_MOST_NAMED])
    return named + (" …" if len(parts) > _MOST_NAMED else "")


def _named(capability: Capability) -> str:
    places = ", ".join(path.rpartition("/")[2] for path in capability.where[:_MOST_NAMED])
    return f"{capability.name} ({places})" if places else capability.name
