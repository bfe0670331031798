"""What may happen to a payment at which stage, and who makes and approves it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from homelands.foundation.actors import Actor
from homelands.foundation.errors import NotAllowed
from homelands.foundation.roles import PLACEMENT_READERS, Role
from homelands.foundation.states import Steps
from homelands.programmes.needs.rules import check_reaches, holds
from homelands.programmes.payments.models import Payment

S = Payment.State


PAYMENT: Steps = {
    S.DRAFTED: {"approve": S.APPROVED, "reject": S.REJECTED},
    S.APPROVED: {"pay": S.PAID},
    S.REJECTED: {},
    S.PAID: {},
}


def _check_named(by: Actor) -> None:
    """Money is never moved by the program itself."""
    if by.user_id is None:
        raise NotAllowed(_("A payment is made and approved by named officers."))


def check_reads_payments(by: Actor, subject: Any) -> None:
    """The programme's officers but for its panel, whose work ends with the choice."""
    check_reaches(by, subject, PLACEMENT_READERS)


def check_makes_payments(by: Actor, subject: Any) -> None:
    """A finance maker of the programme, by name: never the program itself."""
    _check_named(by)
    if not holds(by, subject, Role.FINANCE_MAKER):
        raise NotAllowed(_("Only a finance maker of this programme can do this."))


def check_approves_payments(by: Actor, payment: Payment) -> None:
    """A finance approver of the programme, by name, and never who prepared the payment."""
    _check_named(by)
    if not holds(by, payment, Role.FINANCE_APPROVER):
        raise NotAllowed(_("Only a finance approver of this programme can do this."))
    if payment.made_by_id == by.user_id:
        raise NotAllowed(
            _("You prepared this payment, so another person must decide on it."),
            code="maker_is_not_checker",
        )
