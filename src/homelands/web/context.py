"""What every shell shows: the deployment, the way around, and whether data are an example."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from homelands.foundation.actors import Actor
from homelands.foundation.reference import countries
from homelands.foundation.roles import (
    ANSWER_FOR_DATA,
    MISSIONS,
    OFFICERS,
    PEOPLE_READERS,
    PLACEMENT_READERS,
    PROGRAMME_READERS,
    Role,
)
from homelands.surveys.questionnaires.rules import COUNT_READERS

HOSTS = frozenset({Role.HOST_FOCAL_POINT})
WORKS_WITH_ORGANISATIONS = MISSIONS | HOSTS | {Role.PROGRAMME_MANAGER}


@dataclass(frozen=True)
class Deployment:
    """The deployment as its pages name it."""

    name: str
    country: str
    example: bool


@dataclass(frozen=True)
class Way:
    """One entry of the navigation."""

    label: str
    url: str
    current: bool


def _public() -> list[tuple[str, str]]:
    return [
        (_("Where we are"), "stocks.stocks.where"),
        (_("Findings"), "findings.findings.published"),
        (_("Take part"), "questionnaires.studies.current"),
        (_("Opportunities"), "needs.calls.current"),
        (_("Events"), "events.events.coming"),
        (_("Questions and answers"), "dialogue.questions.public"),
    ]


def _portal() -> list[tuple[str, str]]:
    return [
        (_("My requests"), "portal"),
        (_("My profile"), "register.entries.replace"),
        (_("My consent"), "register.consents.decide"),
        (_("My data"), "register.persons.mine"),
        (_("My placements"), "placements.placements.mine"),
    ]


#: The desk's entries, and whose work each holds: nobody is led to what is not theirs.
_DESK: Sequence[tuple[Any, str, Collection[Role]]] = (
    (_lazy("To do"), "desk", OFFICERS),
    (_lazy("People"), "register.persons.listed", PEOPLE_READERS),
    (_lazy("Organisations"), "organisations.organisations.listed", WORKS_WITH_ORGANISATIONS),
    (_lazy("Needs and calls"), "needs.needs.listed", PROGRAMME_READERS | HOSTS),
    (_lazy("Placements"), "placements.placements.listed", PLACEMENT_READERS | HOSTS),
    (_lazy("Payments"), "payments.payments.listed", PLACEMENT_READERS),
    (_lazy("Outreach"), "events.events.listed", MISSIONS),
    (_lazy("Studies"), "questionnaires.studies.listed", COUNT_READERS),
    (_lazy("Findings"), "findings.findings.listed", COUNT_READERS | MISSIONS),
    (_lazy("Results"), "results.indicators.listed", COUNT_READERS | MISSIONS | PROGRAMME_READERS),
    (_lazy("Policy"), "policy.profiles.listed", MISSIONS),
    (_lazy("Deletion"), "retention", ANSWER_FOR_DATA),
)


def _desk(actor: Actor) -> list[tuple[str, str]]:
    entries = [(str(label), page) for label, page, roles in _DESK if actor.holds_any(roles)]
    # Accounts are those of all officers: a grant with limits does not open them.
    return [*entries, *([(_("Accounts"), "accounts")] if actor.holds(*ANSWER_FOR_DATA) else [])]


def _ways(entries: Iterable[tuple[str, str]], request: HttpRequest) -> list[Way]:
    ways = [(label, reverse(name), name) for label, name in entries]
    # The longest address that the path starts with is where the reader is; at the desk, where
    # every address starts with that of its first page, a page belongs to the entry of its roof.
    under = [url for _label, url, _name in ways if request.path.startswith(url)]
    here = max(under, key=len, default="")
    if here == reverse("desk") != request.path and request.resolver_match:
        roof = _roof(request.resolver_match.view_name)
        here = next((url for _label, url, name in ways if _roof(name) == roof), here)
    return [Way(label, url, url == here) for label, url, _name in ways]


def _roof(view_name: str) -> str:
    """The roof over a page's app ("surveys"), or the page's own name where no app has it."""
    label = view_name.partition(".")[0]
    return apps.get_app_config(label).name.split(".")[1] if label in apps.app_configs else label


def _entries(path: str, actor: Actor) -> list[tuple[str, str]]:
    if path.startswith("/desk/") and actor.is_officer:
        return _desk(actor)
    return _portal() if path.startswith("/my/") else _public()


def shell(request: HttpRequest) -> dict[str, Any]:
    """Gives templates `deployment` and `nav`."""
    actor = getattr(request, "actor", Actor.public())
    return {
        "deployment": Deployment(
            name=settings.SERVICE_NAME,
            country=countries.name(settings.COUNTRY, get_language() or "en"),
            example=settings.EXAMPLE,
        ),
        "nav": _ways(_entries(request.path, actor), request),
        "actor": actor,
        "account_roles": [role.label for role in Role if role in actor.roles],
    }
