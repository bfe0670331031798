"""Other systems hear that a response is complete: signed, without an answer, without waiting."""

import base64
import hmac
import http.client
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from homelands.foundation.errors import NotAllowed, NotNow
from homelands.foundation.outgoing import NotReachable, Target, is_public, post, public_address
from homelands.foundation.roles import Role
from homelands.surveys.datasets.actions import webhooks
from homelands.surveys.datasets.models import Delivery, Webhook
from homelands.surveys.datasets.rules.webhooks import PAUSES, AlreadyAdded, BadAddress, key_of
from homelands.surveys.datasets.tasks import webhooks as webhook_tasks
from homelands.surveys.questionnaires.models import Study
from tests import make, make_surveys

pytestmark = pytest.mark.django_db

URL = "https://hooks.example.org/homelands"


class Listener(BaseHTTPRequestHandler):
    """A server of somebody else: it keeps what it was told."""

    told: list[tuple[dict[str, str], bytes]] = []
    status = 204

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        Listener.told.append((dict(self.headers), body))
        self.send_response(Listener.status)
        self.send_header("Location", "https://elsewhere.example.org/")
        self.end_headers()

    def log_message(self, *arguments: Any) -> None:
        """Says nothing."""


@pytest.fixture
def server() -> Iterator[HTTPServer]:
    Listener.told, Listener.status = [], 204
    held = HTTPServer(("127.0.0.1", 0), Listener)
    thread = threading.Thread(target=held.serve_forever, args=(0.01,))
    thread.start()
    yield held
    held.shutdown()
    thread.join()
    held.server_close()


def opener(server: HTTPServer) -> Any:
    def open_here(target: Target) -> http.client.HTTPConnection:
        assert target.host == "hooks.example.org"
        return http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=5)

    return open_here


@pytest.fixture
def study() -> Study:
    return make_surveys.asked()


def added(study: Study) -> Webhook:
    return webhooks.add(study, url=URL, at=make.NOW, by=make.SYSTEM)


def waiting(study: Study) -> Delivery:
    make_surveys.sent(study)
    return Delivery.objects.select_related("webhook__study").get(webhook__study=study)


def jobs() -> list[tuple[str, str]]:
    rows = ProcrastinateJob.objects.filter(task_name="datasets.tasks.webhooks.deliver")
    return list(rows.values_list("queue_name", "task_name"))


def test_a_complete_response_is_told_with_a_signature_and_without_answers(
    study: Study, server: HTTPServer
) -> None:
    webhook = added(study)
    delivery = webhook_tasks.attempt(waiting(study), make.NOW, opener(server))
    ((headers, body),) = Listener.told
    assert sorted(json.loads(body)) == ["completed_at", "response", "study"]
    assert json.loads(body)["study"] == study.slug
    assert headers["webhook-id"] == str(delivery.pk)
    assert headers["webhook-timestamp"] == str(int(make.NOW.timestamp()))
    key = base64.b64decode(key_of(webhook).removeprefix("whsec_"))
    content = f"{delivery.pk}.{int(make.NOW.timestamp())}.".encode() + body
    expected = base64.b64encode(hmac.digest(key, content, "sha256")).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"
    assert (delivery.answered, delivery.fault, delivery.done_at) == (204, "", make.NOW)
    # Whoever runs the task a second time tells nobody again.
    webhook_tasks.attempt(delivery, make.NOW, opener(server))
    assert len(Listener.told) == 1


def test_it_waits_in_a_queue_of_its_own(study: Study) -> None:
    added(study)
    make_surveys.sent(study)
    assert jobs() == [("webhooks", "datasets.tasks.webhooks.deliver")]


def test_a_study_without_webhooks_makes_no_message(study: Study) -> None:
    make_surveys.sent(study)
    assert jobs() == []
    assert not Delivery.objects.exists()


def test_what_fails_is_tried_again_after_growing_pauses_and_then_given_up(
    study: Study, server: HTTPServer
) -> None:
    added(study)
    delivery = waiting(study)
    Listener.status = 500
    for _ in range(len(PAUSES)):
        delivery = webhook_tasks.attempt(delivery, make.NOW, opener(server))
        assert delivery.done_at is None
    delivery = webhook_tasks.attempt(delivery, make.NOW, opener(server))
    assert (delivery.tries, delivery.answered, delivery.fault) == (len(PAUSES) + 1, 500, "refused")
    assert delivery.done_at == make.NOW
    assert list(PAUSES) == sorted(PAUSES)
    rows = ProcrastinateJob.objects.filter(task_name="datasets.tasks.webhooks.deliver")
    assert rows.exclude(scheduled_at=None).count() == len(PAUSES)


