from django.db import migrations

from homelands.foundation.access.policies import SecureRows, follows, own, within


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), ("foundation", "0002_security")]

    operations = [
        SecureRows("people_person", see=[own("id"), within("countries", "destination")]),
        SecureRows("people_profileentry", see=[follows("person_id", "people_person")]),
        SecureRows("people_consentdecision", see=[follows("person_id", "people_person")]),
        # History is written by triggers whatever the actor may see, and read like its subject.
        SecureRows(
            "people_personevent", see=[follows("pgh_obj_id", "people_person")], write=["true"]
        ),
        SecureRows(
            "people_profileentryevent",
            see=[follows("person_id", "people_person")],
            write=["true"],
        ),
    ]
