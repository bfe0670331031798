"""Asks every address of the service as everybody: of a row of their own, near and far."""

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest import mock
from urllib.parse import quote

from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.core import signing
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import get_resolver

from homelands.foundation.actors import Actor
from homelands.foundation.models import User
from homelands.outreach.campaigns.queries import deliveries
from homelands.surveys.questionnaires.models import Collector
from tests import make
from tests.attack.tables import actors
from tests.attack.world import SCOPES, World

#: The table of the row that an address names, by the word before its id.
OF_WORD = {
    "applications": "selection_application",
    "calls": "needs_call",
    "codes": "conversations_code",
    "collectors": "questionnaires_collector",
    "conversations": "conversations_conversation",
    "deliverables": "placements_workplanitem",
    "deliveries": "datasets_delivery",
    "events": "events_event",
    "exports": "datasets_exportrequest",
    "people/exports": "register_peopleexport",
    "people/openings": "register_opening",
    "accounts": "foundation_user",
    "api/people": "register_person",
    "people": "register_person",
    "desk/files": "questionnaires_attachment",
    "submissions/files": "collection_submissionfile",
    "openrosa/files": "questionnaires_formattachment",
    "findings": "findings_finding",
    "focal-points": "organisations_focalpoint",
    "forms": "questionnaires_questionnaire",
    "guides": "conversations_guide",
    "imports": "datasets_importfile",
    "institutions": "policy_institution",
    "instruments": "policy_instrument",
    "lists": "collection_entitylist",
    "matches": "selection_match",
    "needs": "needs_need",
    "opportunities": "needs_call",
    "organisations": "organisations_organisation",
    "passages": "conversations_passage",
    "payments": "payments_payment",
    "placements": "placements_placement",
    "quality-flags": "collection_qualityflag",
    "questionnaires": "questionnaires_questionnaire",
    "questions": "dialogue_question",
    "quotes": "conversations_quote",
    "recordings": "conversations_recording",
    "results": "results_indicator",
    "rewards": "questionnaires_response",
    "seeds": "recruitment_coupon",
    "segments": "campaigns_segment",
    "submissions": "collection_submission",
    "transcripts": "conversations_transcript",
    "webhooks": "datasets_webhook",
}

#: How somebody is answered who may not.
_REFUSED = ("sign-in", "401", "403", "404")

#: What makes a request ready; the rest of the middleware looks at no row, and has its own tests.
_MIDDLEWARE = [
    "tests.attack.pages.signed_in",
    "django.middleware.locale.LocaleMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "homelands.foundation.middleware.ActorMiddleware",
]

#: The word that stands for what in an address: by the word before it and its name there.
Words = dict[str, str]


@dataclass(frozen=True)
class Address:
    """An address with the rows that it names left open."""

    pattern: str

    @property
    def is_of_a_row(self) -> bool:
        return "<" in self.pattern

    def filled(self, words: Words) -> str:
        """Returns the address of one row; complains of a word that nobody has explained."""
        return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda part: _word(words, part), self.pattern)


def _word(words: Words, part: re.Match[str]) -> str:
    name, before = part[1], part.string[: part.start()].split("/")
    fixed = [word for word in before if word and "<" not in word]
    for key in ("/".join([*fixed[-2:], name]), "/".join([*fixed[-1:], name]), name):
        if key in words:
            return quote(words[key], safe="")
    raise AssertionError(f"tests/attack/pages.py does not know what is meant by {part.string}")


def addresses() -> list[Address]:
    """Returns every address of the service but for what signs in and out."""
    found = _walk(get_resolver(), "")
    apart = ("account/", "sign-", "language/")
    return [Address(path) for path in found if not path.startswith(apart)]


def _walk(resolver: Any, above: str) -> Iterator[str]:
    for each in resolver.url_patterns:
        path = above + str(each.pattern)
        if hasattr(each, "url_patterns"):
            yield from _walk(each, path)
        else:
            yield path


