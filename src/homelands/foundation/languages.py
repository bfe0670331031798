"""The languages of the service: of its pages, its letters and the names that it gives to things.

This is the only list of them. How to add one: docs/recipes/language.md.
"""

#: Each language in its own words, by its code, in the order in which it is offered.
LANGUAGES = {
    "en": "English",
    "fr": "Français",
    "es": "Español",
    "ar": "العربية",
}

#: The language in which the program itself is written: whatever lacks a translation is shown in it.
SOURCE = "en"
