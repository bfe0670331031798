"""A mail server that keeps every letter, and now and then refuses for a while, or says nothing."""

import email
import email.policy
import re
import socketserver
import threading
import time
from collections import defaultdict
from dataclasses import dataclass
from random import Random

#: Seconds of silence where it hangs: longer than any client should wait.
HANGS = 40


@dataclass(frozen=True)
class Kept:
    """A letter as it came; `said` is whether the sender was told that it was taken."""

    at: float
    to: str
    key: str
    subject: str
    text: str
    said: bool


class Post(socketserver.ThreadingTCPServer):
    """The mail server. `moody` switches refusals and silence; `down` refuses everybody."""

    allow_reuse_address, daemon_threads = True, True

    def __init__(self, chance: Random) -> None:
        super().__init__(("127.0.0.1", 0), _Visit)
        self.chance, self.moody, self.down = chance, True, False
        self.kept: dict[str, list[Kept]] = defaultdict(list)
        self.moods: dict[str, int] = defaultdict(int)
        self._lock = threading.Lock()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def handle_error(self, request: object, client_address: object) -> None:
        """Says nothing: senders are killed in the middle of a letter."""

    def mood(self) -> str:
        """What befalls one connection."""
        with self._lock:
            drawn = self.chance.random()
            mood = "good"
            if self.down:
                mood = "421 to everybody"
            elif self.moody and drawn < 0.12:
                mood = _MOODS[int(drawn / 0.12 * len(_MOODS))]
            self.moods[mood] += 1
            return mood

    def keep(self, raw: bytes, to: str, *, said: bool) -> None:
        letter = email.message_from_bytes(raw, policy=email.policy.default)
        part = letter.get_body(("plain",))
        with self._lock:
            self.kept[to].append(
                Kept(
                    time.monotonic(),
                    to,
                    str(letter["Message-ID"]),
                    str(letter["Subject"]),
                    part.get_content() if part else "",
                    said,
                )
            )

    def letters(self, to: str) -> list[Kept]:
        with self._lock:
            return list(self.kept.get(to, ()))

    def code(self, to: str, seconds: float) -> str:
        """Waits for a letter with a code; returns the latest that came, or nothing."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for letter in reversed(self.letters(to)):
                if found := re.search(r"^\s*(\d{6})\s*$", letter.text, re.MULTILINE):
                    return found[1]
            time.sleep(0.3)
        return ""


_MOODS = (
    "450 to the address",
    "450 to the address",
    "451 after the text",
    "451 after the text",
    "silent at the start",
    "takes the text and is silent",
)


class _Visit(socketserver.StreamRequestHandler):
    """One connection of a sender."""

    server: Post

    def handle(self) -> None:
        mood, to = self.server.mood(), ""
        if mood == "silent at the start":
            time.sleep(HANGS)
            return
        if mood == "421 to everybody":
            self._say("421 come back later")
            return
        self._say("220 chaos")
        while line := self.rfile.readline():
            verb = line[:4].upper()
            if verb == b"RCPT":
                to = line.partition(b"<")[2].partition(b">")[0].decode()
                self._say(mood if mood.startswith("450") else "250 ok")
            elif verb == b"DATA":
                self._say("354 go on")
                if not self._take(to, mood):
                    return
            elif verb == b"QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _take(self, to: str, mood: str) -> bool:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                return False  # the sender went before the end: this is no letter
            lines.append(line[1:] if line.startswith(b"..") else line)
        if mood.startswith("451"):
            self._say(mood)
            return True
        silent = mood == "takes the text and is silent"
        self.server.keep(b"".join(lines), to, said=not silent)
        if silent:
            time.sleep(HANGS)
            return False
        self._say("250 kept")
        return True

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())
