import uuid
from typing import ClassVar

import pgtrigger
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q


class Response(models.Model):
    """One respondent's answers, without a name. A draft until it is complete.

    `recruiter`, `coupon` and `degree` are those of respondent-driven sampling: who invited them,
    by which coupon, and how many eligible people they know. `answers` has a text for each path;
    a path inside a repeated group counts its rounds: "/data/member[2]/age".
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    study = models.ForeignKey(
        "questionnaires.Study", on_delete=models.PROTECT, related_name="responses"
    )
    questionnaire = models.ForeignKey(
        "questionnaires.Questionnaire",
        null=True,
        on_delete=models.PROTECT,
        related_name="responses",
    )
    # By which collector it came; none for those that were taken in before there were collectors.
    collector = models.ForeignKey(
        "questionnaires.Collector", null=True, on_delete=models.PROTECT, related_name="responses"
    )
    # The id that a field app gave it, by which the same answers never come in twice.
    instance_id = models.CharField(max_length=200, blank=True)
    label = models.CharField(max_length=100)  # the respondent's number in the study
    answers = models.JSONField(default=dict)
    # What was typed and could not be taken in, because the questionnaire failed on it; and why.
    set_aside = models.JSONField(default=dict)
    fault = models.CharField(max_length=1000, blank=True)
    language = models.CharField(max_length=8, blank=True)
    destination = models.CharField(max_length=3, blank=True)
    # Phone, tablet or computer: no more is kept of the machine here.
    device = models.CharField(max_length=10, blank=True)
    resume_digest = models.BinaryField(null=True)
    # With this code a reward is claimed; it opens no answers.
    claim_digest = models.BinaryField(null=True)
    page = models.CharField(max_length=200, blank=True)
    recruiter = models.ForeignKey(
        "self", null=True, on_delete=models.RESTRICT, related_name="recruits"
    )
    coupon = models.CharField(max_length=100, blank=True)
    # Kept for 48 hours, then somebody else began with it before these answers were sent.
    coupon_lapsed = models.BooleanField(default=False)
    degree = models.FloatField(null=True)
    # How long each page was open, in seconds, by the page's name.
    seconds = models.JSONField(default=dict)
    # How often a field team corrected it after it was sent.
    revision = models.PositiveSmallIntegerField(default=0)
    started_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True)
    # An officer left it out of results; it keeps its place in the tree of recruitment.
    left_out = models.BooleanField(default=False)
    # Given to try the form out: no row of it is seen but by its code and by who keeps trials.
    is_trial = models.BooleanField(default=False)
    # Of a trial: the pages as they were sent, each with the answers that were not accepted.
    steps = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="one_response_of_a_label", fields=["study", "label"]),
            models.UniqueConstraint(
                name="one_response_of_a_coupon",
                fields=["study", "coupon"],
                condition=~Q(coupon="") & Q(coupon_lapsed=False),
            ),
            models.UniqueConstraint(name="one_response_of_a_resume_code", fields=["resume_digest"]),
            models.UniqueConstraint(name="one_response_of_a_claim_code", fields=["claim_digest"]),
            models.UniqueConstraint(
                name="one_response_of_an_instance",
                fields=["study", "instance_id"],
                condition=~Q(instance_id=""),
            ),
        ]
        # Whoever sends the same answers again, or at the same moment, changes nothing. Only a
        # field team corrects what it sent; the earlier submission is kept as it came. And an
        # officer leaves answers out of results, which changes none of them.
        triggers: ClassVar = [
            pgtrigger.Protect(
                name="complete_is_final",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.completed_at IS NOT NULL AND "
                    "CASE coalesce(current_setting('homelands.action', true), '') "
                    "WHEN 'collection.submissions.edit' THEN NEW.completed_at IS NULL "
                    "WHEN 'collection.quality_flags.decide' "
                    "THEN to_jsonb(OLD) - 'left_out' <> to_jsonb(NEW) - 'left_out' "
                    "ELSE true END"
                ),
            ),
            pgtrigger.Protect(
                name="complete_stays",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Condition(
                    "OLD.completed_at IS NOT NULL AND "
                    "coalesce(current_setting('homelands.action', true), '') "
                    "<> 'datasets.imports.load' AND NOT OLD.is_trial"
                ),
            ),
            pgtrigger.Protect(
                name="trial_stays_trial",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition("OLD.is_trial IS DISTINCT FROM NEW.is_trial"),
            ),
        ]
        # What changed lately is found by ranges of pages: a tree would cost every page of a draft.
        indexes: ClassVar = [
            models.Index(fields=["study", "completed_at"]),
            BrinIndex(name="latest_responses", fields=["changed_at"], autosummarize=True),
        ]

    def __str__(self) -> str:
        return f"{self.label} in {self.study_id}"
