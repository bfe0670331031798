"""A field app, as the protocol says that it behaves: forms, hashes, media, HEAD, POST in parts.

It is strict where apps are: without the headers, with a wrong hash, with an empty entry in the
list of forms, or with another 2xx than they know, it stops, as they do.
"""

import hashlib
import http.client
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.utils.datastructures import CaseInsensitiveMapping
from lxml import etree

FORMS = "{http://openrosa.org/xforms/xformsList}"
MANIFEST = "{http://openrosa.org/xforms/xformsManifest}"
RESPONSE = "{http://openrosa.org/http/response}"
DEVICE = "collect:KLbJ3rVmG6wD1aQz"
HEADERS = {
    "X-OpenRosa-Version": "1.0",
    # The app writes the hour of a 12-hour clock: servers must not rely on it.
    "Date": "Mon, 23 Nov 2026 09:00:00 GMT",
    "User-Agent": "org.odk.collect.android/v2026.3.3 Dalvik/2.1.0",
}
DEFAULT_LENGTH = 10_000_000
MOST_FILES = 101


class NotOpenRosa(AssertionError):
    """The app would tell its user that this is no server for it."""


@dataclass(frozen=True)
class Reply:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def message(self) -> str:
        found = etree.fromstring(self.body).find(f"{RESPONSE}message")
        return "" if found is None else str(found.text)


Send = Callable[[str, str, Mapping[str, str], bytes], Reply]


@dataclass(frozen=True)
class Form:
    form_id: str
    version: str
    name: str
    hash: str
    url: str
    manifest: str = ""


@dataclass
class Collect:
    """One device: where it sends to, and how a request is made."""

    base: str
    send: Send
    accepts: int = DEFAULT_LENGTH
    posts: list[Reply] = field(default_factory=list)

    def ask(self, method: str, url: str, headers: Any = None, body: bytes = b"") -> Reply:
        mark = "&" if "?" in url else "?"
        return self.send(
            method, f"{url}{mark}deviceID={DEVICE}", {**HEADERS, **(headers or {})}, body
        )

    def get(self, url: str) -> Reply:
        reply = self.ask("GET", url)
        assert reply.status == 200, (reply.status, reply.body)
        return reply

    def document(self, url: str) -> etree._Element:
        reply = self.get(url)
        if reply.headers.get("X-OpenRosa-Version") != "1.0":
            raise NotOpenRosa("no X-OpenRosa-Version")
        if "text/xml" not in reply.headers.get("Content-Type", ""):
            raise NotOpenRosa("not text/xml")
        return etree.fromstring(reply.body)

    def forms(self, query: str = "") -> list[Form]:
        found = []
        for one in self.document(f"{self.base}/formList{query}"):
            parts = {str(p.tag).removeprefix(FORMS): p.text or "" for p in one}
            for name in ("formID", "name", "downloadUrl"):
                if not parts.get(name):
                    raise NotOpenRosa(f"an entry without {name} voids the list")
            found.append(
                Form(
                    parts["formID"],
                    parts.get("version", ""),
                    parts["name"],
                    parts["hash"],
                    parts["downloadUrl"],
                    parts.get("manifestUrl", ""),
                )
            )
        return found

    def download(self, form: Form) -> bytes:
        content = self.get(form.url).body
        assert form.hash == "md5:" + hashlib.md5(content).hexdigest()
        return content

    def media(self, form: Form) -> dict[str, bytes]:
        """Downloads the files of a form; lists of entities are asked for what is gone, too."""
        files = {}
        for one in self.document(form.manifest) if form.manifest else ():
            parts = {str(p.tag).removeprefix(MANIFEST): p.text or "" for p in one}
            content = self.get(parts["downloadUrl"]).body
            assert parts["hash"] == "md5:" + hashlib.md5(content).hexdigest()
            if one.get("type") == "entityList":
                assert parts["integrityUrl"]
            files[parts["filename"]] = content
        return files

    def submit(self, xml: bytes, files: Mapping[str, bytes] | None = None) -> list[Reply]:
        """Sends answers as the app does: HEAD, then parts that repeat the answers."""
        head = self.ask("HEAD", f"{self.base}/submission")
        if head.status != 204:
            raise NotOpenRosa(f"HEAD was answered with {head.status}")
        target = head.headers.get("Location") or f"{self.base}/submission"
        assert urlsplit(target).hostname == urlsplit(self.base).hostname
        self.accepts = int(head.headers.get("X-OpenRosa-Accept-Content-Length", DEFAULT_LENGTH))
        replies = [self._post(target, xml, part, more) for part, more in self._parts(xml, files)]
        self.posts += replies
        return replies

    def _parts(
        self, xml: bytes, files: Mapping[str, bytes] | None
    ) -> Iterator[tuple[dict[str, bytes], bool]]:
        part: dict[str, bytes] = {}
        size = len(xml)
        for name, content in (files or {}).items():
            if part and (size + len(content) > self.accepts or len(part) >= MOST_FILES):
                yield part, True
                part, size = {}, len(xml)
            part[name] = content
            size += len(content)
        yield part, False

    def _post(self, url: str, xml: bytes, files: Mapping[str, bytes], more: bool) -> Reply:
        kind, body = multipart(xml, files, more)
        reply = self.ask("POST", url, {"Content-Type": kind}, body)
        if reply.status == 200:
            raise NotOpenRosa("200 is taken for a captive portal")
        return reply


