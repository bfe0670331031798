from django.db import migrations

from homelands.foundation.access.policies import Condition, SecureRows, belongs, follows, within

# Officers see what comes from their countries. The respondent is not signed in: the code that
# opens the response is all there is, and its digest must be set for the transaction. The empty
# setting opens nothing.
OF_THE_COUNTRY = within("answers", "destination")
COLLECTING = within("collecting", "destination")
HOLDS_THE_CODE = Condition(
    "resume_digest = (SELECT decode("
    "nullif(current_setting('homelands.respondent', true), ''), 'hex'))",
    "whoever holds the code of the answers",
)


class Migration(migrations.Migration):
    dependencies = [
        ("questionnaires", "0001_initial"),
        ("foundation", "0002_security"),
    ]

    operations = [
        SecureRows(
            "questionnaires_response",
            see=[OF_THE_COUNTRY, HOLDS_THE_CODE],
            write=[COLLECTING, HOLDS_THE_CODE],
        ),
        SecureRows(
            "questionnaires_attachment",
            see=[OF_THE_COUNTRY, follows("response_id", "questionnaires_response")],
            write=[COLLECTING, belongs("response_id", "questionnaires_response", [HOLDS_THE_CODE])],
        ),
    ]
