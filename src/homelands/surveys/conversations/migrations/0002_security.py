from django.db import migrations

from homelands.foundation.access.policies import Condition, SecureRows, belongs, follows, within

COLLECTING = within("collecting", "destination")
OF_A_CONVERSATION = follows("conversation_id", "conversations_conversation")
KEPT = belongs("conversation_id", "conversations_conversation", [COLLECTING])
OF_A_TRANSCRIPT = follows("transcript_id", "conversations_transcript")
CLEARED = Condition("state = 'cleared'", "everybody, once it is cleared for publication")


class Migration(migrations.Migration):
    dependencies = [
        ("conversations", "0001_initial"),
        ("questionnaires", "0002_security"),
    ]

    operations = [
        SecureRows(
            "conversations_conversation",
            see=[within("answers", "destination")],
            write=[COLLECTING],
        ),
        SecureRows("conversations_recording", see=[OF_A_CONVERSATION], write=[KEPT]),
        SecureRows("conversations_transcript", see=[OF_A_CONVERSATION], write=[KEPT]),
        # Monitoring officers code, too.
        SecureRows("conversations_passage", see=[OF_A_TRANSCRIPT]),
        # What is cleared for publication stands in findings, for everybody.
        SecureRows(
            "conversations_quote",
            see=[OF_A_TRANSCRIPT, CLEARED],
            write=[OF_A_TRANSCRIPT],
        ),
    ]
