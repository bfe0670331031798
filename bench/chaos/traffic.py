"""The clients: devices, readers, people who register or join, officers who pay and write."""

import hashlib
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from random import Random
from typing import Any
from uuid import uuid4

from bench.chaos.browser import Answer, Browser, Silent
from bench.chaos.clock import Clock
from bench.chaos.inside import AT
from bench.chaos.post import Post
from bench.chaos.records import Records

PUBLIC = ("/", "/where/", "/findings/", "/take-part/", "/events/", "/opportunities/")
DESK = ("/desk/", "/desk/people/", "/desk/programmes/payments/")
_EDGE = "chaos-edge"
_PAUSE = 0.25
#: Seconds that somebody waits for a letter with a code before asking for another one.
_LETTER_WITHIN = 75


@dataclass
class Traffic:
    """All clients of one run."""

    port: int
    made: dict[str, Any]
    records: Records
    post: Post
    chance: Random
    clock: Clock
    #: Days of the placement that are not paid for yet.
    days: "count[int]" = field(default_factory=count)

    def start(self) -> "Running":
        """Starts every client in a thread of its own."""
        clients: list[Callable[[Browser], None]] = [
            *[Device(self).send_one for _ in range(3)],
            *[self.read_public] * 2,
            self.read_desk,
            *[self.register] * 3,
            *[self.join] * 2,
            *[self.pay] * 2,
            self.write,
        ]
        running = Running()
        for client in clients:
            own = Random(self.chance.random())  # noqa: S311
            running.begin(client, Browser(self.port, self.chance), own)
        return running

    def new_browser(self) -> Browser:
        return Browser(self.port, self.chance)

    def note(self, kind: str, answer: Answer, *good: int) -> bool:
        is_good = answer.status in good and not answer.wants_a_sign_in
        self.records.note(kind, str(answer.status), is_good=is_good)
        return is_good

    def read_public(self, browser: Browser) -> None:
        for path in PUBLIC:
            self.note("public pages", browser.get(path), 200)
            time.sleep(_PAUSE)

    def read_desk(self, browser: Browser) -> None:
        for path in DESK:
            answer = browser.get(path)
            if not self.note("desk", answer, 200) and answer.status in (302, 403):
                browser.sign_in("manager@example.org")
            time.sleep(_PAUSE)

    def register(self, _shared: Browser) -> None:
        """Registers somebody new, with the code that the letter brings."""
        browser, email = self.new_browser(), f"r{uuid4().hex[:16]}{AT}"
        self.records.codes[email] += 1
        facts = {"name": "Ama Chaos", "email": email, "destination": "GBR", "language": "en"}
        if not self.note("registrations", browser.post("/register/", **facts), 302):
            time.sleep(1)
            return
        self.records.asked.add(email)
        for _turn in range(4):
            if self._enter_code(browser, email):
                self.records.registered.add(email)
                return
            self.records.codes[email] += 1
            page = browser.get("/sign-in/member/code/")
            self.note("more codes", browser.send("/sign-in/member/code/again/", page), 302)

    def _enter_code(self, browser: Browser, email: str) -> bool:
        code = self.post.code(email, _LETTER_WITHIN)
        if not code:
            return False
        return self.note("codes", browser.post("/sign-in/member/code/", code=code), 302)

    def join(self, _shared: Browser) -> None:
        """Takes a guest's place at the event; a letter tells of it."""
        email = f"j{uuid4().hex[:16]}{AT}"
        path = f"/events/{self.made['event']}/join/"
        answer = self.new_browser().post(path, name="Kofi Chaos", email=email)
        if self.note("places", answer, 302):
            self.records.joined.add(email)
        time.sleep(2)

    def pay(self, _shared: Browser) -> None:
        """Moves one payment through its steps: prepared, approved by another officer, paid."""
        maker, approver, note = self.new_browser(), self.new_browser(), f"chaos {uuid4().hex}"
        if not (maker.sign_in("manager@example.org") and approver.sign_in("approver@example.org")):
            time.sleep(1)
            return
        day = date.fromisoformat(self.made["first_day"]) + timedelta(days=next(self.days))
        answer = maker.post(
            f"/desk/programmes/placements/{self.made['placement']}/payment/",
            kind="stipend", amount="60.00", currency=self.made["currency"],
            period_from=str(day), period_until=str(day), rate_note=note,
        )  # fmt: skip
        if not self.note("payments prepared", answer, 302):
            return
        self.records.drafted.add(note)
        address = answer.location
        if self._step(approver, "payments approved", address, f"{address}approve/", {}):
            self.records.approved.add(note)
            today = {"on": str(self.clock.today())}
            if self._step(maker, "payments paid", f"{address}pay/", f"{address}pay/", today):
                self.records.paid.add(note)
        time.sleep(1)

    def _step(
        self, browser: Browser, kind: str, page: str, path: str, fields: dict[str, str]
    ) -> bool:
        """Takes one step, again while nobody answers; a refusal after silence is no answer."""
        for _turn in range(20):
            try:
                answer = browser.send(path, browser.get(page), **fields)
            except Silent:
                self.records.note(kind, "silent", is_good=False)
                time.sleep(1)
                continue
            if self.note(kind, answer, 302):
                return True
            if answer.status < 500:
                return False
            time.sleep(1)
        return False

    def write(self, browser: Browser) -> None:
        """Writes to a whole segment, with the same form until it is taken."""
        subject, key = f"chaos {uuid4().hex[:12]}", str(uuid4())
        path = f"/desk/outreach/segments/{self.made['segment']}/write/"
        for _turn in range(60):
            try:
                if browser.sign_in("manager@example.org"):
                    answer = browser.post(path, key=key, subject=subject, text="Hear.", link="")
                    if self.note("letters written", answer, 302):
                        self.records.written.add(subject)
                        break
            except Silent:
                self.records.note("letters written", "silent", is_good=False)
            time.sleep(1)
        time.sleep(60)


