from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from homelands.foundation.history import keep_history
from homelands.policy.models.sourced import Sourced


@keep_history()
class Instrument(Sourced):
    """A law, policy, strategy, programme or agreement that concerns the diaspora."""

    class Kind(models.TextChoices):
        LAW = "law", _("Law")
        POLICY = "policy", _("Policy")
        STRATEGY = "strategy", _("Strategy or action plan")
        PROGRAMME = "programme", _("Programme")
        AGREEMENT = "agreement", _("Agreement between countries")

    class Theme(models.TextChoices):
        CITIZENSHIP = "citizenship", _("Citizenship")
        VOTE = "vote", _("Vote and representation")
        PROTECTION = "protection", _("Protection and services abroad")
        INVESTMENT = "investment", _("Remittances and investment")
        SKILLS = "skills", _("Skills and knowledge")
        CULTURE = "culture", _("Culture and education")
        INSTITUTIONS = "institutions", _("Institutions and consultation")

    kind = models.CharField(_("Kind"), max_length=20, choices=Kind.choices)
    theme = models.CharField(_("Theme"), max_length=20, choices=Theme.choices)
    title = models.CharField(_("Title"), max_length=300)
    year = models.PositiveSmallIntegerField(_("Year"))
    summary = models.TextField(_("What it says"), blank=True)
    url = models.URLField(_("Where to read it"), blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="one_instrument_of_a_title", fields=["country", "title", "year"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.year})"
