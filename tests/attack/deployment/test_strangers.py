"""Strangers who guess, come fast, use others' addresses, or break what a browser is held by."""

import html
import json
import re
from typing import Any

import altcha
import pytest

from tests.attack.deployment.site import (
    Answer,
    Site,
    Visitor,
    code_for,
    member,
    officer,
    register,
    stranger,
)

pytestmark = pytest.mark.xdist_group("attacked site")

PAUSE = "so there is a pause"
SIGN_IN = "/account/login/"


def words(answer: Answer) -> str:
    """What a page says, without its marks."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())


def solved(answer: Answer) -> str:
    """Does the work that a page asks for."""
    (text,) = re.findall(r'data-proof="([^"]+)"', answer.text)
    challenge = altcha.Challenge.from_dict(json.loads(html.unescape(text)))
    solution = altcha.solve_challenge(challenge)
    assert solution is not None
    return altcha.Payload(challenge, solution).to_base64()


def test_letters_and_codes_are_few_for_a_client_and_an_address(site: Site) -> None:
    """Line 3: 268 codes asked, 790 guesses in 20 seconds, 38 letters in a second."""
    email = "guessed@example.org"
    member(site, email)

    def codes_sent() -> list[str]:
        return [letter for letter in site.letters(email) if "Enter this code" in letter]

    visitor, other = stranger(site), stranger(site)
    asked = [visitor.post("/sign-in/member/", {"email": email}) for _ in range(40)]
    assert [answer.status for answer in asked] == [302] * 30 + [200] * 10
    assert PAUSE in words(asked[-1])
    assert len(codes_sent()) == 1
    other.post("/sign-in/member/", {"email": email})
    tried = [words(other.post("/sign-in/member/code/", {"code": "abcdef"})) for _ in range(15)]
    assert [("is not right" in page, PAUSE in page) for page in tried] == (
        [(True, False)] * 10 + [(False, True)] * 5
    )
    assert len(codes_sent()) == 1


def test_wrong_passwords_lock_out_nobody_but_who_typed_them(site: Site) -> None:
    """Line 4: ten wrong passwords locked every officer out."""
    visitor = stranger(site)
    for _ in range(12):
        visitor.post(SIGN_IN, {"login": "officer@example.org", "password": "wrong"})
    right = {"login": "officer@example.org", "password": "example-officer"}
    assert visitor.post(SIGN_IN, right).status != 302
    assert stranger(site).post(SIGN_IN, right).status == 302
    paris = {"login": "paris@example.org", "password": "example-paris"}
    assert stranger(site).post(SIGN_IN, paris).status == 302


def test_who_registers_anothers_address_sees_nothing_of_theirs(site: Site) -> None:
    """Line 5: a session begun with somebody's address read all once they had signed in."""
    email = "owner@example.org"
    thief = stranger(site)
    assert register(thief, email, name="Thief").status == 302
    first = code_for(site, email)
    assert thief.get("/my/data/").status == 302
    owner = stranger(site)
    a_minute_later(site)
    register(owner, email, name="The owner")
    own = code_for(site, email, letters=2)
    assert owner.post("/sign-in/member/code/", {"code": own}).to == "/my/profile/"
    assert owner.get("/my/data/").status == 200
    assert thief.get("/my/data/").status == 302
    for code in (first, own):
        thief.post("/sign-in/member/code/", {"code": code})
    assert "Thief" not in thief.get("/my/data/").text
    names = "SELECT count(*) FROM register_person WHERE name LIKE '%Thief%'"
    assert site.value(names) == 0


def a_minute_later(site: Site) -> None:
    """Lets another letter go to each address."""
    with site.sql("owner") as owner:
        owner.execute("DELETE FROM foundation_attempt WHERE \"limit\" = 'letters'")


def test_signing_up_says_nobody_who_is_signed_up(site: Site) -> None:
    """Line 15: a second sign-up said that the address had signed up."""
    event = site.value("SELECT id FROM events_event WHERE published_at IS NOT NULL")
    form = {"name": "Esi", "email": "esi@example.org"}
    pages = []
    for _ in range(2):
        visitor = stranger(site)
        answer = visitor.post(f"/events/{event}/join/", form)
        said = words(visitor.get(answer.to))
        pages.append((answer.status, answer.to, re.sub(r"\d+ places?", "", said)))
    assert pages[0] == pages[1]


def _registered(visitor: Visitor, number: int, **more: str) -> Answer:
    return register(visitor, f"fast{number}@example.org", **more)


def _joined(visitor: Visitor, number: int, **more: str) -> Answer:
    form = {"name": "Esi", "email": f"fast{number}@example.org", **more}
    return visitor.post(_joined.url, form)  # type: ignore[attr-defined]


@pytest.mark.parametrize(("send", "free"), [(_registered, 10), (_joined, 20)])
def test_who_comes_fast_works_for_each_further_one(site: Site, send: Any, free: int) -> None:
    """Line 15: 30 sign-ups in 0.8 seconds, 659 registrations in 20."""
    event = site.value("SELECT id FROM events_event WHERE published_at IS NOT NULL")
    _joined.url = f"/events/{event}/join/"  # type: ignore[attr-defined]
    visitor = stranger(site)
    assert [send(visitor, number).status for number in range(free)] == [302] * free
    asked = send(visitor, free)
    assert asked.status == 200
    assert "your browser has to do a short calculation first" in words(asked)
    proof = solved(asked)
    assert send(visitor, free, proof="e30=").status == 200
    assert send(visitor, free, proof=proof).status == 302
    assert send(visitor, free + 1, proof=proof).status == 200
    assert send(stranger(site), free + 1).status == 302