def multipart(xml: bytes, files: Mapping[str, bytes], more: bool = False) -> tuple[str, bytes]:
    """Writes a body as okhttp does."""
    boundary = uuid.uuid4().hex
    parts = [_part("xml_submission_file", "answers.xml", "text/xml; charset=utf-8", xml)]
    for name, content in files.items():
        parts.append(_part(name, name, "application/octet-stream", content))
    if more:
        parts.append(
            b'Content-Disposition: form-data; name="*isIncomplete*"\r\nContent-Length: 3\r\n\r\nyes'
        )
    mark = f"--{boundary}".encode()
    body = b"".join(mark + b"\r\n" + part + b"\r\n" for part in parts) + mark + b"--\r\n"
    return f"multipart/form-data; boundary={boundary}", body


def _part(name: str, filename: str, kind: str, content: bytes) -> bytes:
    quoted = [one.replace('"', "%22") for one in (name, filename)]
    head = (
        f'Content-Disposition: form-data; name="{quoted[0]}"; filename="{quoted[1]}"\r\n'
        f"Content-Type: {kind}\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content


def in_process(client: Any) -> Send:
    """Sends to the program in this process."""

    def send(method: str, url: str, headers: Mapping[str, str], body: bytes) -> Reply:
        meta = {f"HTTP_{k.upper().replace('-', '_')}": v for k, v in headers.items()}
        kind = headers.get("Content-Type", "")
        place = urlsplit(url)
        path = place.path + ("?" + place.query if place.query else "")
        answer = client.generic(method, path, body, content_type=kind, **meta)
        content = b"".join(answer) if answer.streaming else answer.content
        return Reply(answer.status_code, dict(answer.items()), content)

    return send


def over_http(*, chunked: bool = False) -> Send:
    """Sends to a web server; `chunked` as apps do, which do not say how long a body is."""

    def send(method: str, url: str, headers: Mapping[str, str], body: bytes) -> Reply:
        place = urlsplit(url)
        connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=60)
        path = place.path + ("?" + place.query if place.query else "")
        pieces: Any = body or None
        if chunked and body:
            pieces = (body[start : start + 8192] for start in range(0, len(body), 8192))
        try:
            connection.request(method, path, pieces, dict(headers), encode_chunked=chunked)
            answer = connection.getresponse()
            told = CaseInsensitiveMapping(dict(answer.headers.items()))
            return Reply(answer.status, told, answer.read())
        finally:
            connection.close()

    return send
