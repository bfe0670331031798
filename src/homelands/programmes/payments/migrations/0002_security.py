from django.db import migrations

from homelands.foundation.access.policies import SecureRows, copies, follows, own, within

SEE = [own("person_id"), within("placements", "programme_id")]
COPIED = ("programme_id", "person_id")


class Migration(migrations.Migration):
    dependencies = [
        ("payments", "0001_initial"),
        ("placements", "0002_security"),
    ]

    operations = [
        SecureRows("payments_payment", see=SEE),
        SecureRows("payments_ledgerentry", see=[follows("payment_id", "payments_payment")]),
        SecureRows("payments_paymentevent", see=SEE, write=["true"]),
        copies("payments_payment", "placements_placement", "placement_id", COPIED),
    ]
