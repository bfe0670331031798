import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Coupon(models.Model):
    """An invitation by a respondent, or by the study to one of its seeds, for one person.

    Only a digest of its code is kept. `issuer` is None for a seed; `about` says who the seed is
    meant to be, in words that name nobody.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    study = models.ForeignKey(
        "questionnaires.Study", on_delete=models.PROTECT, related_name="coupons"
    )
    number = models.PositiveIntegerField()
    digest = models.BinaryField(unique=True)
    issuer = models.ForeignKey(
        "questionnaires.Response", null=True, on_delete=models.PROTECT, related_name="coupons"
    )
    # Where its issuer lives; for a seed, where the seed lives.
    destination = models.CharField(max_length=3, blank=True)
    about = models.CharField(_("Who this is"), max_length=300, blank=True)
    issued_at = models.DateTimeField()
    expires_on = models.DateField()
    used_by = models.OneToOneField(
        "questionnaires.Response", null=True, on_delete=models.PROTECT, related_name="invited_by"
    )
    voided_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="one_coupon_of_a_number", fields=["study", "number"]),
        ]

    def __str__(self) -> str:
        return str(self.number)
