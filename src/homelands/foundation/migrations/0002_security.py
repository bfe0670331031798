from django.db import migrations

from homelands.foundation.access import policies
from homelands.foundation.access.policies import SecureRows, everywhere, own, within
from homelands.foundation import history, person_keys


# The table of the factors is django-allauth's; what is written there of an account is told here.
FACTORS = """
CREATE FUNCTION homelands_note_factor() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    factor mfa_authenticator;
BEGIN
    factor := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    INSERT INTO foundation_factorevent (account, kind, label)
        VALUES (factor.user_id, factor.type, lower(TG_OP));
    RETURN NULL;
END $$;
CREATE TRIGGER note_factor AFTER INSERT OR DELETE ON mfa_authenticator
    FOR EACH ROW EXECUTE FUNCTION homelands_note_factor();
CREATE TRIGGER note_moved_factor AFTER UPDATE OF user_id, type ON mfa_authenticator
    FOR EACH ROW WHEN (OLD.user_id <> NEW.user_id OR OLD.type <> NEW.type)
    EXECUTE FUNCTION homelands_note_factor();
"""
NO_FACTORS = """
DROP TRIGGER note_moved_factor ON mfa_authenticator;
DROP TRIGGER note_factor ON mfa_authenticator;
DROP FUNCTION homelands_note_factor();
"""


class Migration(migrations.Migration):
    dependencies = [("foundation", "0001_initial"), ("mfa", "0003_authenticator_type_uniq")]

    operations = [
        migrations.RunSQL(
            policies.FUNCTIONS,
            "DROP FUNCTION homelands_may_write(); DROP FUNCTION homelands_scope(text);"
            " DROP FUNCTION homelands_user();",
        ),
        migrations.RunSQL(history.SQL, history.REVERSE_SQL),
        migrations.RunSQL(FACTORS, NO_FACTORS),
        migrations.RunSQL(person_keys.SQL, person_keys.REVERSE_SQL),
        # A key says nothing about anybody, and whoever writes about a person needs it.
        SecureRows("foundation_personkey", see=["true"], write=[own("person_id"), everywhere()]),
        SecureRows(
            "foundation_auditevent",
            see=[own("person_id"), own("actor_id"), everywhere(), everywhere("oversight")],
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
