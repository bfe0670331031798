from django.db import migrations

from homelands.foundation.access.policies import Condition, SecureRows, among, own, within

# A guest is not signed in: the code of their place is all there is, and its digest must be set
# for the transaction. The empty setting opens nothing.
HOLDS_THE_CODE = Condition(
    "code_digest = (SELECT decode("
    "nullif(current_setting('homelands.respondent', true), ''), 'hex'))",
    "whoever holds the code of the place",
)

# Events are public, so looking into them from here opens nothing and asks no other policy.
AT_AN_EVENT_THERE = among(
    "event_id",
    f"SELECT id FROM events_event WHERE {within('countries', 'country')}",  # noqa: S608
    "officers of the country of the event",
)


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0001_initial"),
        ("register", "0002_security"),
    ]

    operations = [
        SecureRows("events_signup", see=[own("person_id"), AT_AN_EVENT_THERE, HOLDS_THE_CODE]),
    ]
