"""Accounts of those who work for the service, and what became of each, for who checks them."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from homelands.foundation.models import FactorEvent
from homelands.foundation.queries import accounts
from homelands.foundation.queries.accounts import Change
from homelands.foundation.roles import Role
from homelands.foundation.rules import check_answers_for_all_data
from homelands.foundation.templatetags.words import country_name
from homelands.foundation.views import Request, for_officers
from homelands.organisations.models import Organisation
from homelands.programmes.needs.models import Programme

_WORDS = {
    "account_opened": gettext_lazy("The account was opened"),
    "account_opened_again": gettext_lazy("The account was opened again"),
    "account_closed": gettext_lazy("The account was closed"),
    "account_deleted": gettext_lazy("The account was deleted"),
    "login_changed": gettext_lazy("The sign-in name was changed; it was %(before)s"),
    "name_changed": gettext_lazy("The name was changed; it was %(before)s"),
    "email_changed": gettext_lazy("The work e-mail was changed; it was %(before)s"),
    "is_example_changed": gettext_lazy("The account became an example account, or no longer is"),
    "grant_given": gettext_lazy("A role was given: %(reach)s"),
    "grant_changed": gettext_lazy("A role was changed: %(reach)s"),
    "grant_ended": gettext_lazy("A role was ended with %(end)s: %(reach)s"),
    "grant_removed": gettext_lazy("A role was taken away: %(reach)s"),
    "factor_set": gettext_lazy("A second factor was set up: %(kind)s"),
    "factor_lost": gettext_lazy("A second factor was taken away or lost: %(kind)s"),
}


@for_officers
def listed(request: Request) -> HttpResponse:
    """Lists the accounts that have or had a role."""
    check_answers_for_all_data(request.actor)
    return render(request, "web/accounts.html", {"accounts": accounts.officers()})


@for_officers
def show(request: Request, pk: UUID) -> HttpResponse:
    """Shows what an account may do now, and its history."""
    check_answers_for_all_data(request.actor)
    context = {
        "account": get_object_or_404(accounts.officers(), pk=pk),
        "grants": [reach(vars(grant)) for grant in accounts.grants(pk, timezone.now())],
        "changes": [(change, said(change)) for change in accounts.history(pk)],
    }
    return render(request, "web/account.html", context)


def said(change: Change) -> str:
    """Says in a sentence what happened to an account."""
    facts: dict[str, Any] = dict(change.facts)
    if "role" in facts:
        facts["reach"] = reach(change.facts)
        facts["end"] = date_format(facts["ends_at"]) if facts["ends_at"] else ""
    if "kind" in facts:
        facts["kind"] = FactorEvent.Kind(facts["kind"]).label
    return str(_WORDS[change.code]) % facts


def reach(facts: Any) -> str:
    """Says a role and where it holds."""
    if facts["country"]:
        where = country_name(facts["country"])
    elif facts["organisation"]:
        where = _name(Organisation, facts["organisation"])
    elif facts["programme"]:
        where = _name(Programme, facts["programme"])
    else:
        where = _("without limits")
    return f"{Role(facts['role']).label}, {where}"


def _name(model: Any, key: UUID) -> str:
    found = model.objects.filter(pk=key).first()
    return str(found.name if found else key)
