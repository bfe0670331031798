"""Who may add webhooks, which addresses they may have, and how often they are tried."""

import base64
import hmac
from datetime import datetime

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from homelands.foundation.errors import NotNow, Refusal
from homelands.foundation.outgoing import NotReachable, target_of
from homelands.surveys.datasets.models import Delivery, Webhook

#: Seconds to wait after each try that failed; then it is given up.
PAUSES = (60, 300, 1_800, 7_200, 21_600, 86_400)

#: What went wrong, in words.
FAULTS: dict[str, str | Promise] = {
    "not_https": _("The address must begin with https://."),
    "no_address": _("This is not an address that can be called."),
    "unknown_host": _("The server's name is not known."),
    "private_address": _("The server is in a private network: only public servers are called."),
    "too_slow": _("The server did not answer within 10 seconds."),
    "bad_certificate": _("The server's certificate is not valid."),
    "no_answer": _("The server gave no answer."),
    "redirects": _("The server sends elsewhere: give the address where it ends."),
    "refused": _("The server did not accept the message."),
}


class BadAddress(Refusal):
    code = "bad_address"


class AlreadyAdded(Refusal):
    code = "already_added"
    sentence = _("This address hears of the study already.")


def check_address(url: str) -> None:
    """Refuses an address that could never be called; where it leads is looked at each time."""
    try:
        target_of(url)
    except NotReachable as error:
        raise BadAddress(FAULTS[error.code], field="url") from error


def check_may_retry(delivery: Delivery) -> None:
    """What arrived is not sent again, nor what belongs to an address that was removed."""
    if delivery.done_at is not None and not delivery.fault:
        raise NotNow(_("This message arrived. It is not sent again."))
    if delivery.webhook.removed_at is not None:
        raise NotNow(_("This webhook was removed."))


def key_of(webhook: Webhook) -> str:
    """Returns the secret with which a webhook's messages are signed. It is stored nowhere."""
    return f"whsec_{base64.b64encode(secret_of(webhook)).decode()}"


def secret_of(webhook: Webhook) -> bytes:
    name = f"datasets.webhooks:{webhook.pk}".encode()
    return hmac.digest(settings.HOMELANDS_BLIND_KEY, name, "sha256")


def signed(secret: bytes, message: str, body: bytes, at: datetime) -> dict[str, str]:
    """Returns the headers that sign a message, as the Standard Webhooks specification says (1.0).

    The receiver refuses what is not signed, or was signed long ago.
    """
    moment = str(int(at.timestamp()))
    content = f"{message}.{moment}.".encode() + body
    mark = base64.b64encode(hmac.digest(secret, content, "sha256")).decode()
    return {
        "webhook-id": message,
        "webhook-timestamp": moment,
        "webhook-signature": f"v1,{mark}",
    }
