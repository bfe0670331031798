from django.db import migrations

from homelands.foundation.access.policies import (
    AlsoSee,
    Condition,
    SecureRows,
    belongs,
    follows,
    keeper,
    own,
    within,
)
from homelands.foundation.roles import PEOPLE_READERS

# Whoever looks through an opening sees the row of the person only with a setting that names an
# opening of theirs that is not over; the same setting keeps them from writing (`SecureRows`).
_ROLES = ", ".join(f"'{role.value}'" for role in sorted(PEOPLE_READERS))

OPENINGS = f"""
CREATE FUNCTION homelands_may_open(officer uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM foundation_grant g JOIN foundation_user u ON u.id = g.user_id
        WHERE u.id = officer AND u.is_active AND g.role IN ({_ROLES}) AND g.organisation IS NULL
            AND (g.ends_at IS NULL OR g.ends_at > statement_timestamp())
    ) $$;

-- A number is what members have instead of names: the first eight signs of the id, or all of it.
CREATE FUNCTION homelands_record_numbered(number text) RETURNS uuid
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    wanted text := lower(replace(number, '-', ''));
    found uuid[];
BEGIN
    IF wanted !~ '^([0-9a-f]{{8}}|[0-9a-f]{{32}})$' OR NOT homelands_may_open(homelands_user()) THEN
        RETURN NULL;
    END IF;
    SELECT array_agg(near.id) INTO found FROM (
        SELECT p.id FROM register_person p
        WHERE p.id BETWEEN rpad(wanted, 32, '0')::uuid AND rpad(wanted, 32, 'f')::uuid
            AND p.erased_at IS NULL
        LIMIT 2
    ) AS near;
    RETURN CASE WHEN cardinality(found) = 1 THEN found[1] END;
END $$;

CREATE FUNCTION homelands_begin_opening() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    SELECT p.destination INTO NEW.country FROM register_person p
        WHERE p.id = NEW.person_id AND p.erased_at IS NULL;
    IF NOT FOUND OR NEW.opened_by IS DISTINCT FROM homelands_user()
        OR NEW.opened_by = NEW.person_id OR btrim(NEW.why) = ''
        OR NOT homelands_may_open(NEW.opened_by)
    THEN
        RAISE EXCEPTION 'A record is opened by an officer who may, as themselves, with a reason';
    END IF;
    SELECT u.name INTO NEW.opened_name FROM foundation_user u WHERE u.id = NEW.opened_by;
    NEW.opened_at := statement_timestamp();
    NEW.ends_at := NEW.opened_at + interval '3 hours';
    RETURN NEW;
END $$;
-- Before the trigger that chains the row: triggers fire by name.
CREATE TRIGGER begin BEFORE INSERT ON register_opening
    FOR EACH ROW EXECUTE FUNCTION homelands_begin_opening();

CREATE FUNCTION homelands_opened() RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT o.person_id FROM register_opening o
    WHERE o.id = nullif(current_setting('homelands.opening', true), '')::uuid
        AND o.opened_by = homelands_user()
        AND o.ends_at > statement_timestamp()
        AND homelands_may_open(o.opened_by) $$;
"""  # noqa: S608 (names of roles, no input)

NO_OPENINGS = """
DROP FUNCTION homelands_opened();
DROP TRIGGER begin ON register_opening;
DROP FUNCTION homelands_begin_opening();
DROP FUNCTION homelands_record_numbered(text);
DROP FUNCTION homelands_may_open(uuid);
"""

THROUGH_AN_OPENING = Condition(
    "id = (SELECT homelands_opened())",
    "an officer who opened the record outside their grants, for three hours, and only looks",
)

# A programme and a host read about those who applied; only the person and its mission write.
WRITERS = [own("id"), within("countries", "destination")]
SEEN = [follows("person_id", "register_person")]
WRITTEN = [belongs("person_id", "register_person", WRITERS)]


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0001_initial"),
        ("foundation", "0002_security"),
    ]

    operations = [
        SecureRows("register_person", see=WRITERS),
        SecureRows("register_profileentry", see=SEEN, write=WRITTEN),
        SecureRows("register_consentdecision", see=SEEN, write=WRITTEN),
        SecureRows("register_pendingregistration", see=[keeper("register.registrations")]),
        # Whoever asked, and officers who may have to agree.
        SecureRows(
            "register_peopleexport",
            see=[own("requested_by"), within("countries", "country")],
            add=[own("requested_by")],
        ),
        # Whoever opened a record, whoever answers to its country, and whoever checks them.
        SecureRows(
            "register_opening",
            see=[
                own("person_id"),
                own("opened_by"),
                within("countries", "country"),
                within("oversight", "country"),
            ],
            add=[own("opened_by")],
        ),
        migrations.RunSQL(OPENINGS, NO_OPENINGS),
        AlsoSee("register_person", "opened", THROUGH_AN_OPENING),
        # History is written by triggers whatever the actor may see, and read like its subject.
        SecureRows(
            "register_personevent", see=[follows("pgh_obj_id", "register_person")], write=["true"]
        ),
        SecureRows(
            "register_profileentryevent",
            see=[follows("person_id", "register_person")],
            write=["true"],
        ),
        # Which codes are said goes with the kind of the entry: without this the planner takes a
        # common code for a rare one, and reads a whole register to find a page of people.
        migrations.RunSQL(
            "CREATE STATISTICS register_profileentry_said ON kind, code FROM register_profileentry",
            "DROP STATISTICS register_profileentry_said",
        ),
    ]
