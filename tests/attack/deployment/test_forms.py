"""Forms and answers that eat memory and time; sealed answers; calls to inside servers."""

import json
import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from typing import Any
from uuid import uuid4
from zipfile import ZIP_DEFLATED, ZipFile

import psutil
import pytest

from tests import make_forms
from tests.attack.deployment.site import Answer, Site, Visitor, officer, stranger, until, well
from tests.attack.deployment.test_people import planted
from tests.attack.deployment.test_strangers import words
from tests.surveys.collection.collect_client import Collect, over_http
from tests.surveys.collection.encrypting_client import KEY, OTHER_KEY, encrypted, pem, public_key

pytestmark = pytest.mark.xdist_group("attacked site")

HEADER = ("type", "name", "label", "calculation", "constraint")
#: The most that a form may cost: seconds on a busy machine, and bytes of a process.
MOST_SECONDS, MOST_BYTES = 40, 900 * 2**20


def published(site: Site, study: str, form: bytes, name: str = "form.xlsx") -> dict[str, str]:
    """Publishes a form by the command; returns its addresses."""
    file = site.home / name
    file.write_bytes(form)
    done = site.command("forms", "publish", str(file), "--study", study, "--destination", "GBR")
    assert done.returncode == 0, done.stderr
    told: dict[str, str] = json.loads(done.stdout)
    return told


def sheet(*rows: tuple[str, ...], settings: Any = make_forms.SETTINGS) -> bytes:
    return make_forms.workbook(survey=(HEADER, *rows), settings=settings)


@contextmanager
def bounded(site: Site) -> Iterator[None]:
    """What is done inside costs no process of the site too much, and lasts not too long."""
    most, done = [0], threading.Event()

    def look() -> None:
        while not done.wait(0.05):
            for process in psutil.Process(site.process.pid).children(recursive=True):
                with suppress(psutil.Error):
                    most[0] = max(most[0], process.memory_info().rss)

    watcher, began = threading.Thread(target=look), time.monotonic()
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()
    assert time.monotonic() - began < MOST_SECONDS
    assert most[0] < MOST_BYTES


def checked(site: Site, form: bytes, name: str = "form.xlsx") -> Answer:
    """Has a form looked over by the page on which it would be published."""
    desk = officer(site, "manager")
    slug = site.value("SELECT slug FROM questionnaires_study ORDER BY slug LIMIT 1")
    path = f"/desk/studies/{slug}/publish/check/"
    desk.get(path)
    return desk.upload(path, {}, file=(name, form))


@pytest.mark.parametrize(("rows", "references"), [(6, 100), (3, 60)])
def test_expressions_that_grow_are_refused_when_published(
    site: Site, rows: int, references: int
) -> None:
    """Line 2: a chain of `calculate` killed a worker at 19 GB, or cost 27 s an answer."""
    names = ["q", *(f"c{row}" for row in range(rows))]
    chain = [
        ("calculate", name, "", f"concat({', '.join([f'${{{before}}}'] * references)})", "")
        for before, name in zip(names, names[1:], strict=False)
    ]
    with bounded(site):
        answer = checked(site, sheet(("text", "q", "Q", "", ""), *chain))
    assert answer.status == 200
    assert "it makes a text of more than 100,000 characters" in words(answer)


def test_patterns_run_in_linear_time(site: Site) -> None:
    """Line 7: a constraint froze a process for 31 seconds."""
    row = ("text", "q", "Q", "", "regex(., '([^a]+[^b]+)+x')")
    addresses = published(site, "Patterns", sheet(row))
    visitor = stranger(site)
    code = begun(visitor, re.sub(r".*(/take-part/)", r"\1", addresses["web"]))
    with bounded(site):
        began = time.monotonic()
        page = f"/answer/{code}/q/"
        field = names_in(visitor.get(page))[0]
        visitor.post(page, {field: "c" * 5_000, "go": "on"})
        assert time.monotonic() - began < 15


def begun(visitor: Visitor, path: str) -> str:
    """Begins to answer; returns the respondent's code."""
    answer = visitor.post(path, {"language": "en", "destination": "GBR"})
    return answer.to.split("/")[2]


