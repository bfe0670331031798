"""Run inside of the deployment: `prepare` makes what the clients need, `state` says what is there.

python -m bench.chaos.inside prepare|state        prints JSON
"""

import hashlib
import json
import sys
from collections import Counter
from typing import Any

import django

AT = "@chaos.example.org"


def prepare() -> dict[str, Any]:
    """Makes a study with a collector, an event and a segment."""
    from tests import make, make_collection, make_outreach, make_programmes

    study_from = make.TODAY.replace(year=2020)
    collector = make_collection.collector(opens_on=study_from)
    event = make_outreach.event(starts_at=_later(60), ends_at=_later(61))
    segment = make_outreach.segment()
    # Long enough that each payment of a run is for a day of its own.
    nurse = make_programmes.nurse(email="chaos-nurse@example.org")
    placement = make_programmes.placement(person=nurse, days=20 * 365)
    return {
        "study": str(collector.study_id),
        "token": collector.token,
        "event": str(event.pk),
        "segment": str(segment.pk),
        "placement": str(placement.pk),
        "first_day": str(placement.starts_on),
        "currency": placement.programme.currency,
    }


def _later(days: int) -> Any:
    from datetime import UTC, datetime, timedelta

    return datetime.now(UTC) + timedelta(days=days)


def state(study: str) -> dict[str, Any]:
    """Reads what is stored of all that the clients did."""
    from homelands.foundation.access.context import acting
    from homelands.foundation.actors import Actor

    with acting(Actor.system("chaos")):
        return {
            "submissions": _submissions(study),
            "responses": _responses(study),
            "persons": _persons(),
            "places": _places(),
            "payments": _payments(),
            "deliveries": _deliveries(),
            "jobs": _jobs(),
        }


def _submissions(study: str) -> dict[str, list[list[Any]]]:
    from homelands.surveys.collection.models import Submission

    held: dict[str, list[list[Any]]] = {}
    for row in Submission.objects.filter(study=study):
        digest = hashlib.sha256(bytes(row.body)).hexdigest()
        held.setdefault(row.instance_id, []).append([digest, row.state, str(row.response_id)])
    return held


def _responses(study: str) -> int:
    from homelands.surveys.questionnaires.models import Response

    return Response.objects.filter(study=study).count()


def _persons() -> dict[str, int]:
    from homelands.people.register.models import Person

    emails = (str(person.email) for person in Person.objects.all())
    return dict(Counter(email for email in emails if email.endswith(AT)))


def _places() -> dict[str, int]:
    from homelands.outreach.events.models import SignUp

    emails = (str(place.email) for place in SignUp.objects.filter(person=None))
    return dict(Counter(email for email in emails if email.endswith(AT)))


def _payments() -> dict[str, list[dict[str, Any]]]:
    from homelands.programmes.payments.models import Payment

    held: dict[str, list[dict[str, Any]]] = {}
    for payment in Payment.objects.all():
        if not str(payment.rate_note).startswith("chaos "):
            continue
        booked = [f"{one.debit} {one.credit}" for one in payment.bookings.order_by("at")]
        row = {"id": str(payment.pk), "state": payment.state, "booked": booked}
        held.setdefault(str(payment.rate_note), []).append(row)
    return held


def _deliveries() -> list[list[Any]]:
    from homelands.outreach.campaigns.models import Delivery

    rows = Delivery.objects.filter(letter__subject__startswith="chaos ")
    return [
        [one.letter.subject, str(one.person.email), one.sent_at is not None, one.skipped_because]
        for one in rows.select_related("letter", "person")
    ]


def _jobs() -> dict[str, int]:
    from procrastinate.contrib.django.models import ProcrastinateJob

    rows = ProcrastinateJob.objects.values_list("task_name", "status")
    return {f"{task} {status}": number for (task, status), number in Counter(rows).items()}


if __name__ == "__main__":
    django.setup()
    print(json.dumps(prepare() if sys.argv[1] == "prepare" else state(sys.argv[2])))
