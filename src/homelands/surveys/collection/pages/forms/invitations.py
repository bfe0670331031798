"""The list of people to be invited, typed or as a file."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from homelands.forms.tables import Line, Unreadable, read_sheet, sentence
from homelands.foundation import choices
from homelands.surveys.collection.actions.invitations import Address
from homelands.ui.forms import Form


class AddressesForm(Form):
    """Addresses, one on a line, each with the language of its letter where that is another."""

    language = forms.ChoiceField(
        label=_("Language of the letter"), choices=choices.languages, initial=get_language
    )
    addresses = forms.CharField(
        label=_("E-mail addresses"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 10, "dir": "ltr", "spellcheck": "false"}),
        help_text=_("One on a line. For another language, add it: ama@example.org, fr."),
    )
    file = forms.FileField(
        label=_("Or a file"),
        required=False,
        help_text=_("A CSV file, a workbook or a text in the same form."),
    )

    def clean(self) -> dict[str, Any]:
        """Wants the list from one place."""
        data: dict[str, Any] = super().clean() or {}
        file, typed = data.get("file"), data.get("addresses")
        if bool(file) == bool(typed):
            self.add_error("addresses", _("Type the addresses, or add a file: one of the two."))
        elif typed:
            data["lines"] = [Line(n, (words,)) for n, words in enumerate(typed.split("\n"), 1)]
        elif file:
            try:
                data["lines"] = list(read_sheet(file.read()).lines)
            except Unreadable as fault:
                self.add_error("file", sentence(fault))
        return data

    def given(self) -> list[Address]:
        """Returns the addresses with their lines; a heading such as "email" is passed over."""
        known = dict(settings.LANGUAGES)
        found = []
        for number, cells in self.cleaned_data["lines"]:
            parts = ",".join(cells).replace(";", ",").split(",")
            email, language = [*(part.strip() for part in parts), "", ""][:2]
            if not email or (number == 1 and "@" not in email and "mail" in email.casefold()):
                continue
            spoken = language.lower() if language.lower() in known else ""
            found.append(Address(email, spoken or self.cleaned_data["language"], number))
        return found
