from django.db import migrations

from homelands.foundation.access.policies import SecureRows, belongs, copies, follows, own, within

# Who is paid reads the payment, and has no hand in it; who follows the programme neither.
WRITE = [within("paying", "programme_id")]
SEE = [own("person_id"), within("placements", "programme_id"), *WRITE]
COPIED = ("programme_id", "person_id")


class Migration(migrations.Migration):
    dependencies = [
        ("payments", "0001_initial"),
        ("placements", "0002_security"),
    ]

    operations = [
        SecureRows("payments_payment", see=SEE, write=WRITE),
        SecureRows(
            "payments_ledgerentry",
            see=[follows("payment_id", "payments_payment")],
            write=[belongs("payment_id", "payments_payment", WRITE)],
        ),
        SecureRows("payments_paymentevent", see=SEE, write=["true"]),
        copies("payments_payment", "placements_placement", "placement_id", COPIED),
    ]
