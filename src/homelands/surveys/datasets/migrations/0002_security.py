from django.db import migrations

from homelands.foundation.access.policies import SecureRows, everywhere, follows, keeper, own

# Counts are kept by the part of the program that counts, and written by no officer.
COUNTED = keeper("datasets.summaries")


class Migration(migrations.Migration):
    dependencies = [
        ("datasets", "0001_initial"),
        ("questionnaires", "0002_security"),
    ]

    operations = [
        SecureRows("datasets_importfile", see=[own("uploaded_by"), everywhere("answers")]),
        # Counts as they are: pages show them to others with the small ones hidden.
        SecureRows("datasets_summary", see=[everywhere("answers")], write=[COUNTED]),
        SecureRows("datasets_tally", see=[everywhere("answers")], write=[COUNTED]),
        SecureRows(
            "datasets_skips",
            see=[follows("response_id", "questionnaires_response")],
            write=[COUNTED],
        ),
        # Whoever asked, and officers without limits, one of whom may have to agree.
        SecureRows(
            "datasets_exportrequest",
            see=[own("requested_by"), everywhere("answers"), everywhere("countries")],
        ),
    ]
