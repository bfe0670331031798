"""The list of people to be invited, typed or as a file."""

import csv
from io import StringIO
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from homelands.foundation import choices
from homelands.surveys.collection.actions.invitations import Address
from homelands.ui.forms import Form


class AddressesForm(Form):
    """Addresses, one on a line, each with the language of its letter where that is another."""

    language = forms.ChoiceField(label=_("Language of the letter"), choices=choices.languages)
    addresses = forms.CharField(
        label=_("E-mail addresses"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 10, "dir": "ltr", "spellcheck": "false"}),
        help_text=_("One on a line. For another language, add it: ama@example.org, fr."),
    )
    file = forms.FileField(
        label=_("Or a file"), required=False, help_text=_("A CSV or text file in the same form.")
    )

    def clean(self) -> dict[str, Any]:
        """Wants the list from one place, as text."""
        data: dict[str, Any] = super().clean() or {}
        file = data.get("file")
        if bool(file) == bool(data.get("addresses")):
            self.add_error("addresses", _("Type the addresses, or add a file: one of the two."))
        elif file:
            try:
                data["addresses"] = file.read().decode("utf-8-sig")
            except UnicodeDecodeError:
                self.add_error("file", _("The file is not text in UTF-8. Save it as such."))
        return data

    def given(self) -> list[Address]:
        """Returns the addresses with their lines; a heading such as "email" is passed over."""
        known = dict(settings.LANGUAGES)
        found = []
        lines = csv.reader(StringIO(self.cleaned_data["addresses"].replace(";", ",")))
        for number, cells in enumerate(lines, 1):
            email, language = [*(cell.strip() for cell in cells), "", ""][:2]
            if not email or (number == 1 and "@" not in email and "mail" in email.casefold()):
                continue
            spoken = language.lower() if language.lower() in known else ""
            found.append(Address(email, spoken or self.cleaned_data["language"], number))
        return found
