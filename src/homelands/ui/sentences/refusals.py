"""What stands against publishing, by the codes of the publication gate."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from .facts import Text

REFUSALS: dict[str, Text] = {
    # How it is shown
    "value-not-supported": _(
        "Class %(design)s gives counts of respondents, not figures about others."
    ),
    "interval-not-supported": _(
        "Class %(design)s has no interval of this kind: leave the interval out."
    ),
    "appendix-missing": _(
        "Class %(design)s needs the report of the recruitment (STROBE-RDS) with it."
    ),
    "reason-missing": _("Class %(design)s is indicative only: say which check failed."),
    "assumptions-missing": _("An interval from a model needs the model's assumptions beside it."),
    "words-forbidden": _(
        "“%(word)s” cannot be said of class %(design)s. Say what was found among whom, and how they"
        " were found."
    ),
    # The precision
    "n-small": ngettext_lazy(
        "Only %(n)s person answered; %(least)s are needed.",
        "Only %(n)s people answered; %(least)s are needed.",
        "#n",
    ),
    "effective-n-small": _(
        "The answers are worth only %(worth)s independent ones; %(least)s are needed."
    ),
    "df-few": ngettext_lazy(
        "The variance rests on %(df)s degree of freedom, fewer than %(least)s: a statistician has"
        " to look at it.",
        "The variance rests on %(df)s degrees of freedom, fewer than %(least)s: a statistician has"
        " to look at it.",
        "#df",
    ),
    "share-extreme": _(
        "The share is %(share)s per cent: a statistician has to say whether that can be."
    ),
    "interval-wide": _("The interval is %(width)s percentage points wide; %(most)s is too wide."),
    "interval-wide-relative": _(
        "The interval is %(width)s percentage points wide about a share of %(share)s per cent; more"
        " than %(relative)s per cent of the share is too wide."
    ),
    # The recruitment and the weights
    "recruitment-reducible": _(
        "Some groups cannot be reached from others by recruitment: separate networks."
    ),
    "group-recruited-nobody": _("Nobody in the group “%(group)s” recruited anybody."),
    "recruits-none": _("Nobody recruited anybody: this is not a chain sample."),
    "waves-too-few": ngettext_lazy(
        "The longest chain has %(waves)s wave; %(least)s are needed at least.",
        "The longest chain has %(waves)s waves; %(least)s are needed at least.",
        "#waves",
    ),
    "degree-many-invalid": _(
        "%(share)s per cent of the numbers of contacts are missing or impossible: choose how to"
        " treat them, and show what the choice does."
    ),
    "countries-pooled": _(
        "Countries between which hardly anybody was recruited were estimated as one: estimate each,"
        " and combine by their stocks."
    ),
    "margin-unmet": _("The weights do not meet the margin “%(margin)s”."),
    "weights-unequal": _(
        "The largest weight is more than %(most)s times the median, and was not trimmed."
    ),
    "kish-small": _(
        "Unequal weights leave %(share)s per cent of the sample's worth; a third is needed."
    ),
    # Sizes
    "lists-few": ngettext_lazy(
        "%(lists)s list cannot show whether lists depend on each other: state the assumption, or"
        " use %(least)s.",
        "%(lists)s lists cannot show whether they depend on each other: state the assumption, or"
        " use %(least)s.",
        "#lists",
    ),
    "size-not-identified": _(
        "The model has no estimate, or no single one, with these lists: use another."
    ),
    "multiplier-mismatch": _(
        "The count and the share differ in definition, period or place, so that their ratio is not"
        " a number of people."
    ),
    "prior-hidden": _("The result depends on the prior: show the prior beside it."),
    "methods-hidden": _(
        "The number of methods used is %(methods)s: show all, and average none of them."
    ),
    # Tables
    "cells-small": ngettext_lazy(
        "A cell shows %(smallest)s person; fewer than %(least)s are hidden.",
        "A cell shows %(smallest)s people; fewer than %(least)s are hidden.",
        "#smallest",
    ),
    "cells-recovered": ngettext_lazy(
        "%(recovered)s hidden cell can be worked out from what is shown.",
        "%(recovered)s hidden cells can be worked out from what is shown.",
        "#recovered",
    ),
    "release-difference": ngettext_lazy(
        "The table differs by %(difference)s person from one released before: readers could"
        " subtract them.",
        "The table differs by %(difference)s people from one released before: readers could"
        " subtract them.",
        "#difference",
    ),
    "sensitive-locality": _(
        "A sensitive trait is not shown by a small locality: join places, or leave it."
    ),
}