@pytest.mark.browser
def test_a_browser_does_the_work_by_itself_and_says_so(site: Site, browser: Any) -> None:
    """Line 15: the same with the script, from our own files only."""
    context = browser.new_context(
        base_url=f"http://127.0.0.1:{site.port}",
        locale="en-GB",
        extra_http_headers={"X-Forwarded-For": "198.51.100.77"},
    )
    context.set_default_timeout(60_000)
    page = context.new_page()
    told, hosts = [], set()
    page.on("console", lambda message: told.append((message.type, message.text)))
    page.on("request", lambda request: hosts.add(re.findall("//([^/]+)", request.url)[0]))
    visitor = Visitor(site.port, "198.51.100.77")
    for number in range(10):
        _registered(visitor, 100 + number)
    page.goto("/register/")
    page.fill("[name=name]", "Ama")
    page.fill("[name=email]", "browser@example.org")
    page.select_option("[name=destination]", "GBR")
    send = page.locator("main form button.button")
    with page.expect_navigation():
        send.click()
    status = page.locator("[role=status]")
    assert status.inner_text() in (
        "Your browser is calculating. This takes some seconds.",
        "The calculation is done. You can send the form now.",
    )
    # Sent at once, it waits until the work is done and then goes by itself.
    send.click()
    page.wait_for_url("**/sign-in/member/code/")
    assert [text for kind, text in told if kind == "error"] == []
    assert hosts == {f"127.0.0.1:{site.port}"}
    context.close()


def test_what_a_browser_is_held_by_holds(site: Site) -> None:
    """Held already: CSRF, fixation, host, frames, cookies, injected headers."""
    visitor = stranger(site)
    plain = {"Content-Type": "application/x-www-form-urlencoded"}
    assert visitor.ask("POST", "/register/", "name=a", plain).status == 403
    page = visitor.get("/sign-in/member/")
    assert visitor.get("/", Host="evil.example.org").status == 400
    assert page.headers["X-Frame-Options"] == "DENY"
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    fixed = stranger(site)
    fixed.cookies["sessionid"] = "a" * 32
    fixed.post("/sign-in/member/", {"email": "fixed@example.org"})
    assert fixed.cookies["sessionid"] != "a" * 32
    session = officer(site, "host")
    before = dict(session.cookies)
    assert session.get("/desk/").headers["Cache-Control"] == "no-store"
    session.post("/sign-out/", {})
    assert Visitor(site.port, "198.51.100.9", before).get("/desk/").status == 302
    redirected = visitor.post("/language/", {"language": "fr", "next": "/%0d%0aSet-Cookie:%20a=b"})
    assert "a" not in visitor.cookies
    assert "\n" not in redirected.to
    assert visitor.post("/language/", {"language": "fr", "next": "//evil.example.org"}).to == "/"
    cookies = stranger(site).post("/sign-in/example/", {"login": "host@example.org"})
    (line,) = [one for one in cookies.headers.get_all("Set-Cookie") if one.startswith("sessionid")]
    assert "HttpOnly" in line
    assert "SameSite=Lax" in line


def test_what_was_typed_is_never_run(site: Site) -> None:
    """Held already: stored scripts."""
    evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    asker = stranger(site)
    form = {"text": evil, "in_public": "yes", "country": "GBR", "email": ""}
    asked = asker.post("/questions/ask/", form)
    assert asked.status == 302
    key = site.value("SELECT id FROM dialogue_question ORDER BY asked_at DESC LIMIT 1")
    desk = officer(site, "officer")
    for path in (f"/desk/outreach/questions/{key}/", "/desk/outreach/questions/"):
        page = desk.get(path)
        assert page.status == 200
        assert "<script>alert" not in page.text
        assert "<img src=x" not in page.text


@pytest.mark.parametrize(
    ("method", "path", "right"),
    [
        ("GET", "/api/people/?offset=" + "9" * 40, 422),
        ("GET", "/api/people/?offset=-1", 422),
        ("GET", "/desk/people/?page=" + "9" * 40, 200),
        ("GET", "/desk/people/?q=%00", 404),
        ("GET", "/account/email/", 404),
        ("GET", "/account/signup/", 404),
        ("GET", "/account/social/connections/", 404),
    ],
)
def test_odd_addresses_are_answered(site: Site, method: str, path: str, right: int) -> None:
    """Line 20: pages that failed, or stood open that nobody needs."""
    assert officer(site, "officer").ask(method, path).status == right


def test_members_have_no_password_and_odd_forms_are_refused_in_words(site: Site) -> None:
    """Line 20: an empty consent form failed; members could store a password and an address."""
    visitor = member(site, "odd@example.org")
    answer = visitor.post("/my/consent/", {})
    assert answer.status in (200, 409)
    assert "Traceback" not in answer.text
    for path in ("/account/email/", "/account/password/change/", "/account/password/set/"):
        assert visitor.get(path).status == 404, path
    referer = visitor.get("/nothing/", Referer="javascript:alert(1)")
    assert "javascript:" not in referer.text


def test_what_expires_is_deleted_and_told(site: Site) -> None:
    """Line 20: nothing purged codes, sessions and jobs."""
    with site.sql("owner") as owner:
        owner.execute("UPDATE foundation_signincode SET expires_at = now() - interval '3 days'")
    purge = "from homelands.foundation.tasks import purge; import time; purge(timestamp=int("
    site.shell(f"{purge}time.time()))")
    over = "SELECT count(*) FROM foundation_signincode WHERE expires_at < now() - interval '2 days'"
    assert site.value(over) == 0
    page = officer(site, "auditor").get("/desk/retention/")
    assert "Sign-in codes" in page.text
