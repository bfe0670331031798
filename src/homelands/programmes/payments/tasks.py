"""Letters about money to whom it is for: addresses open only here.

The program writes to people about their own payments: the rule of seeing is not asked.
"""

from uuid import UUID

from homelands.foundation import jobs, mail
from homelands.programmes.payments.models import Payment


@jobs.task
def tell(payment: str, news: str) -> None:
    """Writes to the person that a payment was "approved" or "paid"."""
    rows = Payment.objects.select_related("person", "placement__match__need")
    held = rows.filter(pk=UUID(payment)).first()
    if held is not None and held.person.email:
        to = mail.Receiver(
            str(held.person.email), held.person.language, f"payment {held.pk} {news}"
        )
        context = {"payment": held, "url": mail.address("placements.placements.mine")}
        mail.send(to, f"payments/payments/letters/{news}.txt", context)
