"""Which addresses are called, how often, what is sent again, and how messages are signed."""

import base64
import hmac
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from homelands.surveys.datasets.models import Delivery, Webhook
from homelands.surveys.datasets.rules import webhooks as rules
from tests.make import NOW
from tests.rights import refused


def test_only_addresses_that_can_be_called() -> None:
    assert refused(rules.check_address, "https://example.org/hook") is None
    for url in ("http://example.org/hook", "hook"):
        assert refused(rules.check_address, url) == ("bad_address", "url")
    with pytest.raises(rules.BadAddress, match="must begin with https://"):
        rules.check_address("http://example.org/hook")


@pytest.mark.parametrize(
    ("fields", "again"),
    [
        ({}, True),
        ({"done_at": NOW}, False),
        ({"done_at": NOW, "fault": "refused"}, True),
        ({"fault": "refused"}, True),
    ],
)
def test_what_did_not_arrive_is_sent_again(fields: dict[str, object], again: bool) -> None:
    delivery = Delivery(webhook=Webhook(), **fields)
    assert refused(rules.check_may_retry, delivery) == (None if again else ("not_now", None))
    removed = Delivery(webhook=Webhook(removed_at=NOW), **fields)
    assert refused(rules.check_may_retry, removed) == ("not_now", None)


def test_it_is_tried_for_about_a_day_and_a_half() -> None:
    assert rules.PAUSES == (60, 300, 1800, 7200, 21600, 86400)


def test_every_fault_has_its_sentence() -> None:
    assert set(rules.FAULTS) == {
        "not_https",
        "no_address",
        "unknown_host",
        "private_address",
        "too_slow",
        "bad_certificate",
        "no_answer",
        "redirects",
        "refused",
    }


def test_each_webhook_signs_with_its_own_key(settings: Any) -> None:
    settings.HOMELANDS_BLIND_KEY = b"k" * 32
    webhook = Webhook(id=UUID(int=1))
    secret = hmac.digest(b"k" * 32, f"datasets.webhooks:{webhook.pk}".encode(), "sha256")
    assert rules.secret_of(webhook) == secret
    assert rules.key_of(webhook) == f"whsec_{base64.b64encode(secret).decode()}"
    assert rules.secret_of(Webhook(id=UUID(int=2))) != secret


def test_signatures_are_those_of_the_specification() -> None:
    """The example in the reference libraries of Standard Webhooks (their tests, version 1.0)."""
    secret = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    at = datetime.fromtimestamp(1614265330, UTC)
    message, body = "msg_p5jXN8AQM9LWM0D4loKWxJek", b'{"test": 2432232314}'
    assert rules.signed(secret, message, body, at) == {
        "webhook-id": message,
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }
