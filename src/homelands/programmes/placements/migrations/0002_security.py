from django.db import migrations

from homelands.foundation.access.policies import SecureRows, copies, own, within

PROGRAMME = within("placements", "programme_id")
SEE = [own("person_id"), PROGRAMME, within("organisations", "host_id")]
COPIED = ("programme_id", "person_id", "host_id")


class Migration(migrations.Migration):
    dependencies = [
        ("placements", "0001_initial"),
        ("selection", "0002_security"),
    ]

    operations = [
        SecureRows("placements_placement", see=SEE),
        SecureRows("placements_workplanitem", see=SEE),
        # What lasted is noted by the programme, and not by those whom it is about.
        SecureRows("placements_followup", see=SEE, write=[PROGRAMME]),
        SecureRows("placements_placementevent", see=SEE, write=["true"]),
        SecureRows("placements_workplanitemevent", see=SEE, write=["true"]),
        copies("placements_placement", "selection_match", "match_id", COPIED),
        copies("placements_workplanitem", "placements_placement", "placement_id", COPIED),
        copies("placements_followup", "placements_placement", "placement_id", COPIED),
    ]
