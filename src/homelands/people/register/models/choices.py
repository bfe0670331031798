"""What a profile may say, with its words: the same for the forms, the lists and the pages."""

from typing import Any

from django.utils.translation import gettext_lazy as _

Choices = list[tuple[str, Any]]

MODALITIES: Choices = [
    ("temporary", _("A temporary stay at home")),
    ("virtual", _("From where I live, online")),
    ("permanent", _("A permanent return")),
]

AVAILABILITIES: Choices = [
    ("now", _("Now")),
    ("6months", _("Within six months")),
    ("year", _("Within a year")),
    ("later", _("Later, keep me informed")),
]

WORKING_LANGUAGES: Choices = [
    ("en", _("English")),
    ("fr", _("French")),
    ("es", _("Spanish")),
    ("ar", _("Arabic")),
    ("pt", _("Portuguese")),
    ("de", _("German")),
    ("it", _("Italian")),
    ("nl", _("Dutch")),
]
