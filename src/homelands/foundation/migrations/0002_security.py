from django.db import migrations

from homelands.foundation.access import policies
from homelands.foundation.access.policies import SecureRows, everywhere, own, within
from homelands.foundation import history


class Migration(migrations.Migration):
    dependencies = [("foundation", "0001_initial")]

    operations = [
        migrations.RunSQL(
            policies.FUNCTIONS,
            "DROP FUNCTION homelands_scope(text); DROP FUNCTION homelands_user();",
        ),
        migrations.RunSQL(history.SQL, history.REVERSE_SQL),
        SecureRows(
            "foundation_auditevent",
            see=[own("person_id"), own("actor_id"), everywhere()],
            write=["false"],  # only homelands_audit() adds, and nothing changes
        ),
        # A promise names nobody; who asked is in the register, under its own policy.
        SecureRows(
            "foundation_promise",
            see=[
                own("person_id"),
                within("countries", "country"),
                within("programmes", "programme"),
                within("organisations", "organisation"),
            ],
            add=["true"],
        ),
    ]
