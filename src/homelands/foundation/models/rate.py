from typing import ClassVar

from django.db import models


class Rate(models.Model):
    """How many units of a currency one US dollar buys, from a day on, and who says so."""

    currency = models.CharField(max_length=3)
    per_dollar = models.DecimalField(max_digits=18, decimal_places=6)
    valid_from = models.DateField()
    source = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="one_rate_a_day", fields=["currency", "valid_from"]),
            models.CheckConstraint(name="rate_is_positive", condition=models.Q(per_dollar__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.currency} {self.per_dollar} from {self.valid_from}"
