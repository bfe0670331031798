"""A browser or a device that keeps cookies, and says clearly when nobody answered."""

import http.client
import http.cookies
import re
from dataclasses import dataclass
from random import Random
from urllib.parse import urlencode

#: Seconds that a client waits for an answer before it goes away and comes back.
PATIENCE = 8
_TOKEN = re.compile(r'csrfmiddlewaretoken" value="([^"]+)"')


class Silent(Exception):
    """Nobody answered; what was asked may have been done or not."""


@dataclass(frozen=True)
class Answer:
    status: int
    location: str
    text: str

    @property
    def wants_a_sign_in(self) -> bool:
        return "/sign-in/" in self.location and "next=" in self.location


class Browser:
    """One client, at an address of its own as the proxy in front would say."""

    def __init__(self, port: int, chance: Random) -> None:
        self._port = port
        self._cookies: dict[str, str] = {}
        self._client = ".".join(str(chance.randrange(1, 250)) for _ in range(4))
        self._connection: http.client.HTTPConnection | None = None

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, b"", {})

    def post(self, path: str, **fields: str) -> Answer:
        """Fills in the form of a page and sends it."""
        return self.send(path, self.get(path), **fields)

    def send(self, path: str, page: Answer, **fields: str) -> Answer:
        """Sends a form of a page that was read before."""
        found = _TOKEN.search(page.text)
        said = {**fields, "csrfmiddlewaretoken": found[1] if found else ""}
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._ask("POST", path, urlencode(said).encode(), kind)

    def put_in(self, path: str, body: bytes, kind: str) -> Answer:
        return self._ask("POST", path, body, {"Content-Type": kind, "X-OpenRosa-Version": "1.0"})

    def sign_in(self, login: str) -> bool:
        self._cookies.clear()
        answer = self.send("/sign-in/example/", self.get("/sign-in/"), login=login)
        return answer.status == 302

    def _ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        said = {**headers, "X-Forwarded-For": self._client}
        if self._cookies:
            said["Cookie"] = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE)
        try:
            self._connection.request(method, path, body or None, said)
            answer = self._connection.getresponse()
            text = answer.read().decode("utf-8", "replace")
        except (OSError, http.client.HTTPException) as error:
            self._connection.close()
            self._connection = None
            raise Silent from error
        self._remember(answer)
        return Answer(answer.status, answer.headers.get("Location", ""), text)

    def _remember(self, answer: http.client.HTTPResponse) -> None:
        jar = http.cookies.SimpleCookie()
        for line in answer.headers.get_all("Set-Cookie") or []:
            jar.load(line)
        self._cookies.update({name: morsel.value for name, morsel in jar.items()})
