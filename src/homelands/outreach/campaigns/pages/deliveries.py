"""The page behind the link that stops letters: no sign-in, one button."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.foundation.errors import Refusal
from homelands.foundation.views import Request
from homelands.outreach.campaigns.actions import deliveries
from homelands.outreach.campaigns.queries import deliveries as delivery_queries

_BY_LINK = Actor.system("campaigns.deliveries.unsubscribe")


class UnknownLink(Refusal):
    code = "unknown_link"
    sentence = _(
        "This link is incomplete, or your data were erased and nothing is sent to you any more."
    )


# Mail programs post here by themselves (RFC 8058) and have no token of ours against forgery; the
# signed token in the address is the right to stop these letters, and to do nothing else.
@csrf_exempt
def unsubscribe(request: Request, token: str) -> HttpResponse:
    """Asks whether letters should stop, and stops them."""
    with acting(_BY_LINK):
        delivery = delivery_queries.by_token(token)
        if delivery is None:
            raise UnknownLink
        done = request.method == "POST"
        if done:
            deliveries.unsubscribe(delivery, at=timezone.now(), by=_BY_LINK)
    return render(request, "campaigns/deliveries/unsubscribe.html", {"done": done})
