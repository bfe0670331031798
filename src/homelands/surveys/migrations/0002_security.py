from django.db import migrations

from homelands.foundation.access.policies import SecureRows, within

# The respondent is not signed in: the code that opens the response is all there is, and its
# digest must be set for the transaction. The empty setting opens nothing.
HOLDS_THE_CODE = (
    "resume_digest = (SELECT decode("
    "nullif(current_setting('homelands.respondent', true), ''), 'hex'))"
)


class Migration(migrations.Migration):
    dependencies = [("surveys", "0001_initial"), ("foundation", "0002_security")]

    operations = [
        SecureRows("surveys_response", see=[within("answers", "destination"), HOLDS_THE_CODE]),
        SecureRows("surveys_followup", see=[within("answers", "destination")]),
    ]
