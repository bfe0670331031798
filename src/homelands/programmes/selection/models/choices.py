"""The band words of a suggestion, with what each means."""

from django.utils.translation import gettext_lazy as _

#: The band words of a suggestion, each with what it means. The limits are in science.matching.
BANDS = {
    "strong": (_("Strong"), _("Every rule is met; most reasons speak clearly for this person.")),
    "good": (_("Good"), _("Every rule is met, and the reasons speak for this person.")),
    "possible": (_("Possible"), _("Every rule is met; reasons for and against balance.")),
    "weak": (_("Weak"), _("Every rule is met, but the reasons speak against it.")),
    "not eligible": (_("Not eligible"), _("At least one rule is not met.")),
    "cannot tell": (_("Cannot tell"), _("Too much is unknown: ask for a fuller profile.")),
}
