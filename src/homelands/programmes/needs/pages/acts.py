"""The buttons of a record's page, and the page that asks for a reason before an act."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from homelands.foundation.actors import Actor
from homelands.foundation.errors import why_not
from homelands.foundation.states import Steps, Who, check_step
from homelands.foundation.views import Request, refusals_on
from homelands.ui.forms import Form


@dataclass(frozen=True)
class Act:
    """One button: what it says, where it goes, why it is off; `opens` a page or acts at once."""

    label: Any
    url: str
    why_not: str
    opens: bool = False
    tone: str = "primary"


@dataclass(frozen=True)
class Offer:
    """An act as a page offers it: the slice, who may, and the verb in the table of steps."""

    label: Any
    name: str
    who: Who
    verb: str
    opens: bool = False
    tone: str = "quiet"


def of(by: Actor, record: Any, steps: Steps, *offers: Offer) -> list[Act]:
    """Returns the buttons for a record, each off with the rule's own sentence where it must be."""
    return [
        Act(
            offer.label,
            reverse(offer.name, args=[record.pk]),
            why_not(check_step, by, record, offer.who, steps, offer.verb),
            offer.opens,
            offer.tone,
        )
        for offer in offers
    ]


class WhyForm(Form):
    """A reason, which the person or the host reads."""

    why = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The people concerned read it."),
    )


@dataclass(frozen=True)
class Question:
    """What the page that asks for a reason says, and where it leads."""

    title: Any
    button: Any
    back: str
    shell: str = "shells/desk.html"


def ask(request: Request, question: Question, act: Callable[[str], Any]) -> HttpResponse:
    """Asks for a reason, then acts with it and goes back."""
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            act(form.cleaned_data["why"])
            return redirect(question.back)
    context = {"form": form, "question": question, "shell": question.shell}
    return render(request, "needs/acts/ask.html", context)
