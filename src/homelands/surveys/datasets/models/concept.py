import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from homelands.foundation.history import keep_history


@keep_history()
class Concept(models.Model):
    """What is measured, whatever the question: questions of all studies map to it.

    `labels` and `definitions` have a text for each language. `classification` names the standard
    that its categories come from, with its revision: ISCO-08, ISCED 2011.
    """

    class Kind(models.TextChoices):
        CATEGORY = "category", _("One of several categories")
        CATEGORIES = "categories", _("Several categories")
        NUMBER = "number", _("Number")
        DATE = "date", _("Date")
        TEXT = "text", _("Text")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.SlugField(_("Name"), max_length=60, unique=True)
    kind = models.CharField(_("Kind"), max_length=10, choices=Kind.choices)
    labels = models.JSONField(default=dict)
    definitions = models.JSONField(default=dict)
    unit = models.CharField(_("Unit"), max_length=50, blank=True)
    classification = models.CharField(_("Classification"), max_length=60, blank=True)
    hxl = models.CharField(_("HXL tag"), max_length=100, blank=True)

    def __str__(self) -> str:
        return self.name


@keep_history()
class Category(models.Model):
    """One category of a concept, by its code in the classification."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concept = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="categories")
    code = models.CharField(max_length=50)
    labels = models.JSONField(default=dict)
    place = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name_plural = _("categories")
        ordering: ClassVar = ["place"]
        constraints: ClassVar = [
            models.UniqueConstraint(name="one_category_of_a_code", fields=["concept", "code"]),
        ]

    def __str__(self) -> str:
        return self.code


@keep_history()
class ConceptLink(models.Model):
    """A question of a study measures a concept: its answers are read by `recodes`.

    `question` is the question's own name, which stays when a later version moves it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    study = models.ForeignKey(
        "questionnaires.Study", on_delete=models.PROTECT, related_name="concept_links"
    )
    question = models.CharField(max_length=200)
    concept = models.ForeignKey(Concept, on_delete=models.PROTECT, related_name="links")
    # Code of the answer → code of the category; what is absent keeps its code.
    recodes = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="one_concept_of_a_question", fields=["study", "question"]),
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.concept_id}"
