from django.db import migrations

from homelands.foundation.access.policies import (
    SecureRows,
    belongs,
    follows,
    keeper,
    own,
    within,
)

# A programme and a host read about those who applied; only the person and its mission write.
WRITERS = [own("id"), within("countries", "destination")]
OF_THE_PERSON = {
    "see": [follows("person_id", "register_person")],
    "write": [belongs("person_id", "register_person", WRITERS)],
}


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0001_initial"),
        ("foundation", "0002_security"),
    ]

    operations = [
        SecureRows("register_person", see=WRITERS),
        SecureRows("register_profileentry", **OF_THE_PERSON),
        SecureRows("register_consentdecision", **OF_THE_PERSON),
        SecureRows("register_pendingregistration", see=[keeper("register.registrations")]),
        # Whoever asked, and officers who may have to agree.
        SecureRows(
            "register_peopleexport",
            see=[own("requested_by"), within("countries", "country")],
            add=[own("requested_by")],
        ),
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
