from django.db import migrations

from homelands.foundation.access import policies
from homelands.foundation.access.policies import SecureRows, everywhere, own, within
from homelands.foundation import history, person_keys


class Migration(migrations.Migration):
    dependencies = [("foundation", "0001_initial")]

    operations = [
        migrations.RunSQL(
            policies.FUNCTIONS,
            "DROP FUNCTION homelands_scope(text); DROP FUNCTION homelands_user();",
        ),
        migrations.RunSQL(history.SQL, history.REVERSE_SQL),
        migrations.RunSQL(person_keys.SQL, person_keys.REVERSE_SQL),
        # A key says nothing about anybody, and whoever writes about a person needs it.
        SecureRows("foundation_personkey", see=["true"], write=[own("person_id"), everywhere()]),
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
