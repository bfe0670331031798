"""Who may add webhooks, which addresses they may have, and how often they are tried."""

import hashlib
import hmac

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
    """Returns the key with which a webhook's messages are signed. It is stored nowhere."""
    name = f"datasets.webhooks:{webhook.pk}".encode()
    return hmac.new(settings.HOMELANDS_BLIND_KEY, name, hashlib.sha256).hexdigest()


def signature(webhook: Webhook, body: bytes) -> str:
    """Signs a message: HMAC-SHA256, in hex, under the webhook's key."""
    return hmac.new(key_of(webhook).encode(), body, hashlib.sha256).hexdigest()
