"""Doubts and reasons about modes, venues, frames and lists, by the codes of `science`."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from .facts import Text

DESIGN_DOUBTS: dict[str, Text] = {
    # Modes of collection
    "mode-chosen": _(
        "People were not given a mode by lot. Holding it fixed takes out what the mode does to"
        " answers and who chose it, both together, and may take out too much."
    ),
    "mode-missing": ngettext_lazy(
        "Of %(missing)s of %(people)s respondents nobody knows how they were asked: left out.",
        "Of %(missing)s of %(people)s respondents nobody knows how they were asked: left out.",
        "#missing",
    ),
    "mode-overlap-small": _(
        "Only %(share)s per cent were asked in modes that all places used: the rest is the model's"
        " word, that a mode moves answers equally everywhere."
    ),
    "mode-cells-few": ngettext_lazy(
        "%(cells)s mode has fewer than %(least)s respondents in a place: what it does there is"
        " hardly known.",
        "%(cells)s modes have fewer than %(least)s respondents in a place: what they do there is"
        " hardly known.",
        "#cells",
    ),
}

DESIGN_REASONS: dict[str, Text] = {
    "mode-one": _(
        "Everybody was asked in one mode, “%(name)s”: there is nothing to hold fixed. Compare"
        " without it."
    ),
    "mode-one-place": _("All are in one place, “%(name)s”: two are needed to compare."),
    "mode-nobody": _("Nobody with a weight and an answer is in “%(name)s”: leave it out."),
    "mode-place-unknown": _("There is no place “%(name)s” in the sample."),
    "modes-apart": _(
        "“%(first)s” and “%(second)s” share no mode: whether they differ or were only asked"
        " differently cannot be told. Ask some in both by the same mode."
    ),
}
