from django.db import migrations

from homelands.foundation.access.policies import (
    AlsoSee,
    Condition,
    SecureRows,
    among,
    copies,
    everywhere,
    own,
    within,
)

PROGRAMME = within("programmes", "programme_id")
SELECTORS, MANAGER = within("selecting", "programme_id"), within("managing", "programme_id")
# What is forgotten is deleted by the program itself.
ALL = everywhere("managing")
HOST = within("organisations", "host_id")
OWN = own("person_id")
# A draft is the person's alone; what was sent is open to the programme.
SENT = Condition(
    f"(submitted_at IS NOT NULL AND {PROGRAMME})", "once it is sent, officers of the programme"
)
JUDGED = Condition(
    f"(submitted_at IS NOT NULL AND {SELECTORS})",
    "once it is sent, managers and the panel of the programme",
)

# A host reads what was sent by those who are proposed to it, until it declines.
PROPOSED = among(
    "id",
    "SELECT application_id FROM selection_match"  # noqa: S608 (constants only)
    f" WHERE state <> 'declined' AND {HOST}",
    "officers of the organisation that the person is proposed to, until one declines",
)

COPIED = ("programme_id", "person_id")


class Migration(migrations.Migration):
    dependencies = [
        ("selection", "0001_initial"),
        ("register", "0002_security"),
    ]

    operations = [
        SecureRows(
            "selection_application",
            see=[OWN, SENT, PROPOSED],
            write=[OWN, JUDGED, PROPOSED],
            add=[OWN, ALL],
            remove=[ALL],
        ),
        SecureRows("selection_assessment", see=[OWN, PROGRAMME], write=[SELECTORS]),
        SecureRows(
            "selection_match",
            see=[OWN, PROGRAMME, HOST],
            write=[OWN, MANAGER, HOST],
            add=[MANAGER],
            remove=[ALL],
        ),
        # History is written by triggers whatever the actor may see, and read like its subject.
        SecureRows("selection_applicationevent", see=[OWN, SENT], write=["true"]),
        SecureRows("selection_matchevent", see=[OWN, PROGRAMME, HOST], write=["true"]),
        copies("selection_assessment", "selection_application", "application_id", COPIED),
        copies("selection_match", "selection_application", "application_id", COPIED),
        # Who applied is open to the programme; who was proposed, to the host. These policies
        # read tables whose own policies do not look at register_person: that would never end.
        AlsoSee(
            "register_person",
            "applicants",
            among(
                "id",
                "SELECT person_id FROM selection_application"  # noqa: S608 (constants only)
                f" WHERE state <> 'withdrawn' AND {SENT}",
                "officers of the programme that the person applied to",
            ),
        ),
        AlsoSee(
            "register_person",
            "proposed",
            among(
                "id",
                "SELECT person_id FROM selection_match"  # noqa: S608 (constants only)
                f" WHERE state <> 'declined' AND {HOST}",
                "officers of the organisation that the person is proposed to, until one declines",
            ),
        ),
    ]
