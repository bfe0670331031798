"""An address for follow-up stands alone: encrypted, no time, no way to any answers."""

from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client

from homelands.foundation.actors import Actor
from homelands.foundation.models import AuditEvent, User
from homelands.foundation.roles import Role
from homelands.surveys.collection.actions import follow_ups
from homelands.surveys.collection.actions.follow_ups import Contact
from homelands.surveys.collection.models import FollowUp
from homelands.surveys.questionnaires.models import Study
from tests import make, make_surveys

pytestmark = pytest.mark.django_db


def _given(study: Study) -> UUID:
    contact = Contact("ama@example.org", "en", uuid4())
    follow_ups.give(study, contact=contact, on=make.TODAY, by=Actor.public())
    return contact.key


def test_it_is_encrypted_and_only_the_day_is_stored() -> None:
    study = make_surveys.study(destinations=("GBR",))
    _given(study)
    with make.as_(make.officer("GBR", Role.SURVEY_MANAGER)):
        kept = FollowUp.objects.get()
        assert (kept.email, kept.destination, kept.given_on) == (
            "ama@example.org",
            "GBR",
            make.TODAY,
        )
        with connection.cursor() as cursor:
            cursor.execute("SELECT f::text FROM collection_followup f")
            assert "example.org" not in cursor.fetchone()[0]
    for other in (Actor.public(), make.officer("GBR"), make.officer("ITA", Role.SURVEY_MANAGER)):
        with make.as_(other):
            assert FollowUp.objects.count() == 0


def test_the_audit_trail_does_not_say_when_which_address_came() -> None:
    study = make_surveys.study()
    key = _given(study)
    with make.as_(make.SYSTEM):
        assert AuditEvent.objects.filter(subject_id=str(key)).count() == 0
        event = AuditEvent.objects.get(code="collection.follow_ups.give")
        assert (event.subject_id, event.actor_id) == (str(study.pk), None)


def test_it_is_taken_back_for_good() -> None:
    key = _given(make_surveys.study())
    with make.as_(make.SYSTEM):
        kept = FollowUp.objects.get(pk=key)
        sealed, salt = bytes(kept.__dict__["email"]), bytes(kept.salt)
        follow_ups.withdraw(kept, on=make.TODAY, by=make.SYSTEM)
        kept = FollowUp.objects.get(pk=key)
        assert (kept.email, kept.withdrawn_on) == ("", make.TODAY)
        assert bytes(kept.salt) != salt
        assert sealed


def test_a_client_leaves_ten_addresses_an_hour_and_no_account_is_noted() -> None:
    study = make_surveys.study()
    client = Client(REMOTE_ADDR="192.0.2.77")
    client.force_login(User.objects.get(pk=make.person().pk))
    url = f"/take-part/{study.slug}/follow-up/"
    answers = [
        client.post(url, {"email": f"a{number}@example.org", "agree": "on"}) for number in range(11)
    ]
    assert [answer.status_code for answer in answers] == [302] * 10 + [200]
    assert "so there is a pause" in answers[-1].content.decode()
    with make.as_(make.SYSTEM):
        counted = AuditEvent.objects.filter(code="foundation.attempts.count")
        assert {(event.actor_kind, event.actor_id) for event in counted} == {("public", None)}