def test_who_was_given_up_can_be_told_again(study: Study, server: HTTPServer) -> None:
    added(study)
    delivery = waiting(study)
    Listener.status = 410
    for _ in range(len(PAUSES) + 1):
        delivery = webhook_tasks.attempt(delivery, make.NOW, opener(server))
    again = webhooks.retry(delivery, at=make.NOW, by=make.SYSTEM)
    Listener.status = 200
    again = webhook_tasks.attempt(again, make.NOW, opener(server))
    assert (again.answered, again.fault, again.tries) == (200, "", 1)
    with pytest.raises(NotNow):
        webhooks.retry(again, at=make.NOW, by=make.SYSTEM)


def test_it_does_not_follow_to_another_address(study: Study, server: HTTPServer) -> None:
    added(study)
    Listener.status = 302
    delivery = webhook_tasks.attempt(waiting(study), make.NOW, opener(server))
    assert (delivery.answered, delivery.fault) == (302, "redirects")
    assert len(Listener.told) == 1


def test_a_removed_address_is_told_nothing_more(study: Study, server: HTTPServer) -> None:
    webhook = added(study)
    delivery = waiting(study)
    webhooks.remove(webhook, at=make.NOW, by=make.SYSTEM)
    delivery.webhook.refresh_from_db()
    webhook_tasks.attempt(delivery, make.NOW, opener(server))
    assert Listener.told == []


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/",
        "https://",
        "ftp://example.org/",
        "https://user:word@example.org/",  # no secret: it is refused
        "https://example.org:abc/",
        "https://example.org/a b",
        "javascript:alert(1)",
    ],
)
def test_an_address_that_cannot_be_called_is_refused(study: Study, url: str) -> None:
    with pytest.raises(BadAddress) as refusal:
        webhooks.add(study, url=url, at=make.NOW, by=make.SYSTEM)
    assert refusal.value.field == "url"


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "::1",
        "fe80::1",
        "fd00::1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "::127.0.0.1",
        "::ffff:0:127.0.0.1",
        "64:ff9b:1::7f00:1",
        "2001:0:7f00:1::",
        "fec0::1",
        "3fff::1",
    ],
)
def test_no_private_address_is_called(address: str) -> None:
    assert not is_public(address)


def test_public_addresses_are_called() -> None:
    assert is_public("93.184.216.34")
    assert is_public("2606:2800:220:1:248:1893:25c8:1946")


def test_a_name_that_leads_to_this_machine_is_not_called() -> None:
    with pytest.raises(NotReachable, match="private_address"):
        public_address("localhost", 443)
    assert post("https://localhost/", b"", {}).fault == "private_address"


def test_only_who_manages_the_study_adds_and_removes(study: Study) -> None:
    webhook = added(study)
    other = make.officer("GBR", Role.SURVEY_MANAGER)
    for call in (
        lambda: webhooks.add(study, url=f"{URL}/2", at=make.NOW, by=other),
        lambda: webhooks.remove(webhook, at=make.NOW, by=other),
    ):
        with pytest.raises(NotAllowed):
            call()
    with pytest.raises(AlreadyAdded):
        added(study)


def test_the_key_is_shown_once_and_stored_nowhere(study: Study) -> None:
    client = Client()
    client.force_login(make.user(Role.SURVEY_MANAGER))
    page = client.post(f"/desk/studies/{study.slug}/webhooks/add/", {"url": URL})
    key = key_of(Webhook.objects.get(study=study))
    assert key in page.content.decode()
    assert page.headers["Cache-Control"] == "no-store"
    make_surveys.sent(study)
    listed = client.get(f"/desk/studies/{study.slug}/webhooks/").content.decode()
    assert URL in listed
    assert key not in listed
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM datasets_webhook w WHERE to_jsonb(w)::text LIKE %s", [f"%{key}%"]
        )
        assert cursor.fetchone() == (0,)
    wrong = client.post(f"/desk/studies/{study.slug}/webhooks/add/", {"url": "http://x.org"})
    assert b"must begin with https" in wrong.content


def test_only_who_manages_the_study_sees_addresses_and_the_minutes_of_answers(
    study: Study,
) -> None:
    added(study)
    make_surveys.sent(study)
    for role, country in ((Role.MINISTRY_OFFICER, ""), (Role.SURVEY_MANAGER, "GBR")):
        client = Client()
        client.force_login(make.user(role, country=country))
        page = client.get(f"/desk/studies/{study.slug}/webhooks/")
        assert (page.status_code, URL in page.content.decode()) == (403, False)