class Device:
    """A field app: keeps what it sends until somebody says that it is stored."""

    def __init__(self, traffic: Traffic) -> None:
        self._traffic = traffic
        self._waiting: tuple[str, bytes] | None = None

    def send_one(self, browser: Browser) -> None:
        """Sends the same answers until they are taken; now and then once more after that."""
        if self._waiting is None:
            self._waiting = self._new()
        instance, xml = self._waiting
        path = f"/openrosa/{self._traffic.made['token']}/submission?deviceID=chaos"
        answer = browser.put_in(path, _multipart(xml), f"multipart/form-data; boundary={_EDGE}")
        if self._traffic.note("submissions", answer, 201, 202):
            self._traffic.records.submissions[instance] = hashlib.sha256(xml).hexdigest()
            if self._traffic.chance.random() > 0.1:
                self._waiting = None
            time.sleep(_PAUSE)
        else:
            time.sleep(1)

    def _new(self) -> tuple[str, bytes]:
        instance, age = f"uuid:{uuid4()}", self._traffic.chance.randrange(18, 90)
        return instance, _XML.format(instance=instance, age=age).encode()


_XML = (
    "<?xml version='1.0' encoding='UTF-8' ?>"
    '<data id="small" version="1" xmlns:orx="http://openrosa.org/xforms"><about><age>{age}</age>'
    "<works>no</works></about><orx:meta><orx:instanceID>{instance}</orx:instanceID></orx:meta>"
    "</data>"
)


def _multipart(xml: bytes) -> bytes:
    head = (
        f"--{_EDGE}\r\nContent-Disposition: form-data; "
        'name="xml_submission_file"; filename="a.xml"\r\nContent-Type: text/xml\r\n\r\n'
    )
    return head.encode() + xml + f"\r\n--{_EDGE}--\r\n".encode()


class Running:
    """Clients at work, until they are told to stop."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []

    def begin(self, client: Callable[[Browser], None], browser: Browser, chance: Random) -> None:
        thread = threading.Thread(target=self._go_on, args=(client, browser, chance), daemon=True)
        self._threads.append(thread)
        thread.start()

    def _go_on(self, client: Callable[[Browser], None], browser: Browser, chance: Random) -> None:
        time.sleep(chance.random())
        while not self._stop.is_set():
            try:
                client(browser)
            except Silent:
                time.sleep(0.5)

    def stop(self, seconds: float = 120) -> None:
        """Lets each end what it is at, and waits for it."""
        self._stop.set()
        end = time.monotonic() + seconds
        for thread in self._threads:
            thread.join(max(0.1, end - time.monotonic()))
