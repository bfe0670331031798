"""What follows is read from the record as it is stored, held against a second decision."""

import pytest

from homelands.foundation.states import next_state
from homelands.programmes.payments.models import Payment
from homelands.programmes.payments.rules import PAYMENT
from tests import make, make_programmes
from tests.rights import refused


@pytest.mark.django_db
def test_what_follows_is_read_from_the_record_as_it_is_stored() -> None:
    payment = make_programmes.payment()
    with make.as_(make.SYSTEM):
        seen_late = Payment.objects.get(pk=payment.pk)
        seen_late.state = Payment.State.PAID
        assert next_state(PAYMENT, seen_late, "approve") == Payment.State.APPROVED
        assert seen_late.state == Payment.State.DRAFTED
        assert refused(next_state, PAYMENT, seen_late, "pay") == ("not_now", None)
