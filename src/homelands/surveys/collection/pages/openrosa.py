"""What field apps ask of a collector: the list of forms, the forms with their files; and answers.

The protocol is OpenRosa, as ODK Collect and KoboCollect use it. The token in the address is the
only key: no password is asked for, and with a token nothing that anybody answered can be read.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from psycopg.errors import DeadlockDetected

from homelands.forms.odk.openrosa.batches import MOST_BYTES, read_batch
from homelands.forms.odk.openrosa.faults import BadDocument, TooLarge, sentence
from homelands.forms.odk.openrosa.identity import identity
from homelands.forms.odk.openrosa.lists import ListedFile, ListedForm, form_list, hash_of
from homelands.forms.odk.openrosa.lists import integrity as written_integrity
from homelands.forms.odk.openrosa.lists import manifest as written_manifest
from homelands.forms.odk.openrosa.sayings import XML, headers, said
from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.foundation.errors import Refusal
from homelands.surveys.collection.actions import submissions
from homelands.surveys.collection.actions.submissions import Arrival, Receipt
from homelands.surveys.collection.models import Submission
from homelands.surveys.collection.queries import entities as entity_queries
from homelands.surveys.collection.queries import openrosa as openrosa_queries
from homelands.surveys.questionnaires.models import Collector, Questionnaire
from homelands.surveys.questionnaires.queries import collectors

_KEEPER = Actor.system("collection.openrosa")
_State = Submission.State

#: So much of a body that is too large is read, so that the device hears why it was refused.
_MOST_DRAINED = 8 * MOST_BYTES

#: So often answers are tried to be taken in, where others are taken in at the same moment.
_MOST_TRIES = 5

View = Callable[..., HttpResponse]


def _for_devices(*methods: str) -> Callable[[View], View]:
    """Opens an address to whoever has the token of a field team, and to nobody else.

    The protection against forged forms is off: there are no cookies here that could be abused.
    """

    def decorate(view: View) -> View:
        @csrf_exempt
        @wraps(view)
        def opened(request: HttpRequest, token: str, **where: Any) -> HttpResponse:
            at = timezone.now()
            if request.method not in methods:
                answer = _say(_("This address does not know this method."), 405)
                answer["Allow"] = ", ".join(methods)
            else:
                answer = _answered(view, request, token, where)
            language = get_language() or settings.LANGUAGE_CODE
            for name, value in headers(at, language).items():
                answer[name] = value
            return answer

        return opened

    return decorate


def _acting_itself(view: View) -> View:
    view.acts_itself = True  # type: ignore[attr-defined]
    return view


def _answered(view: View, request: HttpRequest, token: str, where: Any) -> HttpResponse:
    try:
        collector = collectors.by_token(token, Collector.Kind.FIELD)
        if collector is None:
            # 401 would make apps ask for a password, which would not help.
            return _say(_("This address is not known, or was changed. Ask your team."), 403)
        return view(request, collector, **where)
    except TooLarge as fault:
        return _say(sentence(fault), 413)
    except BadDocument as fault:
        return _say(sentence(fault), 400)
    except Refusal as refusal:
        return _say(str(refusal), 403)


def _say(sentence: str, status: int, nature: str = "") -> HttpResponse:
    return HttpResponse(said(sentence, nature), content_type=XML, status=status)


def _url(request: HttpRequest, name: str, *args: Any) -> str:
    """Returns an address on the host by which the device came: apps follow no other."""
    return request.build_absolute_uri(reverse(f"collection.openrosa.{name}", args=args))


@_for_devices("GET", "HEAD")
def forms(request: HttpRequest, collector: Collector) -> HttpResponse:
    """Lists the forms that a field team may fill in."""
    wanted = request.GET.get("formID", "")
    every = request.GET.get("listAllVersions") == "true"
    questionnaires = [
        questionnaire
        for questionnaire in openrosa_queries.forms(collector, timezone.localdate(), every=every)
        if wanted in {"", questionnaire.form_id}
    ]
    verbose = request.GET.get("verbose") == "true"
    body = form_list(
        [_listed(request, collector, questionnaire) for questionnaire in questionnaires],
        verbose=verbose,
    )
    return HttpResponse(body, content_type=XML)


def _listed(request: HttpRequest, collector: Collector, form: Questionnaire) -> ListedForm:
    has_files = bool(openrosa_queries.lists(form)) or openrosa_queries.files(form).exists()
    return ListedForm(
        form_id=form.form_id,
        name=form.title,
        version=form.version,
        hash=openrosa_queries.hash_of_form(form),
        download_url=_url(request, "form", collector.token, form.pk),
        manifest_url=_url(request, "manifest", collector.token, form.pk) if has_files else "",
        about=collector.study.about,
    )


@_for_devices("GET", "HEAD")
def form(request: HttpRequest, collector: Collector, pk: Any) -> HttpResponse:
    """Gives the exact bytes of a form that were published."""
    questionnaire = openrosa_queries.form(collector, pk)
    if questionnaire is None:
        return _say(_("This study has no such form."), 404)
    answer = HttpResponse(bytes(questionnaire.xform), content_type=XML)
    answer["Content-Disposition"] = 'attachment; filename="form.xml"'
    return answer


@_for_devices("GET", "HEAD")
def manifest(request: HttpRequest, collector: Collector, pk: Any) -> HttpResponse:
    """Lists the files that a form needs, and the lists that forms share."""
    questionnaire = openrosa_queries.form(collector, pk)
    if questionnaire is None:
        return _say(_("This study has no such form."), 404)
    files = [
        ListedFile(
            form_attachment.name,
            f"md5:{form_attachment.md5}",
            _url(request, "media", collector.token, form_attachment.pk),
        )
        for form_attachment in openrosa_queries.files(questionnaire)
    ]
    lists = [
        _listed_list(request, collector, name) for name in openrosa_queries.lists(questionnaire)
    ]
    return HttpResponse(written_manifest([*files, *lists]), content_type=XML)


def _listed_list(request: HttpRequest, collector: Collector, name: str) -> ListedFile:
    return ListedFile(
        f"{name}.csv",
        hash_of(_sheet(collector, name)),
        _url(request, "entities", collector.token, name),
        _url(request, "integrity", collector.token, name),
    )


def _sheet(collector: Collector, name: str) -> bytes:
    """Reads a list on behalf of a device, which has no rights of its own."""
    with acting(_KEEPER):
        return entity_queries.sheet(collector, name)


@_for_devices("GET", "HEAD")
def media(request: HttpRequest, collector: Collector, pk: Any) -> HttpResponse:
    """Gives a file that a form needs."""
    form_attachment = openrosa_queries.file(collector, pk)
    if form_attachment is None:
        return _say(_("This study has no such file."), 404)
    answer = HttpResponse(bytes(form_attachment.content), content_type=form_attachment.content_type)
    answer["Content-Disposition"] = "attachment"
    return answer


@_for_devices("GET", "HEAD")
def entities(request: HttpRequest, collector: Collector, name: str) -> HttpResponse:
    """Gives a list that forms share, as a file."""
    if not openrosa_queries.lends(collector, name, timezone.localdate()):
        return _say(_("This study has no such file."), 404)
    answer = HttpResponse(_sheet(collector, name), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = "attachment"
    return answer


@_for_devices("GET", "HEAD")
def integrity(request: HttpRequest, collector: Collector, name: str) -> HttpResponse:
    """Says which entries of a list a device must forget."""
    if not openrosa_queries.lends(collector, name, timezone.localdate()):
        return _say(_("This study has no such file."), 404)
    keys = [key for key in request.GET.get("id", "").split(",") if key][:1000]
    with acting(_KEEPER):
        gone = entity_queries.gone(collector, name, keys)
    return HttpResponse(written_integrity(gone), content_type=XML)


# Taking answers in is one action, and nothing else: its transaction is the only one.
@_acting_itself
@_for_devices("HEAD", "POST")
def submission(request: HttpRequest, collector: Collector) -> HttpResponse:
    """Says where answers are sent to (HEAD), and takes them in (POST)."""
    if request.method == "HEAD":
        answer = HttpResponse(status=204)
        answer["Location"] = _url(request, "submission", collector.token)
        return answer
    batch = read_batch(request.META.get("CONTENT_TYPE", ""), _body(request))
    arrival = Arrival(identity(batch.xml), batch, request.GET.get("deviceID", ""))
    return _receipt(_received(collector, arrival))


def _received(collector: Collector, arrival: Arrival) -> Receipt:
    """Takes answers in; again where they and others wait for each other, as nothing is stored."""
    for _turn in range(_MOST_TRIES - 1):
        try:
            return submissions.receive(collector, arrival=arrival, at=timezone.now(), by=_KEEPER)
        except OperationalError as fault:
            if not isinstance(fault.__cause__, DeadlockDetected):
                raise
    return submissions.receive(collector, arrival=arrival, at=timezone.now(), by=_KEEPER)


def _body(request: HttpRequest) -> bytes:
    """Reads the body whole, also where it comes in chunks, whose length nobody says before.

    Django takes a body without a length for an empty one; the web server ends such a body.
    """
    chunked = "chunked" in request.META.get("HTTP_TRANSFER_ENCODING", "").lower()
    source: Any = request.META["wsgi.input"] if chunked else request
    body: bytes = source.read(MOST_BYTES + 1)
    if len(body) <= MOST_BYTES:
        return body
    drained = len(body)
    while drained < _MOST_DRAINED and (more := source.read(2**20)):
        drained += len(more)
    raise TooLarge("part_too_large", most=MOST_BYTES // 2**20)


def _receipt(receipt: Receipt) -> HttpResponse:
    """Answers with the code and the words that the device shows."""
    held = receipt.submission
    if held.state == _State.QUARANTINED:
        text = _("Other answers with the same id are here. Yours are kept; tell your team.")
        return _say(text, 409)
    if held.questionnaire_id is None and held.state == _State.REVIEW:
        text = _("This form, or this version of it, is not published here. The answers are kept.")
        return _say(text, 404)
    again = receipt.known and not receipt.added
    return _say(_in_words(receipt, again=again), 202 if again else 201, "submit_success")


def _in_words(receipt: Receipt, *, again: bool) -> str:
    held = receipt.submission
    if held.state == _State.INCOMPLETE:
        missing = len(held.reasons)
        return ngettext(
            "The answers are here. %(n)s file is still missing.",
            "The answers are here. %(n)s files are still missing.",
            missing,
        ) % {"n": missing}
    if again:
        return _("These answers were here already.")
    if held.state == _State.REVIEW:
        return _("The answers are here. The team will look at them before they count.")
    return _("Thank you. The answers are here.")
