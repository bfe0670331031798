from django.db import migrations

from homelands.foundation.access.policies import AlsoSee, SecureRows, among, follows, own, within

PROGRAMME = within("programmes", "programme_id")
HOST = within("organisations", "host_id")
OWN = own("person_id")
# A draft is the person's alone; what was sent is open to the programme.
SENT = f"(submitted_at IS NOT NULL AND {PROGRAMME})"

# A host reads what was sent by those who are proposed to it, until it declines.
PROPOSED = among(
    "id",
    "SELECT application_id FROM programmes_match"  # noqa: S608 (constants only)
    f" WHERE state <> 'declined' AND {HOST}",
)


def copies(child: str, parent: str, key: str, columns: tuple[str, ...]) -> migrations.RunSQL:
    """Keeps the columns that a row repeats for its policy equal to those of what it points at."""
    listed, name = ", ".join(columns), f"{child}_copies"
    return migrations.RunSQL(
        f"""
        CREATE UNIQUE INDEX IF NOT EXISTS "{parent}_copied_{len(columns)}"
            ON "{parent}" (id, {listed});
        ALTER TABLE "{child}" ADD CONSTRAINT "{name}"
            FOREIGN KEY ({key}, {listed}) REFERENCES "{parent}" (id, {listed})
            ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;
        """,
        f'ALTER TABLE "{child}" DROP CONSTRAINT "{name}";',
    )


TWO = ("programme_id", "person_id")
THREE = ("programme_id", "person_id", "host_id")


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0001_initial"),
        ("people", "0002_security"),
        ("foundation", "0002_security"),
    ]

    operations = [
        SecureRows("programmes_application", see=[OWN, SENT, PROPOSED]),
        SecureRows("programmes_assessment", see=[OWN, PROGRAMME]),
        SecureRows("programmes_match", see=[OWN, PROGRAMME, HOST]),
        SecureRows("programmes_placement", see=[OWN, PROGRAMME, HOST]),
        SecureRows("programmes_workplanitem", see=[OWN, PROGRAMME, HOST]),
        SecureRows("programmes_followup", see=[OWN, PROGRAMME, HOST]),
        SecureRows("programmes_payment", see=[OWN, PROGRAMME]),
        SecureRows("programmes_ledgerentry", see=[follows("payment_id", "programmes_payment")]),
        # History is written by triggers whatever the actor may see, and read like its subject.
        SecureRows("programmes_applicationevent", see=[OWN, SENT], write=["true"]),
        SecureRows("programmes_matchevent", see=[OWN, PROGRAMME, HOST], write=["true"]),
        SecureRows("programmes_placementevent", see=[OWN, PROGRAMME, HOST], write=["true"]),
        SecureRows("programmes_workplanitemevent", see=[OWN, PROGRAMME, HOST], write=["true"]),
        SecureRows("programmes_paymentevent", see=[OWN, PROGRAMME], write=["true"]),
        copies("programmes_assessment", "programmes_application", "application_id", TWO),
        copies("programmes_match", "programmes_application", "application_id", TWO),
        copies("programmes_placement", "programmes_match", "match_id", THREE),
        copies("programmes_workplanitem", "programmes_placement", "placement_id", THREE),
        copies("programmes_followup", "programmes_placement", "placement_id", THREE),
        copies("programmes_payment", "programmes_placement", "placement_id", TWO),
        # Who applied is open to the programme; who was proposed, to the host. These policies
        # read tables whose own policies do not look at people_person: that would never end.
        AlsoSee(
            "people_person",
            "applicants",
            among(
                "id",
                "SELECT person_id FROM programmes_application"  # noqa: S608 (constants only)
                f" WHERE state <> 'withdrawn' AND {SENT}",
            ),
        ),
        AlsoSee(
            "people_person",
            "proposed",
            among(
                "id",
                "SELECT person_id FROM programmes_match"  # noqa: S608 (constants only)
                f" WHERE state <> 'declined' AND {HOST}",
            ),
        ),
    ]
