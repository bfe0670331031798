"""Which parts of a form our pages and ODK Collect can ask."""

from dataclasses import dataclass

from homelands.surveys.xforms import Form


@dataclass(frozen=True)
class Capability:
    """One part of a form and who can ask it."""

    name: str
    what: str
    web: bool
    collect: bool


def capabilities(form: Form) -> tuple[Capability, ...]:
    """Lists what the form asks for and our pages cannot do; Collect can."""
    return tuple(Capability(name, what, web=False, collect=True) for name, what in form.unsupported)
