from django.db import migrations

from homelands.foundation.access.policies import SecureRows, follows, within

OF_THE_COUNTRY = within("answers", "destination")
COLLECTING = within("collecting", "destination")


class Migration(migrations.Migration):
    dependencies = [
        ("recruitment", "0001_initial"),
        ("questionnaires", "0002_security"),
    ]

    operations = [
        # A respondent reads its own coupons and rewards, and writes none.
        SecureRows(
            "recruitment_coupon",
            see=[OF_THE_COUNTRY, follows("issuer_id", "questionnaires_response")],
            write=[COLLECTING],
        ),
        SecureRows(
            "recruitment_rewardentry",
            see=[OF_THE_COUNTRY, follows("response_id", "questionnaires_response")],
            write=[COLLECTING],
        ),
    ]
