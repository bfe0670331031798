"""Which parts of a form our pages and ODK Collect can ask."""

from dataclasses import dataclass

from homelands.surveys.xforms import Form

#: The kinds of questions that the pages can ask.
SHOWN = frozenset(
    {
        "text",
        "integer",
        "decimal",
        "select_one",
        "select_multiple",
        "date",
        "range",
        "note",
        "trigger",
    }
)


@dataclass(frozen=True)
class Capability:
    """One part of a form and who can ask it."""

    name: str
    what: str
    web: bool
    collect: bool


def capabilities(form: Form) -> tuple[Capability, ...]:
    """Lists what the form asks for, part by part."""
    asked = [
        Capability(path, question.kind, question.kind in SHOWN, collect=True)
        for path, question in form.questions.items()
    ]
    lacking = [Capability(name, what, web=False, collect=True) for name, what in form.unsupported]
    return (*asked, *lacking)
