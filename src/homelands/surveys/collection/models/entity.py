import uuid
from typing import ClassVar

from django.db import models


class EntityList(models.Model):
    """A list that forms share: what one fills, another offers to choose from.

    It belongs to one study, whose managers may share it with others.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    study = models.ForeignKey(
        "questionnaires.Study", on_delete=models.PROTECT, related_name="entity_lists"
    )
    shared_with = models.ManyToManyField("questionnaires.Study", related_name="+")
    name = models.CharField(max_length=100)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="one_entity_list_of_a_name", fields=["study", "name"]),
        ]

    def __str__(self) -> str:
        return self.name


class Entity(models.Model):
    """One entry of such a list, as the last submission left it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    list = models.ForeignKey(EntityList, on_delete=models.PROTECT, related_name="entities")
    # The country of the collector through which it came.
    destination = models.CharField(max_length=3, blank=True)
    key = models.CharField(max_length=100)
    label = models.CharField(max_length=300)
    version = models.PositiveIntegerField(default=1)
    values = models.JSONField(default=dict)
    deleted_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "entities"
        constraints: ClassVar = [
            models.UniqueConstraint(name="one_entity_of_a_key", fields=["list", "key"]),
        ]

    def __str__(self) -> str:
        return self.label
