from django.db import migrations

from homelands.foundation.access.policies import Condition, SecureRows, follows, within

OF_A_CONVERSATION = follows("conversation_id", "conversations_conversation")
OF_A_TRANSCRIPT = follows("transcript_id", "conversations_transcript")
CLEARED = Condition("state = 'cleared'", "everybody, once it is cleared for publication")


class Migration(migrations.Migration):
    dependencies = [
        ("conversations", "0001_initial"),
        ("questionnaires", "0002_security"),
    ]

    operations = [
        SecureRows("conversations_conversation", see=[within("answers", "destination")]),
        SecureRows("conversations_recording", see=[OF_A_CONVERSATION]),
        SecureRows("conversations_transcript", see=[OF_A_CONVERSATION]),
        SecureRows("conversations_passage", see=[OF_A_TRANSCRIPT]),
        # What is cleared for publication stands in findings, for everybody.
        SecureRows(
            "conversations_quote",
            see=[OF_A_TRANSCRIPT, CLEARED],
            write=[OF_A_TRANSCRIPT],
        ),
    ]
