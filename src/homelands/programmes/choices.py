"""What a need, a work plan and a payment may say, with its words: for forms, lists and pages."""

from django.utils.translation import gettext_lazy as _

from homelands.people.choices import AVAILABILITIES, MODALITIES, WORKING_LANGUAGES

__all__ = ["AVAILABILITIES", "BANDS", "MODALITIES", "TONES", "WORKING_LANGUAGES"]

#: The band words of a suggestion, each with what it means. The limits are in science.matching.
BANDS = {
    "strong": (_("Strong"), _("Every rule is met; most reasons speak clearly for this person.")),
    "good": (_("Good"), _("Every rule is met, and the reasons speak for this person.")),
    "possible": (_("Possible"), _("Every rule is met; reasons for and against balance.")),
    "weak": (_("Weak"), _("Every rule is met, but the reasons speak against it.")),
    "not eligible": (_("Not eligible"), _("At least one rule is not met.")),
    "cannot tell": (_("Cannot tell"), _("Too much is unknown: ask for a fuller profile.")),
}

#: How a status is coloured, by band, by state, by whether a rule is met.
TONES = {
    "strong": "good", "good": "good", "possible": "wait", "weak": "warn",
    "not eligible": "bad", "cannot tell": "neutral",
    "submitted": "wait", "approved": "good", "called": "good", "filled": "good",
    "shortlisted": "good", "not_shortlisted": "neutral", "matched": "good",
    "proposed": "wait", "accepted_by_host": "wait", "accepted_by_person": "wait",
    "agreed": "good", "placed": "good", "declined": "neutral", "withdrawn": "neutral",
    "planned": "wait", "under_way": "wait", "completed": "good", "ended_early": "warn",
    "drafted": "wait", "rejected": "bad", "paid": "good", "open": "good", "coming": "wait",
}  # fmt: skip
