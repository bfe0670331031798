"""What the page of a placement shows of its payments."""

from typing import Any

from django import template
from django.db.models import QuerySet
from django.template.context import RequestContext

from homelands.foundation.errors import why_not
from homelands.programmes.payments.models import Payment
from homelands.programmes.payments.rules import check_makes_payments
from homelands.programmes.placements.models import Placement

register = template.Library()


@register.simple_tag
def payments_of(placement: Placement) -> QuerySet[Payment]:
    """Returns the payments of a placement that the actor may see, the first first."""
    return Payment.objects.filter(placement=placement).order_by("made_at")


@register.simple_tag(takes_context=True)
def why_not_pay(context: RequestContext, placement: Placement) -> str:
    """Says why the reader may not prepare a payment; "" where they may."""
    request: Any = context["request"]
    return why_not(check_makes_payments, request.actor, placement)
