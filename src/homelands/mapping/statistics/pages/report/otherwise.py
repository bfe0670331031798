"""The part on what other defensible choices would have given."""

import math

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from homelands.mapping.statistics.pages import methods
from homelands.mapping.statistics.pages.report.parts import Grid, Part, decimal, percent
from homelands.mapping.statistics.rules.diagnosis.found import Choice, Diagnosis, Share
from homelands.mapping.statistics.rules.diagnosis.question import Question
from homelands.ui.numerals import number


def part(diagnosis: Diagnosis, question: Question) -> Part:
    """Returns what other treatments, numbers of people and choices on seeds give."""
    names = [_name(choice) for choice in diagnosis.choices]
    rows = [
        [share.category, *(percent(value, 2) for value in _across(diagnosis, place, share))]
        for place, share in enumerate(diagnosis.shares)
    ]
    grid = Grid(_("Shares in per cent"), [_("Answer"), _("As chosen"), *names], rows)
    return Part(
        "otherwise",
        _("What other choices would have given"),
        [_moved(diagnosis), _band(diagnosis, question)],
        methods.address(diagnosis.made.estimator),
        grids=(grid,),
    )


def _across(diagnosis: Diagnosis, place: int, share: Share) -> list[float | None]:
    return [share.value, *(choice.values[place] for choice in diagnosis.choices)]


def _name(choice: Choice) -> str:
    """Names a choice as the method does, in the reader's language."""
    names = {
        "contacts: raise": _("Contacts: median, raised"),
        "contacts: maximum": _("Contacts: the largest"),
        "contacts: median": _("Contacts: median for invalid"),
        "contacts: drop": _("Contacts: invalid left out"),
        "contacts: model": _("Contacts: a model of reports"),
        "without seeds": _("Without the seeds"),
        "with seeds": _("With the seeds"),
        "N / 2": _("Half as many people"),
        "2 N": _("Twice as many people"),
    }
    return names.get(choice.name, choice.name)


def _moves(diagnosis: Diagnosis, choice: Choice) -> list[tuple[float, Share]]:
    """Returns how far a choice moves each shown share."""
    pairs = [(choice.values[place], share) for place, share in diagnosis.shown]
    return [
        (value - share.value, share)
        for value, share in pairs
        if value is not None and share.value is not None and math.isfinite(value)
    ]


def _moved(diagnosis: Diagnosis) -> str:
    moves = [
        (abs(by), by, share, choice)
        for choice in diagnosis.choices
        for by, share in _moves(diagnosis, choice)
    ]
    if not moves:
        return _("No other choice can be made with these answers.")
    _size, by, share, choice = max(moves, key=lambda move: move[0])
    return _(
        "The choice that matters most is “%(choice)s”: it moves “%(answer)s” by %(by)s percentage"
        " points, beside a standard error of %(se)s."
    ) % {
        "choice": _name(choice),
        "answer": share.category,
        "by": decimal(100 * by, 2),
        "se": percent(math.nan if share.se is None else share.se, 2),
    }


def _band(diagnosis: Diagnosis, question: Question) -> str:
    """Says what half and twice the number of people would give."""
    if question.population is None:
        return _("No number of people in all was given, so there is no band for it.")
    if diagnosis.made.estimator != "ss":
        return _("This estimator does not use the number of people in all: there is no band.")
    band = [
        abs(by)
        for choice in diagnosis.choices
        if choice.name in ("N / 2", "2 N")
        for by, _one in _moves(diagnosis, choice)
    ]
    if not band:
        return _("Half as many people would be fewer than took part: look at the number again.")
    return ngettext(
        "With half or twice %(people)s person in all, no share moves by more than %(by)s"
        " percentage points.",
        "With half or twice %(people)s people in all, no share moves by more than %(by)s"
        " percentage points.",
        question.population,
    ) % {"people": number(question.population), "by": decimal(100 * max(band), 2)}
