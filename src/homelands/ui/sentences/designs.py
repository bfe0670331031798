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
    # Venues
    "venues-only": _(
        "It holds for people who go to these venues. Those who go to none of them are out of its"
        " reach."
    ),
    "visits-missing": ngettext_lazy(
        "%(missing)s of %(people)s respondents did not say how often they come: left out.",
        "%(missing)s of %(people)s respondents did not say how often they come: left out.",
        "#missing",
    ),
    "visits-far": _(
        "The largest number of visits is %(largest)s and the median %(median)s: ask whether the"
        " question was understood."
    ),
    "venues-silent": ngettext_lazy(
        "At %(venues)s venue nobody said how often they come: nothing is known of it.",
        "At %(venues)s venues nobody said how often they come: nothing is known of them.",
        "#venues",
    ),
    # Numbers of contacts by a model
    "degree-modelled": _(
        "Contacts are those of a model of reports: %(share)s per cent rounded to five or more, an"
        " error of %(error)s on the logarithm that is stated and not estimated, a mean of %(mean)s;"
        " %(imputed)s had none. Lay it beside what the reports themselves give."
    ),
    # Many lists, and nobody seen
    "models-searched": _(
        "Not all models of %(lists)s lists were fitted but %(fitted)s decomposable ones, in which"
        " at most %(largest_clique)s lists depend on each other at once, found from independence"
        " one tie at a time; %(window)s of them are within a factor of 20 of the best by BIC."
    ),
    "models-search-bounded": _(
        "The search was stopped after %(fitted)s models: there may be better ones."
    ),
    "models-window-cut": _(
        "Of %(window)s models that fit nearly as well as the best, %(shown)s are shown."
    ),
    "models-averaged": _(
        "The average counts %(models)s models by how well they fit, and its interval knows nothing"
        " else. Models that fit alike may give any number: look at the spread, and at the models in"
        " which people differ."
    ),
    "matches-none-least": _(
        "With nobody on both %(first)s and %(second)s there is no upper bound. If the two are"
        " independent, there are at least %(least)s people, at 95 per cent."
    ),
    "scale-up-nobody": _(
        "Nobody knows a member: the group has fewer than %(high)s people if ties to it fall at"
        " random. If its members keep to themselves it may be larger."
    ),
    # Frames
    "frames-only": _(
        "It holds for people in at least one of the %(frames)s frames. Those in none are out of its"
        " reach."
    ),
    "frames-overlap-few": ngettext_lazy(
        "Only %(people)s respondent is in more than one frame, fewer than %(least)s: how far the"
        " frames overlap is hardly known.",
        "Only %(people)s respondents are in more than one frame, fewer than %(least)s: how far the"
        " frames overlap is hardly known.",
        "#people",
    ),
    "frames-overlap-differs": _(
        "By the sample from “%(first)s” %(low)s people are in both frames, by that from"
        " “%(second)s” %(high)s: more than chance. Look whether people know in which they are."
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
    "venue-chance": _(
        "Row %(row)s: %(given)s is no chance of a venue. Write a number above 0 and up to 1."
    ),
    "venue-present": _(
        "Row %(row)s: %(given)s people present is impossible. Write how many were counted, at least"
        " 1."
    ),
    "venue-visits": _(
        "Row %(row)s: %(given)s visits are impossible for somebody who was met there. Write 1 or"
        " more, or nothing where it is unknown."
    ),
    "venue-chance-differs": _(
        "Row %(row)s: the chance %(given)s differs from that of others at the same venue, day and"
        " time. Give one to all."
    ),
    "venue-present-differs": _(
        "Row %(row)s: %(given)s people present differ from the count of others at the same venue,"
        " day and time. Give one to all."
    ),
    "venue-interviewed-differs": _(
        "Row %(row)s: %(given)s interviewed differ from the number of others at the same venue, day"
        " and time. Give one to all."
    ),
    "venue-interviewed-few": _(
        "Row %(row)s: %(given)s were interviewed at the venue, and more are in the file. Correct"
        " the number, or leave it out and they are counted."
    ),
    "venue-interviewed-many": _(
        "Row %(row)s: more were interviewed than the %(given)s who were present. Correct the count"
        " at the venue."
    ),
    "venue-visits-none": _("Nobody said how often they come: without it nobody can be weighted."),
    "frames-one": _("All are in one frame, “%(name)s”: this is a sample from one list."),
    "frames-not-two": _(
        "Hartley's estimate takes two frames, and there are %(frames)s: use multiplicities."
    ),
    "frames-no-overlap": _(
        "Nobody drawn from “%(name)s” is in the other frame too: use multiplicities, or look"
        " whether the question was asked."
    ),
    "frames-theta": _("The share of the first frame is above 0 and below 1, not %(given)s."),
    "frames-not-member": _(
        "Row %(row)s: drawn from “%(name)s”, which is not among the frames that the person is in."
        " Add it there."
    ),
    "frames-few-drawn": _(
        "Fewer than two people were drawn from “%(name)s”: its chance variation cannot be seen."
        " Leave it out."
    ),
}
