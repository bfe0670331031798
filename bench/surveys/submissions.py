"""How many submissions of 250 questions a second the server takes in, checked and on the disk.

Devices of this machine send them through the real web server, each another one, for a fixed time.
In the same run the same bytes are inserted into a bare table of the same PostgreSQL, one commit
each, from as many connections: the ratio says what the checks and the records cost.
"""

import os
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from random import choice
from statistics import quantiles
from uuid import uuid4

import psycopg

from bench.deployment import answers as is_up
from bench.deployment import busy, folder, free_port, postmaster
from homelands.command.runtime import serving

SECONDS = 10
DEVICES = 8
ROOT = Path(__file__).parents[2]

_PREPARE = """
import sys
from random import Random
import django; django.setup()
from homelands.surveys.questionnaires.queries import questionnaires
from homelands.forms.xforms import Answers
from tests import make, make_collection
from tests.surveys.questionnaires import large_form
study = large_form.published(opens_on=make.TODAY.replace(year=2020))
form = questionnaires.form_of(study.questionnaires.get())
chance = Random(2026)
skills = ("nursing", "teaching", "law", "nursing law", "teaching other")

def words():
    return " ".join(chance.choices("water school work home river road light market".split(), k=5))

def person(number):
    found = large_form.answers(number)
    for path in [path for path in found if path.startswith("/data/t")]:
        found[path] = {
            "0": "yes",
            "1": str(chance.randint(0, 3)),
            "2": chance.choice(skills),
            "3": words(),
            "4": str(chance.randint(1, 5)),
            "5": chance.choice(("yes", "no")),
            "6": str(chance.randint(3, 9)),
            "7": chance.choice(skills),
            "8": words(),
            "9": str(chance.randint(1, 5)),
        }[path[-1]]
    filled = Answers(form, found, make.NOW)
    assert filled.check_all() == []
    return filled.to_xml("uuid:THE-INSTANCE")

print(make_collection.collector(study).token)
print(len(form.questions))
sys.stdout.flush()
sys.stdout.buffer.write(b"\\0".join(person(number) for number in range(300)))
"""


@dataclass
class Sent:
    """What one kind of client did: the seconds that each took, and what it was answered."""

    seconds: float
    taken: list[float] = field(default_factory=list)
    answered: Counter[int] = field(default_factory=Counter)

    @property
    def rate(self) -> float:
        return len(self.taken) / self.seconds

    def row(self, what: str) -> str:
        cut = quantiles(self.taken, n=20)
        return f"| {what} | {self.rate:.0f} | {cut[9] * 1000:.1f} | {cut[18] * 1000:.1f} |"


def main() -> None:
    """Prints a Markdown table."""
    with folder() as home:
        surroundings = _surroundings(home)
        _run(["-m", "homelands", "migrate", "--verbosity", "0"], surroundings)
        token, questions, made = _run(["-c", _PREPARE], surroundings).split(b"\n", 2)
        people = made.split(b"\0")
        xml = people[0]
        with _served(surroundings) as (port, web):
            _load(_device(port, token.decode(), people), 3)  # the first ones read the form
            before = busy(web), busy(postmaster(home))
            devices = _load(_device(port, token.decode(), people), SECONDS)
            used = busy(web) - before[0], busy(postmaster(home)) - before[1]
        bare = _load(_inserter(surroundings["DATABASE_OWNER_URL"], xml), SECONDS / 2)
        stored = _stored(surroundings["DATABASE_OWNER_URL"])
    print(f"{int(questions)} questions, {len(xml):,} bytes each\n")
    print("| what | a second | p50 ms | p95 ms |\n|---|---|---|---|")
    print(devices.row("through the web server: checked, recorded, committed"))
    print(bare.row("bare INSERT and COMMIT of the same bytes"))
    print(f"\n{devices.rate / bare.rate:.3f} of the bare rate, from {DEVICES} clients each.")
    each = [seconds * 1000 / len(devices.taken) for seconds in used]
    print(
        f"Processor time of each: {each[0]:.1f} ms of the web server, {each[1]:.1f} ms of the "
        f"database; two processors free for it would take in {2000 / sum(each):.0f} a second."
    )
    print(f"Answers: {dict(devices.answered)}; in the database: {stored}.")


def _surroundings(home: Path) -> dict[str, str]:
    from homelands.command.runtime import database

    os.environ["HOMELANDS_HOME"] = str(home)
    database.use(database.start_embedded(home))
    paths = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    settings = {"DJANGO_SETTINGS_MODULE": "homelands.web.settings"}
    return {**os.environ, **settings, "PYTHONPATH": paths, "HOMELANDS_EXAMPLE": "1"}


def _run(words: list[str], surroundings: dict[str, str]) -> bytes:
    command = [sys.executable, "-W", "ignore", *words]
    done = subprocess.run(command, env=surroundings, stdout=subprocess.PIPE, check=True, cwd=ROOT)
    return done.stdout


@contextmanager
def _served(surroundings: dict[str, str]) -> Iterator[tuple[int, int]]:
    """Runs the web server as `homelands run` does."""
    port = free_port()
    process = subprocess.Popen(serving.command("127.0.0.1", port, workers=2), env=surroundings)
    try:
        while not is_up(port):
            time.sleep(0.1)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(30)


#: Makes one client's way to send once and say what it was answered.
Client = Callable[[], Callable[[], int]]


def _load(client: Client, seconds: float) -> Sent:
    sent = Sent(seconds)
    until = time.perf_counter() + seconds

    def work() -> None:
        send = client()
        while (began := time.perf_counter()) < until:
            sent.answered[send()] += 1
            sent.taken.append(time.perf_counter() - began)

    threads = [threading.Thread(target=work) for _ in range(DEVICES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sent


def _device(port: int, token: str, people: list[bytes]) -> Client:
    def client() -> Callable[[], int]:
        connection = HTTPConnection("127.0.0.1", port, timeout=60)

        def send() -> int:
            body = (
                b"--edge\r\nContent-Disposition: form-data; "
                b'name="xml_submission_file"; filename="a.xml"\r\nContent-Type: text/xml\r\n\r\n'
                + _renamed(choice(people))  # noqa: S311 (no secret)
                + b"\r\n--edge--\r\n"
            )
            headers = {
                "Content-Type": "multipart/form-data; boundary=edge",
                "X-OpenRosa-Version": "1.0",
            }
            connection.request("POST", f"/openrosa/{token}/submission", body, headers)
            answer = connection.getresponse()
            answer.read()
            return answer.status

        return send

    return client


def _renamed(xml: bytes) -> bytes:
    return xml.replace(b"uuid:THE-INSTANCE", f"uuid:{uuid4()}".encode())


def _inserter(address: str, xml: bytes) -> Client:
    with psycopg.connect(address) as owner:
        owner.execute("CREATE TABLE bare (id uuid PRIMARY KEY, body bytea NOT NULL)")

    def client() -> Callable[[], int]:
        connection = psycopg.connect(address, autocommit=True)

        def send() -> int:
            row = (uuid4(), _renamed(xml))
            return connection.execute("INSERT INTO bare VALUES (%s, %s)", row).rowcount

        return send

    return client


def _stored(address: str) -> dict[str, int]:
    with closing(psycopg.connect(address)) as owner:
        query = "SELECT state, count(*) FROM collection_submission GROUP BY 1"
        return dict(owner.execute(query).fetchall())


if __name__ == "__main__":
    main()
