"""Doubts that travel with a figure, by their codes. "#name" is the number that decides a plural."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from .facts import Text

DOUBTS: dict[str, Text] = {
    # The recruitment
    "seeds-few": ngettext_lazy(
        "There was %(seeds)s seed: the difference between seeds cannot be seen well.",
        "There were %(seeds)s seeds: the difference between seeds cannot be seen well.",
        "#seeds",
    ),
    "recruits-none": _("Nobody recruited anybody: this is not a chain sample."),
    "waves-few": ngettext_lazy(
        "The longest chain has %(waves)s wave: the choice of seeds may still show.",
        "The longest chain has %(waves)s waves: the choice of seeds may still show.",
        "#waves",
    ),
    "seed-dominates": _("One seed's chain holds %(share)s per cent of the respondents."),
    "group-recruited-nobody": _("Nobody in the group “%(group)s” recruited anybody."),
    "bootstraps-differ": _(
        "The tree bootstrap gives a standard error of %(tree)s, the successive-sampling bootstrap"
        " %(gile)s: one is more than twice the other, as is usual where few seeds began long"
        " chains. Rely on the wider one where much depends on it."
    ),
    "bootstraps-far-apart": _(
        "The tree bootstrap gives a standard error of %(tree)s, the successive-sampling bootstrap"
        " %(gile)s: one is more than three times the other. Chains may have run between groups that"
        " hardly mix, or the number of people in all may be too small."
    ),
    "seeds-one-group": ngettext_lazy(
        "The %(seeds)s seed whose answer is known gave one and the same answer, while %(others)s"
        " per cent of the estimate gave another: the estimate leans towards the seeds.",
        "All %(seeds)s seeds whose answers are known gave one and the same answer, while %(others)s"
        " per cent of the estimate gave another: the estimate leans towards the seeds.",
        "#seeds",
    ),
    "recruitment-unequal": _(
        "One group brought %(ratio)s times as many recruits a head as the rest: the weights do not"
        " make that good."
    ),
    "mixing-slow": _(
        "Recruitment hardly left the groups (second eigenvalue %(second)s, above 0.8): the choice"
        " of seeds may still show."
    ),
    "estimate-unsettled": ngettext_lazy(
        "%(moving)s of %(shares)s shares was still moving over the last third of the sample.",
        "%(moving)s of %(shares)s shares were still moving over the last third of the sample.",
        "#moving",
    ),
    "chain-decides": _(
        "Leaving out one seed's chain would move a share by more than twice its standard error."
    ),
    "population-decides": _(
        "Half or twice the number of people in all would move a share by more than its standard"
        " error: find out how well that number is known."
    ),
    "population-uncertain": _(
        "The number of people in all is uncertain, from %(low)s to %(high)s: standard errors and"
        " intervals carry it."
    ),
    "population-unnamed": _("Nobody wrote down who is meant by the population."),
    "interval-fallback": _(
        "Gile's bootstrap cannot be had from these chains, because no chain leads from the group"
        " “%(group)s” to every other; the tree bootstrap's is shown."
    ),
    "answer-na-country": ngettext_lazy(
        "%(answers)s answer “NA” is read as Namibia, for all others are codes of countries. Say"
        " --missing NA if it means no answer, --not-missing NA if it does not.",
        "%(answers)s answers “NA” are read as Namibia, for all others are codes of countries. Say"
        " --missing NA if they mean no answer, --not-missing NA if they do not.",
        "#answers",
    ),
    "coupon-unknown": ngettext_lazy(
        "%(respondents)s respondent came with a code that nobody was given (%(codes)s) and is taken"
        " for a seed.",
        "%(respondents)s respondents came with a code that nobody was given (%(codes)s) and are"
        " taken for seeds.",
        "#respondents",
    ),
    "coupon-reused": _(
        "These codes of one column brought several people each and are taken for codes of lost"
        " coupons: %(codes)s."
    ),
    "rds-assumptions": _(
        "It holds as far as people invited at random among those they know, and said rightly how"
        " many these are."
    ),
    "countries-pooled": ngettext_lazy(
        "People of %(countries)s country are taken as one network. Where they do not recruit"
        " across borders, each country needs an estimate of its own.",
        "People of %(countries)s countries are taken as one network. Where they do not recruit"
        " across borders, each country needs an estimate of its own.",
        "#countries",
    ),
    # The numbers of contacts
    "degree-missing": ngettext_lazy(
        "%(missing)s of %(people)s respondents gave no number of contacts; %(use)s.",
        "%(missing)s of %(people)s respondents gave no number of contacts; %(use)s.",
        "#missing",
    ),
    "degree-below-ties": ngettext_lazy(
        "%(below)s of %(people)s respondents reported fewer contacts than the recruiter and"
        " recruits we saw; %(use)s.",
        "%(below)s of %(people)s respondents reported fewer contacts than the recruiter and"
        " recruits we saw; %(use)s.",
        "#below",
    ),
    "degree-many-invalid": _(
        "%(share)s per cent of the numbers of contacts are missing or impossible."
    ),
    "degree-heaping": _(
        "%(share)s per cent of the reported numbers of contacts are multiples of five."
    ),
    "degree-far": _(
        "A number of contacts is more than %(most)s times the median of %(median)s: ask whether the"
        " question was understood."
    ),
    # The answers
    "outcome-constant": _("Everybody answered “%(answer)s”: there is nothing to compare."),
    "outcome-many-values": _("The outcome has %(values)s different numbers: ask for its mean."),
    "outcome-missing": ngettext_lazy(
        "%(missing)s of %(people)s respondents gave no answer and is left out.",
        "%(missing)s of %(people)s respondents gave no answer and are left out.",
        "#missing",
    ),
    "variable-missing": ngettext_lazy(
        "%(missing)s of %(people)s respondents gave no answer to “%(name)s” and is left out.",
        "%(missing)s of %(people)s respondents gave no answer to “%(name)s” and are left out.",
        "#missing",
    ),
    "trait-rare": ngettext_lazy(
        "“%(name)s” was answered by %(hits)s person: the intervals of so rare an answer miss the"
        " truth more often than they say.",
        "“%(name)s” was answered by %(hits)s people: the intervals of so rare an answer miss the"
        " truth more often than they say.",
        "#hits",
    ),
    "category-empty": _("Nobody is in “%(name)s”: it is left out."),
    "respondents-only": _(
        "These are counts of those who chose to answer. They say nothing about the others, so no"
        " share of all and no interval is given."
    ),
    "weights-not-applied": _(
        "The weights of the design are not applied: these are counts of respondents."
    ),
    # The class of evidence
    "check-failed": _("Indicative: a check of the recruitment failed."),
    "people-chose": _(
        "People chose to take part: weighting cannot show how far the others differ."
    ),
    # The precision
    "n-small": ngettext_lazy(
        "Only %(n)s respondent answered.", "Only %(n)s respondents answered.", "#n"
    ),
    "effective-n-small": _("The answers are worth only %(worth)s independent ones."),
    "df-few": ngettext_lazy(
        "The variance rests on only %(df)s degree of freedom.",
        "The variance rests on only %(df)s degrees of freedom.",
        "#df",
    ),
    "no-spread": _("There is no spread to be seen, so no precision can be given."),
    "interval-cut": _("The interval left the range of shares and was cut: use another kind here."),
    "replicates-few": ngettext_lazy(
        "The interval rests on only %(replicates)s replicate.",
        "The interval rests on only %(replicates)s replicates.",
        "#replicates",
    ),
    "replicates-undefined": ngettext_lazy(
        "%(undefined)s of %(replicates)s replicates leaves the figure undefined and is left out.",
        "%(undefined)s of %(replicates)s replicates leave the figure undefined and are left out.",
        "#undefined",
    ),
    # The weights
    "weight-ratio": _(
        "The largest weight is %(ratio)s times the median; above %(most)s times a few respondents"
        " decide the result: trim the weights, or merge categories."
    ),
    "weight-median": _(
        "The largest weight has no median above zero to be compared with, so a few respondents may"
        " decide the result: trim the weights, or merge categories."
    ),
    "kish-n": ngettext_lazy(
        "%(n)s respondent is worth %(worth)s equally weighted ones, less than a third: the sample"
        " differs too much from the margins to be corrected by weights.",
        "%(n)s respondents are worth %(worth)s equally weighted ones, less than a third: the sample"
        " differs too much from the margins to be corrected by weights.",
        "#n",
    ),
    "weights-negative": ngettext_lazy(
        "%(below)s of %(weights)s weights is below zero: linear calibration allows that; raking and"
        " logit do not.",
        "%(below)s of %(weights)s weights are below zero: linear calibration allows that; raking"
        " and logit do not.",
        "#below",
    ),
    "margins-scaled": _(
        "The totals of %(names)s were scaled to the grand total of “%(first)s”, %(total)s: they"
        " differed by rounding."
    ),
    "replicates-lacking": ngettext_lazy(
        "%(lacking)s of %(replicates)s replicates held nobody in some category, most often in"
        " %(category)s (in %(most)s), and was left out. Merge small categories if they are"
        " many.",
        "%(lacking)s of %(replicates)s replicates held nobody in some category, most often in"
        " %(category)s (in %(most)s), and were left out. Merge small categories if they are"
        " many.",
        "#lacking",
    ),
    "replicates-unmet": ngettext_lazy(
        "%(unmet)s of %(replicates)s replicates could not meet the margins together and was left"
        " out. Merge small categories if they are many.",
        "%(unmet)s of %(replicates)s replicates could not meet the margins together and were left"
        " out. Merge small categories if they are many.",
        "#unmet",
    ),
    "propensity-ignorable": _(
        "Assumed: among people alike in %(names)s, taking part has nothing to do with the answers."
        " The data cannot show it."
    ),
    "propensity-positive": _("Assumed: everyone in the population could have taken part."),
    "propensity-independent": _(
        "Assumed: people took part independently of each other, and were asked alike in both"
        " samples."
    ),
    "no-sampling-interval": _(
        "This sample was not drawn by chance: no sampling interval and no margin of error belong"
        " to it."
    ),
}
