"""A proxy that ends TLS in front of the program, and clients who forge what it says of them."""

import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.attack.deployment.site import Site, Visitor, register

pytestmark = pytest.mark.xdist_group("attacked machine")


def certificate(folder: Path) -> Path:
    """Writes a key and a certificate of this machine, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    file = folder / "proxy.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + signed.public_bytes(serialization.Encoding.PEM)
    )
    return file


@pytest.fixture(scope="module")
def https(behind_tls: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A proxy as most are set up: it adds the client to what the client says. Returns its port."""

    class Proxy(BaseHTTPRequestHandler):
        def _pass_on(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            said = [self.headers.get("X-Forwarded-For"), self.client_address[0]]
            headers = dict(self.headers.items())
            headers["X-Forwarded-For"] = ", ".join(filter(None, said))
            headers["X-Forwarded-Proto"] = "https"
            inner = HTTPConnection("127.0.0.1", behind_tls.port, timeout=60)
            inner.request(self.command, self.path, body, headers)
            answer = inner.getresponse()
            content = answer.read()
            inner.close()
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in ("transfer-encoding", "content-length"):
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def do_GET(self) -> None:
            self._pass_on()

        def do_POST(self) -> None:
            self._pass_on()

        def log_message(self, *arguments: object) -> None:
            """Says nothing."""

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate(tmp_path_factory.mktemp("tls")))
    server = ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    thread.join()
    server.server_close()


def client(port: int, comes_from: str, says: str = "") -> Visitor:
    """A browser that comes from an address, and says that it comes from another."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return Visitor(port, says, tls=context, comes_from=comes_from)


def test_what_a_client_says_of_itself_is_not_believed(https: int) -> None:
    """Line 4, and not tried before: forged X-Forwarded-For before a proxy that is named."""
    came = [
        register(
            client(https, "127.0.0.2", f"203.0.113.{number}"), f"tls{number}@example.org"
        ).status
        for number in range(12)
    ]
    assert came == [302] * 10 + [200] * 2
    # Nobody else is one client with them, and to name the proxy itself helps nobody.
    assert register(client(https, "127.0.0.3"), "other@example.org").status == 302
    for said in ("127.0.0.1", "127.0.0.3, 127.0.0.1", "nonsense", "::1", "127.0.0.3,"):
        forged = client(https, "127.0.0.2", said)
        assert register(forged, "again@example.org").status == 200, said


def test_cookies_and_links_are_for_https_alone(https: int, behind_tls: Site) -> None:
    """Not tried before: a real proxy with TLS."""
    visitor = client(https, "127.0.0.4")
    page = visitor.get("/sign-in/member/")
    assert page.status == 200
    assert int(page.headers["Strict-Transport-Security"].removeprefix("max-age=")) > 10**7
    answer = visitor.post("/sign-in/member/", {"email": "tls@example.org"})
    lines = answer.headers.get_all("Set-Cookie")
    assert lines
    assert all("Secure" in line for line in lines)
    plain = Visitor(behind_tls.port, comes_from="127.0.0.5").get("/sign-in/member/")
    assert plain.status == 301
    assert plain.to.startswith("https://")


def test_only_the_proxy_says_that_it_was_https(behind_tls: Site) -> None:
    """Who reaches the program past the proxy has only an address of its own."""
    came = []
    for number in range(12):
        visitor = Visitor(behind_tls.port, f"203.0.113.{number}", comes_from="127.0.0.6")
        visitor.cookies["csrftoken"] = "a" * 32
        form = {"name": "A", "email": f"past{number}@example.org", "destination": "GBR"}
        headers = {"X-Forwarded-Proto": "https", "Referer": f"https://127.0.0.1:{behind_tls.port}/"}
        came.append(visitor.post("/register/", {**form, "language": "en"}, **headers).status)
    assert came == [302] * 10 + [200] * 2
