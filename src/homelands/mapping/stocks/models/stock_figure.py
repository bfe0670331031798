from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from homelands.foundation.history import INSERT_ONLY


class StockFigure(models.Model):
    """People from one origin in one destination, above zero; an empty origin stands for all.

    A row with `subtotal_of` repeats people who stand in the rows of that region's countries.
    """

    class Sex(models.TextChoices):
        BOTH = "both", _("Women and men")
        FEMALE = "female", _("Women")
        MALE = "male", _("Men")

    edition = models.ForeignKey(
        "stocks.StockEdition", on_delete=models.PROTECT, related_name="figures"
    )
    origin = models.CharField(max_length=3, blank=True)
    destination = models.CharField(max_length=3, blank=True)
    subtotal_of = models.CharField(max_length=100, blank=True)
    year = models.PositiveSmallIntegerField()
    sex = models.CharField(max_length=6, choices=Sex.choices)
    value = models.BigIntegerField()

    class Meta:
        db_table_comment = INSERT_ONLY
        verbose_name = _("stock figure")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="one_figure_of_a_pair_year_and_sex",
                fields=["edition", "origin", "year", "sex", "destination", "subtotal_of"],
            ),
            models.CheckConstraint(name="a_figure_counts_somebody", condition=Q(value__gt=0)),
            models.CheckConstraint(
                name="a_destination_or_a_subtotal",
                condition=Q(destination="", subtotal_of__gt="")
                | Q(destination__gt="", subtotal_of=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.origin} in {self.destination or self.subtotal_of}, {self.year}"
