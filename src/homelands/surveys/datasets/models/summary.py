import uuid
from typing import ClassVar

from django.db import models


class Summary(models.Model):
    """What was counted of a study's complete answers, kept until enough others have come.

    Of answers after `through` nothing is counted here, nor of those that were left out of results.
    The counts are as they are: pages show them through `queries/counts.py`, which hides small ones.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    study = models.OneToOneField(
        "questionnaires.Study", on_delete=models.CASCADE, related_name="summary"
    )
    through = models.DateTimeField()
    counted_at = models.DateTimeField()
    responses = models.PositiveIntegerField()
    drafts = models.PositiveIntegerField()
    # Complete answers by day, collector and country.
    days = models.JSONField(default=dict)
    collectors = models.JSONField(default=dict)
    destinations = models.JSONField(default=dict)
    # Whether every answer that is counted was read for what was not asked.
    is_read = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "summaries"

    def __str__(self) -> str:
        return f"{self.responses} in {self.study_id}"


class Tally(models.Model):
    """What was counted of one question: how many answered, and what, by code or by class."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    summary = models.ForeignKey(Summary, on_delete=models.CASCADE, related_name="tallies")
    question = models.CharField(max_length=500)
    answered = models.PositiveIntegerField()
    # Not asked, because of what was answered before; nobody knows of answers from a file.
    unasked = models.PositiveIntegerField(default=0)
    codes = models.JSONField(default=dict)
    # Of what is asked in rounds: how many respondents gave each of these, and any ("").
    people = models.JSONField(default=dict)
    # Of numbers: their mean and quartiles.
    mean = models.FloatField(null=True)
    quartiles = models.JSONField(default=list)
    # Of numbers and dates: where the classes begin, by which `codes` are named.
    edges = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="one_tally_of_a_question", fields=["summary", "question"]),
        ]

    def __str__(self) -> str:
        return self.question


class Skips(models.Model):
    """Which questions a complete response was not asked: their places in its form."""

    response = models.OneToOneField(
        "questionnaires.Response",
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="skips",
    )
    # When the response was changed that was read.
    changed_at = models.DateTimeField()
    places = models.JSONField(default=list)

    class Meta:
        verbose_name_plural = "skips"

    def __str__(self) -> str:
        return f"{len(self.places)} of {self.response_id}"
