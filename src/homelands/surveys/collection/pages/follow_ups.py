"""An address for follow-up: left without a code and without a name, and taken back by a link."""

from uuid import UUID, uuid4

from django.conf import settings
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from homelands.foundation import clients
from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.foundation.limits import Limit
from homelands.foundation.views import Request, refusals_on
from homelands.surveys.collection.actions import follow_ups
from homelands.surveys.collection.actions.follow_ups import Contact
from homelands.surveys.collection.models import FollowUp
from homelands.surveys.collection.pages.forms.follow_ups import FollowUpForm
from homelands.surveys.questionnaires.models import Study

CONTACTS = Limit("collection.follow_ups.give", most=10)

_SALT = "collection.follow_ups"


def give(request: Request, slug: str) -> HttpResponse:
    """Asks for an address; whoever is signed in acts as the public here."""
    study = get_object_or_404(Study, slug=slug)
    form = FollowUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        language = get_language() or settings.LANGUAGE_CODE
        contact = Contact(form.cleaned_data["email"], language, uuid4())
        with refusals_on(form):
            clients.count(request, CONTACTS, by=Actor.public())
            on = timezone.localdate()
            follow_ups.give(study, contact=contact, on=on, by=Actor.public())
            token = signing.dumps(str(contact.key), salt=_SALT)
            return redirect("collection.follow_ups.withdraw", token=token)
    return render(request, "collection/follow_ups/give.html", {"form": form, "study": study})


def withdraw(request: Request, token: str) -> HttpResponse:
    """Shows that an address is kept, and takes it back."""
    keeper = Actor.system(_SALT)
    try:
        key = UUID(signing.loads(token, salt=_SALT))
    except (signing.BadSignature, ValueError):
        key = None
    with acting(keeper):
        kept = FollowUp.objects.select_related("study").filter(pk=key).first() if key else None
        if kept is not None and request.method == "POST":
            kept = follow_ups.withdraw(kept, on=timezone.localdate(), by=keeper)
    context = {
        "title": _("This link is not right") if kept is None else kept.study.name,
        "kept": kept,
        "link": settings.BASE_URL + reverse("collection.follow_ups.withdraw", args=[token]),
    }
    return render(request, "collection/follow_ups/withdraw.html", context)
