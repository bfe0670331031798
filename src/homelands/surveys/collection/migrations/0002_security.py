from django.db import migrations

from homelands.foundation.access.policies import SecureRows, within

# Officers see what comes from their countries. A respondent never sees what was noted about it.
OF_THE_COUNTRY = within("answers", "destination")
COLLECTING = within("collecting", "destination")


class Migration(migrations.Migration):
    dependencies = [
        ("collection", "0001_initial"),
        ("questionnaires", "0002_security"),
    ]

    operations = [
        SecureRows("collection_followup", see=[OF_THE_COUNTRY], write=[COLLECTING]),
        SecureRows("collection_invitation", see=[OF_THE_COUNTRY], write=[COLLECTING]),
        SecureRows("collection_submission", see=[OF_THE_COUNTRY], write=[COLLECTING]),
        SecureRows("collection_submissionfile", see=[OF_THE_COUNTRY], write=[COLLECTING]),
        SecureRows("collection_entity", see=[OF_THE_COUNTRY], write=[COLLECTING]),
        SecureRows("collection_trace", see=[OF_THE_COUNTRY], write=[COLLECTING]),
        SecureRows("collection_qualityflag", see=[OF_THE_COUNTRY], write=[COLLECTING]),
    ]
