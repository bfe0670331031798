"""Draws every form the same way: label, hint, error, input."""

from typing import Any

from django.forms.renderers import TemplatesSetting

_STOCK = "django/forms/widgets/"
# Only these widgets look different from Django's own; the rest stay as Django draws them.
_OURS = {
    f"{_STOCK}radio.html": "ui/widgets/choices.html",
    f"{_STOCK}checkbox_select.html": "ui/widgets/choices.html",
    f"{_STOCK}clearable_file_input.html": "ui/widgets/file.html",
}


class FormRenderer(TemplatesSetting):
    """Makes ``{{ form }}`` give accessible fields; named by ``settings.FORM_RENDERER``."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"

    def get_template(self, template_name: str) -> Any:
        """Returns our template for a widget where we have one, otherwise Django's."""
        return super().get_template(_OURS.get(template_name, template_name))
