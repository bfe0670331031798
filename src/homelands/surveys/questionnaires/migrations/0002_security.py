from django.db import migrations

from homelands.foundation.access.policies import (
    Condition,
    SecureRows,
    belongs,
    follows,
    keeper,
    within,
)

# Officers see what comes from their countries, and survey managers keep it. The respondent is not
# signed in: the code that opens the response is all there is, and its digest must be set for the
# transaction. The empty setting opens nothing.
# Trials are no answers: whoever counts, exports, estimates or looks answers over sees none of them,
# whatever the query, and the program itself neither, but for the part that keeps them.
OF_THE_COUNTRY, COLLECTING = (within(scope, "destination") for scope in ("answers", "collecting"))
ANSWERS_OF_THE_COUNTRY, COLLECTED = (
    Condition(f"(NOT is_trial AND {each})", each.words) for each in (OF_THE_COUNTRY, COLLECTING)
)
KEEPS_TRIALS = Condition(
    f"(is_trial AND {keeper('questionnaires.trials')})",
    "of answers given to try a form out, the part of the program that keeps them",
)
HOLDS_THE_CODE = Condition(
    "resume_digest = (SELECT decode("
    "nullif(current_setting('homelands.respondent', true), ''), 'hex'))",
    "whoever holds the code of the answers",
)
WRITE = [COLLECTED, HOLDS_THE_CODE, KEEPS_TRIALS]


class Migration(migrations.Migration):
    dependencies = [
        ("questionnaires", "0001_initial"),
        ("foundation", "0002_security"),
    ]

    operations = [
        SecureRows(
            "questionnaires_response",
            see=[ANSWERS_OF_THE_COUNTRY, HOLDS_THE_CODE, KEEPS_TRIALS],
            write=WRITE,
        ),
        SecureRows(
            "questionnaires_attachment",
            see=[follows("response_id", "questionnaires_response")],
            write=[belongs("response_id", "questionnaires_response", WRITE)],
        ),
    ]
