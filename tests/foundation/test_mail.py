"""A letter that is sent twice is the same one; what a mail server says is read as it is meant."""

import smtplib

import pytest
from django.core import mail as outgoing
from django.core.mail import EmailMessage

from homelands.foundation import mail

TEMPLATE = "register/sessions/code.txt"


def send(key: str, to: str = "ama@example.org") -> None:
    mail.send(mail.Receiver(to, "en", key), TEMPLATE, {"code": "123456", "minutes": 15})


def ids() -> list[str]:
    return [letter.message()["Message-ID"] for letter in outgoing.outbox]


def refusing(monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    def refuse(message: EmailMessage, **_: object) -> int:
        said = b"<ama@example.org> is not served"
        raise smtplib.SMTPRecipientsRefused({"ama@example.org": (code, said)})

    monkeypatch.setattr(EmailMessage, "send", refuse)


def test_a_letter_sent_again_has_the_same_message_id() -> None:
    for key in ("delivery 1", "delivery 1", "delivery 2"):
        send(key)
    first, again, other = ids()
    assert first == again != other
    assert first.endswith("@localhost>")
    assert "delivery" not in first


def test_an_address_that_is_refused_for_now_is_tried_again(monkeypatch) -> None:
    refusing(monkeypatch, 450)
    with pytest.raises(mail.NotNow) as fault:
        send("1")
    assert str(fault.value) == "450 <…> is not served"
    assert fault.value.__suppress_context__  # which has the address


def test_an_address_that_is_refused_for_good_is_not(monkeypatch) -> None:
    refusing(monkeypatch, 550)
    with pytest.raises(mail.Undeliverable):
        send("1")


def test_a_mail_server_that_says_nothing_is_not_waited_for() -> None:
    server = outgoing.get_connection("django.core.mail.backends.smtp.EmailBackend")
    assert server.timeout == 10
