from django.db import migrations

from homelands.foundation.access.policies import SecureRows, follows, own, within


class Migration(migrations.Migration):
    dependencies = [
        ("dialogue", "0001_initial"),
        ("register", "0002_security"),
    ]

    operations = [
        SecureRows("dialogue_question", see=[own("person_id"), within("countries", "country")]),
        # History is written by triggers whatever the actor may see, and read like its subject.
        SecureRows(
            "dialogue_questionevent",
            see=[follows("pgh_obj_id", "dialogue_question")],
            write=["true"],
        ),
    ]
