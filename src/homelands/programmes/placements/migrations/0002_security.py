from django.db import migrations

from homelands.foundation.access.policies import SecureRows, copies, own, within

OWN, HOST = own("person_id"), within("organisations", "host_id")
SEE = [OWN, within("placements", "programme_id"), HOST]
MANAGER = within("managing", "programme_id")
COPIED = ("programme_id", "person_id", "host_id")


class Migration(migrations.Migration):
    dependencies = [
        ("placements", "0001_initial"),
        ("selection", "0002_security"),
    ]

    operations = [
        # Whoever works on its plan holds the row meanwhile.
        SecureRows(
            "placements_placement",
            see=SEE,
            write=[OWN, HOST, MANAGER],
            add=[MANAGER],
            remove=["false"],
        ),
        # The manager or the host adds what is to be left behind; who does it says that it is done.
        SecureRows(
            "placements_workplanitem",
            see=SEE,
            write=[OWN, HOST, MANAGER],
            add=[HOST, MANAGER],
            remove=["false"],
        ),
        # What lasted is noted by the programme, and not by those whom it is about.
        SecureRows("placements_followup", see=SEE, write=[MANAGER], remove=["false"]),
        SecureRows("placements_placementevent", see=SEE, write=["true"]),
        SecureRows("placements_workplanitemevent", see=SEE, write=["true"]),
        copies("placements_placement", "selection_match", "match_id", COPIED),
        copies("placements_workplanitem", "placements_placement", "placement_id", COPIED),
        copies("placements_followup", "placements_placement", "placement_id", COPIED),
    ]