def names_in(answer: Answer) -> list[str]:
    """The questions of a page of a questionnaire."""
    found = re.findall(r'<(?:input|textarea|select)[^>]* name="([^"]+)"', answer.text)
    ours = {"csrfmiddlewaretoken", "next", "language", "go"}
    return [name for name in found if name not in ours]


def test_rounds_cost_as_many_as_they_are(site: Site) -> None:
    """Line 17: 60 calculates and 150 rounds cost 24 s a page, and 200 rounds failed."""
    inside = [("calculate", f"c{row}", "", "${q} + sum(${q})", "") for row in range(60)]
    rounds = [("begin_repeat", "r", "R", "", ""), ("integer", "q", "Q", "", ""), *inside]
    addresses = published(site, "Rounds", sheet(*rounds, ("end_repeat", "", "", "", "")))
    for times in (150, 200):
        body = "<r><q>5</q></r>" * times
        with bounded(site):
            reply = submitted(site, addresses["openrosa"], body)
        assert reply.status == 201, reply


def submitted(site: Site, openrosa: str, body: str) -> Any:
    """Sends answers as a field app does; returns the last reply."""
    own = f"<meta><instanceID>uuid:{uuid4()}</instanceID></meta>"
    xml = f'<data id="small" version="1">{body}{own}</data>'.encode()
    return device(site, openrosa).submit(xml)[-1]


def device(site: Site, openrosa: str) -> Collect:
    return Collect(openrosa.replace("localhost", "127.0.0.1"), over_http())


def bomb() -> bytes:
    """A workbook whose one sheet is half a gigabyte of nothing."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name in ("[Content_Types].xml", "xl/workbook.xml"):
            archive.writestr(name, "<x/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            for _ in range(500):
                sheet.write(b" " * 2**20)
    return target.getvalue()


_ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
HOSTILE = {
    "entities.xml": f'<!DOCTYPE x [<!ENTITY e0 "aaaaaaaaaa">{_ENTITIES}]><x>&e11;</x>'.encode(),
    "outside.xml": b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
    "deep.xml": b"<a>" * 200_000,
    "polyglot.xlsx": b"%PDF-1.4\n<script>alert(1)</script>PK\x03\x04",
    "picture.xlsx": b"\x89PNG\r\n\x1a\n" + b"\0" * 1000,
}


@pytest.mark.parametrize("name", [*HOSTILE, "bomb.xlsx"])
def test_hostile_files_are_refused_in_words(site: Site, name: str) -> None:
    """Held already: entity bombs, outside entities, ZIP bombs, polyglots."""
    with bounded(site):
        answer = checked(site, HOSTILE.get(name) or bomb(), name)
    assert answer.status in (200, 400, 413)
    assert "root:" not in answer.text
    assert "<script>alert" not in answer.text
    assert "Publish as it is" not in answer.text
    assert "error-summary" in answer.text or "Stops it" in answer.text


def test_sealed_answers_are_read_by_nobody_without_the_key(site: Site) -> None:
    """Not tried before: sealed forms, with another's key, with a file changed on the way."""
    settings = (
        ("form_title", "form_id", "version", "public_key"),
        ("Sealed survey", "sealed", "1", public_key()),
    )
    question = ("text", "q", "Q", "", "")
    addresses = published(site, "Sealed", sheet(question, settings=settings))
    secret = f"secret{uuid4().hex}"
    names = [f"uuid:{uuid4()}" for _ in range(2)]
    for name in names:
        xml = (
            f'<data id="sealed" version="1"><q>{secret}</q>'
            f"<meta><instanceID>{name}</instanceID></meta></data>"
        ).encode()
        manifest, files = encrypted(xml, {}, form_id="sealed", version="1", instance_id=name)
        if name == names[1]:
            files = {file: content[:-1] + b"\0" for file, content in files.items()}
        replies = device(site, addresses["openrosa"]).submit(manifest, files)
        assert {reply.status for reply in replies} <= {201, 202}
    assert planted(site, secret) == []
    path = "/desk/studies/sealed/submissions/key/"
    desk = officer(site, "manager")
    desk.get("/desk/studies/sealed/submissions/")
    complete = (
        "SELECT count(*) FROM questionnaires_response r JOIN questionnaires_study s"
        " ON s.id = r.study_id WHERE s.slug = 'sealed' AND r.completed_at IS NOT NULL"
    )
    for key in (pem(OTHER_KEY), b"no key at all"):
        assert desk.upload(path, {}, key=("key.pem", key)).status in (200, 302)
        assert site.value(complete) == 0
    desk.upload(path, {}, key=("key.pem", pem(KEY)))
    until(lambda: site.value(complete) == 1)
    assert "BEGIN" not in "".join(planted(site, "BEGIN PRIVATE KEY"))


