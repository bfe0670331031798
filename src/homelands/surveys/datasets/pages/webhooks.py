"""Webhooks of a study: addresses that hear of complete responses, and what they were told."""

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from homelands.foundation.views import Request, for_officers, refusals_on
from homelands.surveys.datasets.actions import webhooks
from homelands.surveys.datasets.models import Delivery, Webhook
from homelands.surveys.datasets.pages import listings
from homelands.surveys.datasets.pages.forms.data import WebhookForm
from homelands.surveys.datasets.queries import webhooks as webhook_queries
from homelands.surveys.datasets.rules.webhooks import check_may_retry, key_of
from homelands.surveys.questionnaires.models import Study
from homelands.surveys.questionnaires.rules import check_manages


@for_officers
def listed(request: Request, slug: str) -> HttpResponseBase:
    """Lists the addresses of a study, and the messages to them with what went wrong."""
    study = get_object_or_404(Study, slug=slug)
    # An address may hold a key of the other side, and a message the minute of somebody's answers.
    check_manages(request.actor, study)
    listing = listings.deliveries(study, webhook_queries.deliveries(study), request.GET)
    if listing.wants_csv:
        return listing.csv()
    context = {
        "study": study,
        "webhooks": webhook_queries.living(study),
        "listing": listing,
    }
    return render(request, "datasets/webhooks/listed.html", context)


@for_officers
def add(request: Request, slug: str) -> HttpResponse:
    """Adds an address, and shows once the key with which its messages are signed."""
    study = get_object_or_404(Study, slug=slug)
    check_manages(request.actor, study)
    form = WebhookForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            url = form.cleaned_data["url"]
            made = webhooks.add(study, url=url, at=timezone.now(), by=request.actor)
            context = {"study": study, "webhook": made, "key": key_of(made)}
            answer = render(request, "datasets/webhooks/add.html", context)
            answer["Cache-Control"] = "no-store"
            return answer
    return render(request, "datasets/webhooks/add.html", {"study": study, "form": form})


@for_officers
def remove(request: Request, pk: str) -> HttpResponse:
    """Stops telling an address."""
    webhook = get_object_or_404(Webhook.objects.select_related("study"), pk=pk, removed_at=None)
    check_manages(request.actor, webhook.study)
    if request.method == "POST":
        webhooks.remove(webhook, at=timezone.now(), by=request.actor)
        messages.success(request, _("The address is not told any more."))
        return redirect("datasets.webhooks.listed", slug=webhook.study.slug)
    context = {"webhook": webhook, "study": webhook.study}
    return render(request, "datasets/webhooks/remove.html", context)


@for_officers
def retry(request: Request, pk: str) -> HttpResponse:
    """Sends a message again that did not arrive."""
    rows = Delivery.objects.select_related("webhook__study")
    delivery = get_object_or_404(rows, pk=pk)
    study = delivery.webhook.study
    check_manages(request.actor, study)
    check_may_retry(delivery)
    if request.method == "POST":
        webhooks.retry(delivery, at=timezone.now(), by=request.actor)
        messages.success(request, _("The message is sent again."))
        return redirect("datasets.webhooks.listed", slug=study.slug)
    return render(request, "datasets/webhooks/retry.html", {"delivery": delivery, "study": study})
