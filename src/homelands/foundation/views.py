"""What every page needs to turn a Refusal into words beside the right field."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from django import forms
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.http import url_has_allowed_host_and_scheme

from homelands.foundation.actions.attempts import ProofAsked
from homelands.foundation.actors import Actor
from homelands.foundation.errors import Refusal
from homelands.foundation.rules import check_officer, check_signed_in
from homelands.ui.forms import Form, Work


class Request(HttpRequest):
    """A request after the middleware: it knows who acts."""

    actor: Actor


@contextmanager
def refusals_on(form: forms.Form) -> Iterator[None]:
    """Puts a Refusal raised in the block on the form, so that nothing typed is lost."""
    try:
        yield
    except Refusal as refusal:
        if isinstance(refusal, ProofAsked) and isinstance(form, Form):
            form.work = Work(refusal.challenge, refusal.minutes)
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))


View = Callable[..., HttpResponseBase]


def for_members(view: View) -> View:
    """Opens a page to those who are signed in."""
    return _guarded(view, check_signed_in)


def for_officers(view: View) -> View:
    """Opens a page to officers of the service."""

    def check(actor: Actor) -> None:
        check_signed_in(actor)
        check_officer(actor)

    return _guarded(view, check)


def _guarded(view: View, check: Callable[[Actor], None]) -> View:
    @wraps(view)
    def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        check(request.actor)
        return view(request, *args, **kwargs)

    return guarded


def way_on(request: HttpRequest) -> str:
    """Returns the page of this site to which whoever was sent here goes on; "" where none is."""
    page = request.GET.get("next", "")
    return page if page.startswith("/") and url_has_allowed_host_and_scheme(page, None) else ""
