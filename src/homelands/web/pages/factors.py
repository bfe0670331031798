"""The second factor: shown, set up and taken away. Each of the latter two ends other sessions.

The pages are django-allauth's, which keep their own transactions and answer their own exceptions.
"""

from typing import Any

from allauth.mfa.base.views import AuthenticateView, ReauthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from homelands.foundation import sessions
from homelands.foundation.access.context import acting
from homelands.foundation.middleware import actor_of


class Authenticate(AuthenticateView):  # type: ignore[misc]
    """Asks for the factor after the password."""

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        if self.request.user.is_authenticated:
            sessions.prove(self.request)
        return response


class Reauthenticate(ReauthenticateView):  # type: ignore[misc]
    """Asks for the factor in a session that began without it, or a while ago."""

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        sessions.prove(self.request)
        return response


class Activate(ActivateTOTPView):  # type: ignore[misc]
    """Sets the factor up. The code that showed that it works is used up by that."""

    def form_valid(self, form: Any) -> HttpResponse:
        with acting(actor_of(self.request), "second factor"):
            response: HttpResponse = super().form_valid(form)
        factor = Authenticator.objects.get(user=self.request.user, type=Authenticator.Type.TOTP)
        factor.wrap().validate_code(form.cleaned_data["code"])
        sessions.renew(self.request, by=actor_of(self.request))
        sessions.prove(self.request)
        return response


class Deactivate(DeactivateTOTPView):  # type: ignore[misc]
    """Takes the factor away."""

    def form_valid(self, form: Any) -> HttpResponse:
        with acting(actor_of(self.request), "second factor"):
            response: HttpResponse = super().form_valid(form)
        sessions.unprove(self.request)
        sessions.renew(self.request, by=actor_of(self.request))
        return response


class GenerateCodes(GenerateRecoveryCodesView):  # type: ignore[misc]
    """Makes new recovery codes; the old ones open nothing any more."""

    def form_valid(self, form: Any) -> HttpResponse:
        with acting(actor_of(self.request), "second factor"):
            response: HttpResponse = super().form_valid(form)
        sessions.renew(self.request, by=actor_of(self.request))
        return response


def _page(view: Any) -> Any:
    made = view.as_view()

    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer: HttpResponseBase = made(request, *args, **kwargs)
        return answer

    page.acts_itself = True  # type: ignore[attr-defined]
    return page


authenticate = _page(Authenticate)
reauthenticate = _page(Reauthenticate)
activate = _page(Activate)
deactivate = _page(Deactivate)
generate_codes = _page(GenerateCodes)
