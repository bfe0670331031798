"""Cleared quotes of a study stand beside its published findings, and no others."""

import pytest
from django.test import Client

from homelands.foundation.roles import Role
from homelands.surveys.conversations.actions import quotes
from homelands.surveys.conversations.actions.quotes import Proposal
from tests import make, make_conversations, make_mapping

pytestmark = pytest.mark.django_db


def test_only_cleared_quotes_of_the_study_are_read() -> None:
    finding = make_mapping.published()
    held = make_conversations.conversation(finding.study, destination="GBR")
    said = make_conversations.transcript(held)
    one, other = (make.actor(make.user(Role.SURVEY_MANAGER)) for _ in range(2))
    for text in ("We would come for a month.", "Not this one."):
        made = quotes.propose(said, proposal=Proposal(text, "a nurse"), at=make.NOW, by=one)
        if text.startswith("We"):
            quotes.clear(made, at=make.NOW, by=other)
    page = Client().get(f"/findings/{finding.pk}/").content.decode()
    assert "We would come for a month." in page
    assert "a nurse" in page
    assert "Not this one." not in page
