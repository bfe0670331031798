"""Why a sample, or what was chosen for it, allows no figure, by the codes of `science`."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from .designs import DESIGN_REASONS
from .facts import Text

REASONS: dict[str, Text] = {
    **DESIGN_REASONS,
    # The recruitment as it was recorded
    "sample-empty": _("The sample is empty: at least one respondent is needed."),
    "ids-twice": ngettext_lazy(
        "%(count)s id occurs more than once: %(people)s.",
        "%(count)s ids occur more than once: %(people)s.",
        "#count",
    ),
    "degrees-impossible": ngettext_lazy(
        "%(count)s respondent reports a negative or infinite number of contacts: %(people)s. Leave"
        " it empty where it is not known.",
        "%(count)s respondents report a negative or infinite number of contacts: %(people)s. Leave"
        " it empty where it is not known.",
        "#count",
    ),
    "recruiter-unknown": ngettext_lazy(
        "%(count)s respondent names a recruiter who is not in the sample: %(people)s. Add the"
        " recruiter's row, or leave the recruiter empty to make a seed.",
        "%(count)s respondents name a recruiter who is not in the sample: %(people)s. Add the"
        " recruiter's row, or leave the recruiter empty to make them seeds.",
        "#count",
    ),
    "recruiter-self": ngettext_lazy(
        "%(count)s respondent is recorded as having recruited themselves: %(people)s.",
        "%(count)s respondents are recorded as having recruited themselves: %(people)s.",
        "#count",
    ),
    "coupons-exceeded": ngettext_lazy(
        "%(count)s respondent brought more people than they had coupons: %(people)s.",
        "%(count)s respondents brought more people than they had coupons: %(people)s.",
        "#count",
    ),
    "coupon-not-given": ngettext_lazy(
        "%(count)s respondent came with a coupon that nobody in the sample was given: %(people)s.",
        "%(count)s respondents came with a coupon that nobody in the sample was given: %(people)s.",
        "#count",
    ),
    "coupon-redeemed-twice": _(
        "The coupon “%(coupon)s” was redeemed more than once, by %(people)s."
    ),
    "coupon-given-to-several": _(
        "The coupon “%(coupon)s” was redeemed but given to several people: %(people)s."
    ),
    "recruitment-circle": ngettext_lazy(
        "Recruitment runs in a circle, or hangs on one, for %(count)s respondent: %(people)s. There"
        " is no way back to a seed.",
        "Recruitment runs in a circle, or hangs on one, for %(count)s respondents: %(people)s."
        " None of them can be traced back to a seed.",
        "#count",
    ),
    # What the estimators need
    "outcome-missing-for-all": _("The outcome is missing for every respondent."),
    "degrees-none": _(
        "Nobody in the sample has a number of contacts above zero, so no weights can be made."
    ),
    "degrees-invalid": _("Every number of contacts is missing, zero or below the ties seen."),
    "population-missing": _(
        "Successive sampling needs the size of the population. Give it, or choose RDS-II with the"
        " tree bootstrap, which do without."
    ),
    "population-below-sample": _(
        "The population (%(population)s) cannot be smaller than the sample (%(people)s)."
    ),
    "interval-not-for-rds1": _(
        "RDS-I needs the recruiters of a replicate, which only the tree bootstrap keeps: choose the"
        " interval tree or none."
    ),
    "group-recruited-nobody": _(
        "Nobody in the group “%(group)s” recruited anybody, so its ties are unknown. Join it with"
        " another group, or use an estimator that needs no ties (RDS-II)."
    ),
    "groups-separate": _(
        "No chain of recruitment leads from the group “%(group)s” to the group “%(other)s”: the"
        " groups are separate networks. Estimate each by itself."
    ),
    "chain-cannot-leave": _(
        "Nobody in the group “%(group)s” recruited anybody, so a chain cannot leave it. Join it"
        " with another group, or use the tree bootstrap."
    ),
    "neighbours-none": _("Nobody recruited anybody, so nobody has neighbours to draw."),
    "statistic-undefined": _("“%(name)s” is undefined in the sample itself."),
    "replicates-too-few": ngettext_lazy(
        "“%(name)s” is defined in %(replicates)s replicate; 2 are needed at least.",
        "“%(name)s” is defined in %(replicates)s replicates; 2 are needed at least.",
        "#replicates",
    ),
    "replicates-not-calibrated": _(
        "No spread can be seen: of %(replicates)s replicates %(lacking)s held nobody in some"
        " category and %(unmet)s could not meet the margins together. Merge small categories."
    ),
    "seeds-too-few-to-leave-out": _(
        "With fewer than %(least)s seeds, leaving them out would tell what single people answered."
        " Keep them in."
    ),
}
