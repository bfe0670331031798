from django.db import migrations

from homelands.foundation.access.policies import SecureRows, everywhere, follows, own, within

# Officers see what comes from their countries; a respondent, whose code opens the response, sees
# what belongs to it, and never what was noted about it.
OF_THE_COUNTRY = within("answers", "destination")


class Migration(migrations.Migration):
    dependencies = [("surveys", "0003_collection_and_analysis"), ("foundation", "0002_security")]

    operations = [
        SecureRows("surveys_invitation", see=[OF_THE_COUNTRY]),
        SecureRows("surveys_submission", see=[OF_THE_COUNTRY]),
        SecureRows(
            "surveys_attachment",
            see=[OF_THE_COUNTRY, follows("response_id", "surveys_response")],
        ),
        SecureRows(
            "surveys_coupon", see=[OF_THE_COUNTRY, follows("issuer_id", "surveys_response")]
        ),
        SecureRows(
            "surveys_rewardentry",
            see=[OF_THE_COUNTRY, follows("response_id", "surveys_response")],
        ),
        SecureRows("surveys_trace", see=[OF_THE_COUNTRY]),
        SecureRows("surveys_signal", see=[OF_THE_COUNTRY]),
        SecureRows("surveys_entity", see=[OF_THE_COUNTRY]),
        SecureRows("surveys_conversation", see=[OF_THE_COUNTRY]),
        SecureRows("surveys_recording", see=[follows("conversation_id", "surveys_conversation")]),
        SecureRows("surveys_transcript", see=[follows("conversation_id", "surveys_conversation")]),
        SecureRows("surveys_passage", see=[follows("transcript_id", "surveys_transcript")]),
        # What is cleared for publication stands in findings, for everybody.
        SecureRows(
            "surveys_quote",
            see=[follows("transcript_id", "surveys_transcript"), "state = 'cleared'"],
            write=[follows("transcript_id", "surveys_transcript")],
        ),
        SecureRows("surveys_importfile", see=[own("uploaded_by"), everywhere("answers")]),
    ]