INSIDE = (
    "https://127.0.0.1:{port}/", "https://localhost:{port}/", "https://127.1:{port}/",
    "https://2130706433:{port}/", "https://0x7f.0.0.1:{port}/", "https://0.0.0.0:{port}/",
    "https://[::1]:{port}/", "https://[::ffff:127.0.0.1]:{port}/", "https://[::]:{port}/",
    "https://[64:ff9b::7f00:1]:{port}/", "https://[2002:7f00:1::]:{port}/",
    "https://169.254.169.254/latest/meta-data/", "https://10.0.0.1/", "https://192.168.1.1/",
    "https://172.16.0.1/", "https://100.64.0.1/", "https://[fd00::1]/", "https://[fe80::1]/",
    "https://224.0.0.1/", "https://ip6-localhost:{port}/", "https://{name}:{port}/",
)  # fmt: skip


@pytest.fixture
def listener() -> Iterator[tuple[int, list[Any]]]:
    """A server inside: its port, and who knocked."""
    knocked: list[Any] = []
    with socket.create_server(("", 0)) as server:
        server.settimeout(0.2)
        done = threading.Event()

        def listen() -> None:
            while not done.is_set():
                with suppress(TimeoutError):
                    connection, address = server.accept()
                    knocked.append(address)
                    connection.close()

        thread = threading.Thread(target=listen)
        thread.start()
        yield server.getsockname()[1], knocked
        done.set()
        thread.join()


def test_no_webhook_reaches_an_inside_server(site: Site, listener: tuple[int, list[Any]]) -> None:
    """Not tried before: webhooks to inside addresses, also by names that lead inside."""
    port, knocked = listener
    addresses = published(site, "Hooked", sheet(("text", "q", "Q", "", "")))
    desk = officer(site, "manager")
    for url in INSIDE:
        whole = url.format(port=port, name=socket.gethostname())
        answer = desk.post("/desk/studies/hooked/webhooks/add/", {"url": whole})
        assert answer.status == 200, url
    for url in ("http://127.0.0.1/", "file:///etc/passwd", "gopher://127.0.0.1/", "https://a@b/"):
        answer = desk.post("/desk/studies/hooked/webhooks/add/", {"url": url})
        assert "error-summary" in answer.text, url
    hooks = site.value(
        "SELECT count(*) FROM datasets_webhook w JOIN questionnaires_study s"
        " ON s.id = w.study_id WHERE s.slug = 'hooked'"
    )
    assert hooks == len(INSIDE)
    assert submitted(site, addresses["openrosa"], "<q>x</q>").status == 201
    tried = "SELECT count(*) FROM datasets_delivery WHERE tries > 0"
    until(lambda: site.value(tried) >= hooks, 60)
    with site.sql("owner") as owner:
        faults = owner.execute("SELECT DISTINCT fault FROM datasets_delivery").fetchall()
    assert {fault for (fault,) in faults} <= {"private_address", "unknown_host"}
    assert knocked == []


def test_answers_are_bounded_in_size(site: Site) -> None:
    """Line 2: what a stranger sends is measured before it is read."""
    slug = "mapping-survey-of-our-people-abroad-exam"
    visitor = stranger(site)
    assert begun(visitor, f"/take-part/{slug}/")
    body = b"x" * (12 * 2**20)
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    # It is answered, or the line is cut while it sends.
    with bounded(site), suppress(OSError):
        answer = visitor.ask("POST", f"/take-part/{slug}/", body, form)
        assert answer.status in (400, 403, 413)
    assert well(site)
