from django.db import models
from django.utils.translation import gettext_lazy as _

from homelands.foundation.history import keep_history


@keep_history()
class Scheme(models.Model):
    """How respondents of a study invite others: how many, for how long, with which reward."""

    study = models.OneToOneField(
        "questionnaires.Study", primary_key=True, on_delete=models.PROTECT, related_name="scheme"
    )
    coupons_each = models.PositiveSmallIntegerField(_("Invitations for each respondent"), default=3)
    valid_days = models.PositiveSmallIntegerField(_("Valid for so many days"), default=28)
    # Money in minor units, such as cents; zero is no reward.
    first_reward = models.PositiveIntegerField(_("Reward for answering"), default=0)
    second_reward = models.PositiveIntegerField(_("Reward for each person invited"), default=0)
    currency = models.CharField(_("Currency"), max_length=3, blank=True)
    target = models.PositiveIntegerField(
        _("Wanted responses in each country"), null=True, blank=True
    )
    # Why it gives out no more invitations, by country; empty while it does.
    stopped = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.coupons_each} each"
