from django.db import migrations

from homelands.foundation.access.policies import SecureRows, follows


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0001_initial"),
        ("register", "0002_security"),
    ]

    operations = [
        SecureRows("campaigns_delivery", see=[follows("person_id", "register_person")]),
    ]
