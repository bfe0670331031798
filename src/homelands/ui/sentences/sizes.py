"""Doubts about sizes of populations, plans of samples, agreement and noise, by their codes."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from .facts import Text

SIZES: dict[str, Text] = {
    # Multipliers and the scale-up
    "multiplier-small-share": _(
        "Only %(share)s per cent of the survey used the service: a small error in the share moves"
        " the size by much."
    ),
    "multiplier-wide": _(
        "The standard error is %(share)s per cent of the size: an order of magnitude only."
    ),
    "multiplier-count-exact": _(
        "The count of users is taken to be exact: duplicates in it raise the size."
    ),
    "scale-up-one-known-group": _(
        "Only one known group was asked about: nothing shows whether it misleads."
    ),
    "scale-up-known-groups-off": ngettext_lazy(
        "%(off)s of %(groups)s known groups comes out at more than twice or less than half its"
        " recorded size when the others estimate it: expect errors as large here.",
        "%(off)s of %(groups)s known groups come out at more than twice or less than half their"
        " recorded size when the others estimate them: expect errors as large here.",
        "#off",
    ),
    "scale-up-no-bias-factors": _(
        "Everybody who knows a member is taken to know that it is one, and members to know as many"
        " people as others do. Both mostly make the size too low: try other factors."
    ),
    "scale-up-above-population": _(
        "The group of %(size)s would be larger than the population, %(population)s."
    ),
    # Lists that overlap
    "matches-none": _(
        "Nobody is on both %(first)s and %(second)s: the figure is hardly more than a lower bound."
        " Look first whether links were missed."
    ),
    "matches-few": ngettext_lazy(
        "Only %(both)s person is on both %(first)s and %(second)s: with fewer than %(least)s the"
        " estimate is biased downwards and its interval cannot be relied on.",
        "Only %(both)s people are on both %(first)s and %(second)s: with fewer than %(least)s the"
        " estimate is biased downwards and its interval cannot be relied on.",
        "#both",
    ),
    "list-within-list": _(
        "Everybody on %(inner)s is also on %(outer)s: the estimate is the number seen and its"
        " interval has no width. Ask whether one list was made from the other."
    ),
    "lists-without-overlap": _(
        "Nobody is on both %(first)s and %(second)s. Look first whether they cover the same people"
        " and whether links were missed."
    ),
    "size-spread-wide": _(
        "The models disagree by a factor of %(factor)s, from %(low)s to %(high)s. The lists alone"
        " do not choose among them."
    ),
    "size-estimate-missing": ngettext_lazy(
        "%(missing)s of %(models)s models has no maximum likelihood estimate in full, because some"
        " combinations of lists are empty; the others run from %(low)s to %(high)s.",
        "%(missing)s of %(models)s models have no maximum likelihood estimate in full, because some"
        " combinations of lists are empty; the others run from %(low)s to %(high)s.",
        "#missing",
    ),
    "size-estimates-none": _(
        "None of %(models)s models has a maximum likelihood estimate in full, because some"
        " combinations of lists are empty."
    ),
    "models-of-pairs-only": _(
        "With %(lists)s lists only models of pairs are fitted; those with interactions of three and"
        " more lists are not, so that the true spread is wider."
    ),
    # Plans of samples
    "deff-optimistic": _(
        "A design effect of %(effect)s is optimistic for a respondent-driven sample: simulated"
        " networks have about 2.5 where groups mix well, and more than 10 at a bottleneck."
    ),
    "plan-worth-small": ngettext_lazy(
        "%(interviews)s interview would be worth only %(worth)s independent ones.",
        "%(interviews)s interviews would be worth only %(worth)s independent ones.",
        "#interviews",
    ),
    "plan-interval-wide": _("An interval %(width)s percentage points wide could not be published."),
    # Agreement of coders
    "agreement-undefined": _(
        "All values are the same: it cannot be told whether coders agree or do not look."
    ),
    "agreement-low": _(
        "Agreement of %(alpha)s is below %(tentative)s: sharpen the definition and code again"
        " before anything is concluded."
    ),
    "agreement-tentative": _(
        "Agreement of %(alpha)s allows tentative conclusions only; %(firm)s is firm."
    ),
    "agreement-few-units": ngettext_lazy(
        "It rests on %(units)s unit only.", "It rests on %(units)s units only.", "#units"
    ),
    # Noise
    "noise-swamps": _(
        "The noise reaches %(within)s in 19 of 20 counts, and half of the released counts above"
        " zero are %(median)s or less: read no single count from this release."
    ),
}
