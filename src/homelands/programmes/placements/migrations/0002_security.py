from django.db import migrations

from homelands.foundation.access.policies import SecureRows, copies, own, within

SEE = [own("person_id"), within("placements", "programme_id"), within("organisations", "host_id")]
COPIED = ("programme_id", "person_id", "host_id")


class Migration(migrations.Migration):
    dependencies = [
        ("placements", "0001_initial"),
        ("selection", "0002_security"),
    ]

    operations = [
        SecureRows("placements_placement", see=SEE),
        SecureRows("placements_workplanitem", see=SEE),
        SecureRows("placements_followup", see=SEE),
        SecureRows("placements_placementevent", see=SEE, write=["true"]),
        SecureRows("placements_workplanitemevent", see=SEE, write=["true"]),
        copies("placements_placement", "selection_match", "match_id", COPIED),
        copies("placements_workplanitem", "placements_placement", "placement_id", COPIED),
        copies("placements_followup", "placements_placement", "placement_id", COPIED),
    ]
