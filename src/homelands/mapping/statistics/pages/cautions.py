"""Cautions in the reader's language: the methods say them in English, with their numbers."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

_SENTENCES = {
    "bootstraps-differ": _(
        "Two ways to work out the precision differ much: chains may have run between groups that"
        " hardly mix."
    ),
    "countries-pooled": _("People of several countries are taken as one network."),
    "degree-below-ties": _(
        "Some respondents reported fewer contacts than we saw; their number is raised to those."
    ),
    "coupon-reused": _("A coupon was used more than once; its code is taken for a lost one's."),
    "coupon-unknown": _(
        "Some respondents came with a coupon that nobody was given; they are taken as first people."
    ),
    "degree-far": _("The largest number of contacts is very far from the median."),
    "degree-heaping": _("Many numbers of contacts are rounded to multiples of five."),
    "degree-many-invalid": _("Many numbers of contacts are missing or impossible."),
    "degree-missing": _("Some respondents gave no number of contacts; one is put in for them."),
    "effective-n-small": _("The answers are worth only few independent ones."),
    "fraction-large": _("The sample is a large part of the population; the method is for a small."),
    "group-recruited-nobody": _("One of the groups recruited nobody."),
    "interval-cut": _("The interval left the range of shares and was cut."),
    "interval-fallback": _(
        "The usual interval cannot be had from these chains; the tree bootstrap's is shown."
    ),
    "n-small": _("Only few respondents answered."),
    "no-spread": _("All replicates agree, so no precision can be given."),
    "outcome-constant": _("Everybody gave the same answer: there is nothing to compare."),
    "outcome-many-values": _("There are many different numbers among the answers."),
    "outcome-missing": _("Some respondents gave no answer and are left out."),
    "rds-assumptions": _(
        "It holds as far as people invited at random among those they know, and said rightly how"
        " many these are."
    ),
    "recruits-none": _("Nobody recruited anybody: this is not a chain sample."),
    "replicates-empty": _("Some replicates held nobody with an answer."),
    "replicates-few": _("The interval rests on only few replicates."),
    "replicates-undefined": _("Some replicates leave the share undefined and are left out."),
    "respondents-only": _(
        "These are counts of those who chose to answer. They say nothing about the others, so no"
        " share of all and no interval is given."
    ),
    "seed-dominates": _("One seed's chain holds more than half of the respondents."),
    "seeds-few": _("There were few seeds: the difference between seeds cannot be seen well."),
    "waves-few": _("The longest chain has few waves: the choice of seeds may still show."),
    "weights-not-applied": _(
        "The weights of the design are not applied: these are counts of respondents."
    ),
}


_REFUSALS = {
    "appendix-missing": _("The report of the recruitment has to go with the figures."),
    "countries-pooled": _(
        "Countries between which hardly anybody was recruited were estimated as one."
    ),
    "df-few": _("The variance rests on few degrees of freedom: a statistician has to look at it."),
    "effective-n-small": _("The answers are worth fewer than 30 independent ones."),
    "interval-wide": _("The interval of a share is 30 percentage points wide or more."),
    "interval-wide-relative": _("The interval is too wide for so small a share."),
    "kish-small": _("Unequal weights leave less than a third of the sample's worth."),
    "n-small": _("Fewer than 30 people answered."),
    "reason-missing": _("Figures that are only indicative need the reason beside them."),
    "recruitment-reducible": _(
        "Some groups cannot be reached from others by recruitment: separate networks."
    ),
    "share-extreme": _("A share is 0 or 100 per cent: a statistician has to look at it."),
    "waves-too-few": _("The longest chain has fewer than 3 waves."),
    "weights-unequal": _("The largest weight is more than 20 times the median."),
}


class Against(Protocol):
    """A doubt, or what stands against publishing."""

    @property
    def code(self) -> str: ...
    @property
    def message(self) -> str: ...


def sentence(caution: Mapping[str, str]) -> str:
    """Returns the caution with its numbers in English, without them in other languages."""
    general = _SENTENCES.get(caution["code"]) or _REFUSALS.get(caution["code"])
    if general is None or (get_language() or "en").startswith("en"):
        return caution["message"]
    return str(general)


def sentences(found: Iterable[Against]) -> list[str]:
    """Returns doubts as the methods hand them over, each in the reader's language."""
    return [sentence({"code": one.code, "message": one.message}) for one in found]


def refusal(one: Against) -> str:
    """Returns what stands against publishing, in words that readers of any language have."""
    general = _REFUSALS.get(one.code) or _SENTENCES.get(one.code)
    if general is None or (get_language() or "en").startswith("en"):
        return one.message
    return str(general)
