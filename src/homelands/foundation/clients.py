"""Who the client of a request is: the one place that says so, for everything that counts by it.

Behind a proxy all requests come from the proxy. What it says of the client is believed only where
the deployment names it in HOMELANDS_PROXIES.
"""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from homelands.foundation import proof_of_work
from homelands.foundation.actions import attempts
from homelands.foundation.actors import Actor
from homelands.foundation.limits import Limit
from homelands.foundation.views import Request

Address = IPv4Address | IPv6Address

#: A client whose address the web server does not know.
UNKNOWN = "0.0.0.0"  # noqa: S104 (nothing listens there)
#: Whoever has one address of the sixth version has all that begin alike.
_PREFIX = 64


def client_of(request: HttpRequest) -> str:
    """Returns the address of the client: the nearest that is no proxy of ours."""
    client = _read(request.META.get("REMOTE_ADDR", ""))
    for said in reversed(request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")):
        if client is None or not _is_proxy(client):
            break
        before = _read(said)
        if before is None:
            break
        client = before
    return UNKNOWN if client is None else _whole(client)


def count(request: Request, limit: Limit, *, by: Actor | None = None) -> None:
    """Counts a request by its client, or by the account that acts; TooOften refuses it.

    ProofAsked refuses strangers who come fast until their browser has worked for it.
    """
    actor = by or request.actor
    who, proof = client_of(request), str(request.POST.get(proof_of_work.FIELD, ""))
    if actor.signed_in:
        attempts.count(limit, who=str(actor.user_id), at=timezone.now(), by=actor)
    else:
        attempts.count(limit, who=who, at=timezone.now(), by=actor, proof=proof)


def _read(text: str) -> Address | None:
    try:
        address = ip_address(text.strip())
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _is_proxy(address: Address) -> bool:
    return any(address in network for network in settings.HOMELANDS_PROXIES)


def _whole(address: Address) -> str:
    if isinstance(address, IPv6Address):
        return str(IPv6Network((address, _PREFIX), strict=False).network_address)
    return str(address)
