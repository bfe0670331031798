"""Sends one message to another server: https only, to public addresses only, no redirects.

The name is resolved once, every address that it has is checked, and the connection goes to one of
those: a name that answers differently a moment later leads nowhere else.
"""

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

SECONDS = 10
#: So much of an answer is read, and thrown away.
_MOST_BYTES = 2_048
#: Addresses of the open internet in IPv6; what stands elsewhere is local, or leads through a door
#: of the network: an address of IPv4 in other clothes is one that the library takes for public.
_ASSIGNED = ipaddress.IPv6Network("2000::/3")
_EXAMPLES = ipaddress.IPv6Network("3fff::/20")
_WITH_IPV4 = ipaddress.IPv6Network("64:ff9b::/96")
_CONTEXT = ssl.create_default_context()


class NotReachable(Exception):
    """The address may not be called, or leads nowhere."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Target:
    """Where a message goes: the server, its port, and what is asked there."""

    host: str
    port: int
    path: str


@dataclass(frozen=True)
class Outcome:
    """What came of it: the status that the server answered, or a code of what went wrong."""

    status: int | None
    fault: str = ""

    @property
    def accepted(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


#: Opens a connection to a target; the tests have one that reaches this machine.
Opener = Callable[[Target], http.client.HTTPConnection]


def target_of(url: str) -> Target:
    """Reads an address; NotReachable where it is none that may be called."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or 443
    except ValueError as error:
        raise NotReachable("no_address") from error
    if parts.scheme != "https" or not host:
        raise NotReachable("not_https")
    if parts.username or parts.password or parts.fragment:
        raise NotReachable("no_address")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    if not path.isascii() or any(sign <= " " for sign in path):
        raise NotReachable("no_address")
    return Target(host, port, path)


def public_address(host: str, port: int) -> str:
    """Returns an address of a server of the open internet; each that the name has is checked."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotReachable("unknown_host") from error
    addresses = [str(one[4][0]).partition("%")[0] for one in found]
    if not addresses or not all(map(is_public, addresses)):
        raise NotReachable("private_address")
    return addresses[0]


def is_public(text: str) -> bool:
    """Tells whether an address is one of the open internet, also inside of an IPv6 one."""
    address = ipaddress.ip_address(text)
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is None and address in _WITH_IPV4:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            address = inner
        elif address not in _ASSIGNED:
            return False
    return address.is_global and not address.is_multicast and address not in _EXAMPLES


class _Pinned(http.client.HTTPSConnection):
    """Connects to an address that was checked, and asks for the certificate of the name."""

    def __init__(self, target: Target, address: str):
        super().__init__(target.host, target.port, timeout=SECONDS, context=_CONTEXT)
        self._address = address

    def connect(self) -> None:
        plain = socket.create_connection((self._address, self.port), self.timeout)
        self.sock = _CONTEXT.wrap_socket(plain, server_hostname=self.host)


def open_checked(target: Target) -> http.client.HTTPConnection:
    """Opens a connection to a public server."""
    return _Pinned(target, public_address(target.host, target.port))


def post(
    url: str, body: bytes, headers: Mapping[str, str], opener: Opener = open_checked
) -> Outcome:
    """Posts a body once and says what came of it. An answer that leads elsewhere is a fault."""
    try:
        target = target_of(url)
        connection = opener(target)
    except NotReachable as error:
        return Outcome(None, error.code)
    try:
        connection.request("POST", target.path, body, dict(headers))
        answer = connection.getresponse()
        answer.read(_MOST_BYTES)
    except TimeoutError:
        return Outcome(None, "too_slow")
    except ssl.SSLError:
        return Outcome(None, "bad_certificate")
    except (OSError, http.client.HTTPException):
        return Outcome(None, "no_answer")
    finally:
        connection.close()
    fault = "redirects" if 300 <= answer.status < 400 else ""
    return Outcome(answer.status, fault or ("" if answer.status < 300 else "refused"))
