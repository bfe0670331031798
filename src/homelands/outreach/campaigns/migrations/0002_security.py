from django.db import migrations

from homelands.foundation.access.policies import SecureRows, belongs, follows, own, within

# A programme reads about those who applied; it writes them no letters.
WRITERS = [own("id"), within("countries", "destination")]


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0001_initial"),
        ("register", "0002_security"),
    ]

    operations = [
        SecureRows(
            "campaigns_delivery",
            see=[follows("person_id", "register_person")],
            write=[belongs("person_id", "register_person", WRITERS)],
        ),
    ]
