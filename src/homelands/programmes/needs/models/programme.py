import uuid
from typing import ClassVar

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from homelands.foundation.history import keep_history


@keep_history()
class Programme(models.Model):
    """A programme that brings skills home: its rules, its currency, and what it pays."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("Name"), max_length=200)
    slug = models.SlugField(unique=True)
    about = models.TextField(_("What it is for"), blank=True)
    pays = models.TextField(_("What is paid"), blank=True)
    currency = models.CharField(_("Currency"), max_length=3)
    # In the programme's currency: a slip of the keyboard does not become a payment.
    largest_payment = models.DecimalField(_("Largest payment"), max_digits=14, decimal_places=4)
    minimum_years = models.PositiveSmallIntegerField(_("Years of experience, at least"), default=0)
    minimum_education = models.CharField(_("Education, at least"), max_length=1, blank=True)
    added_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="one_programme_of_a_name", fields=["name"]),
        ]
        triggers: ClassVar = [
            # Payments are held against both: whoever writes past the program lifts no limit.
            pgtrigger.Protect(
                name="money_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.largest_payment <> NEW.largest_payment OR OLD.currency <> NEW.currency"
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name