def words_of(world: World, scope: str) -> Words:
    """Returns what stands for the rows of a scope in addresses."""
    planted, rows = world.planted[scope], world.rows[scope]
    answers = planted.answers
    newest = {f"{word}/pk": list(rows[table])[-1] for word, table in OF_WORD.items()}
    with make.as_(make.SYSTEM):
        tokens = {one.kind: str(one.token) for one in answers.study.collectors.all()}
    return newest | {
        "slug": answers.study.slug,
        "tests/pk": answers.trial,
        "methods/slug": "rds",
        "name": answers.concept.name,
        "files/name": "a.txt",
        "form-files/name": "a.txt",
        "lists/name": "clinics",
        "download/what": "xform",
        "country": "GHA",
        "page": "about",
        "code": answers.complete,
        "answer/code": answers.draft,
        "invited/code": answers.invitation,
        "place/code": planted.seat,
        "openrosa/token": tokens[Collector.Kind.FIELD],
        "via/token": tokens[Collector.Kind.LINK],
        "invitation/token": signing.dumps(
            list(rows["collection_invitation"])[-1], salt="collection.invitations"
        ),
        "follow-up/token": signing.dumps(
            list(rows["collection_followup"])[-1], salt="collection.follow_ups"
        ),
        "stop/token": signing.dumps(list(rows["campaigns_delivery"])[-1], salt=deliveries.TOKEN),
    }


def matrix(world: World) -> list[tuple[str, ...]]:
    """Returns an address, who asks, and how each is answered: GET, and POST with nothing in it.

    Addresses of no row have one answer. Where GET is refused, POST is tried on the row of the
    country only: it stands behind the same check. Nothing that a request does is kept.
    """
    words = {scope: words_of(world, scope) for scope in SCOPES}
    lines = []
    every = addresses()  # before anything is patched: this loads the pages, and they keep what is
    with _briefly():
        for who, actor, user in _who(world):
            client = Client(raise_request_exception=False, who=user)
            with mock.patch("homelands.foundation.middleware.actor_of", return_value=actor):
                lines += [
                    (address.pattern or "/", who, *_asked(client, address, words))
                    for address in every
                ]
    return [("address", "who", *SCOPES), *lines]


def _asked(client: Client, address: Address, words: dict[str, Words]) -> list[str]:
    if not address.is_of_a_row:
        return [_answers(client, address.filled({}), True), "", ""]
    return [_answers(client, address.filled(words[s]), s == "country") for s in SCOPES]


def signed_in(get_response: Any) -> Any:
    """Middleware that believes the client who it is: sessions have tests of their own."""

    def respond(request: Any) -> HttpResponse:
        request.user, request.session = request.META["who"], SessionStore()
        response: HttpResponse = get_response(request)
        return response

    return respond


@contextmanager
def _briefly() -> Iterator[None]:
    """Stops the clock, and leaves out what costs most and answers nothing: refusals in words."""
    status = "django.core.handlers.exception.get_exception_response"
    with (
        override_settings(MIDDLEWARE=_MIDDLEWARE),
        mock.patch("django.utils.timezone.now", return_value=make.NOW),
        mock.patch("homelands.foundation.middleware.render", _bare),
        mock.patch(status, lambda request, resolver, code, error: HttpResponse(status=code)),
    ):
        logging.disable(logging.CRITICAL)
        try:
            yield
        finally:
            logging.disable(logging.NOTSET)


def _bare(request: Any, template: str, context: Any, status: int) -> HttpResponse:
    return HttpResponse(status=status)


def _who(world: World) -> list[tuple[str, Actor, Any]]:
    """Returns who asks: as an actor, and as the account that is signed in."""
    accounts = {user.pk: user for user in User.objects.all()}
    return [
        (who, actor, accounts.get(actor.user_id) or AnonymousUser())
        for who, actor in actors(world).items()
        if not who.endswith("*") and not actor.respondent
    ]


def _answers(client: Client, path: str, both: bool) -> str:
    """Returns how GET and POST are answered, as `200 405`; each is undone."""
    answers = [_answer(client.get, path)]
    if both or answers[0] not in _REFUSED:
        answers.append(_answer(client.post, path))
    return " ".join(answers)


def _answer(ask: Callable[[str], Any], path: str) -> str:
    with transaction.atomic():
        answer = _said(ask(path))
        transaction.set_rollback(True)
    return answer


def _said(response: HttpResponse) -> str:
    """Returns the status; being sent to sign in is told apart from being sent elsewhere."""
    if response.streaming:
        b"".join(response)
    if response.status_code == 302 and response["Location"].startswith("/sign-in/"):
        return "sign-in"
    return str(response.status_code)
