from django.db import migrations

from homelands.foundation.access.policies import SecureRows, among, follows, own, within

# A guest is not signed in: the code of their place is all there is, and its digest must be set
# for the transaction. The empty setting opens nothing.
HOLDS_THE_CODE = (
    "code_digest = (SELECT decode("
    "nullif(current_setting('homelands.respondent', true), ''), 'hex'))"
)

# Events are public, so looking into them from here opens nothing and asks no other policy.
AT_AN_EVENT_THERE = among(
    "event_id",
    f"SELECT id FROM outreach_event WHERE {within('countries', 'country')}",  # noqa: S608
)


class Migration(migrations.Migration):
    dependencies = [("outreach", "0001_initial"), ("people", "0002_security")]

    operations = [
        SecureRows("outreach_signup", see=[own("person_id"), AT_AN_EVENT_THERE, HOLDS_THE_CODE]),
        SecureRows("outreach_question", see=[own("person_id"), within("countries", "country")]),
        SecureRows("outreach_delivery", see=[follows("person_id", "people_person")]),
        # History is written by triggers whatever the actor may see, and read like its subject.
        SecureRows(
            "outreach_questionevent",
            see=[follows("pgh_obj_id", "outreach_question")],
            write=["true"],
        ),
    ]
