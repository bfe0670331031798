"""Cautions in the reader's language: the methods say them in English, with their numbers."""

from collections.abc import Mapping

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

_SENTENCES = {
    "countries-pooled": _("People of several countries are taken as one network."),
    "degree-below-ties": _(
        "Some respondents reported fewer contacts than we saw; their number is raised to those."
    ),
    "degree-heaping": _("Many numbers of contacts are rounded to multiples of five."),
    "degree-many-invalid": _("Many numbers of contacts are missing or impossible."),
    "degree-missing": _("Some respondents gave no number of contacts; one is put in for them."),
    "effective-n-small": _("The answers are worth only few independent ones."),
    "fraction-large": _("The sample is a large part of the population; the method is for a small."),
    "group-recruited-nobody": _("One of the groups recruited nobody."),
    "n-small": _("Only few respondents answered."),
    "no-spread": _("All replicates agree, so no precision can be given."),
    "outcome-missing": _("Some respondents gave no answer and are left out."),
    "rds-assumptions": _(
        "It holds as far as people invited at random among those they know, and said rightly how"
        " many these are."
    ),
    "recruits-none": _("Nobody recruited anybody: this is not a chain sample."),
    "replicates-empty": _("Some replicates held nobody with an answer."),
    "replicates-few": _("The interval rests on only few replicates."),
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


def sentence(caution: Mapping[str, str]) -> str:
    """Returns the caution with its numbers in English, without them in other languages."""
    general = _SENTENCES.get(caution["code"])
    if general is None or (get_language() or "en").startswith("en"):
        return caution["message"]
    return str(general)
