from django.db import models


class ChainHead(models.Model):
    """The last link of one lane of one history table. Only the chain's own functions write it."""

    id = models.CharField(primary_key=True, max_length=100)
    of_table = models.CharField(max_length=80)
    lane = models.SmallIntegerField()
    place = models.BigIntegerField()
    digest = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.id} at {self.place}"
