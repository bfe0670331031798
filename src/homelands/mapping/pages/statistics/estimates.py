"""The parts on the estimates themselves: how large, how sure, and what other choices give."""

import math
from collections.abc import Iterator

from django.utils.translation import get_language_bidi, ngettext
from django.utils.translation import gettext as _

from homelands.mapping.diagnosis import limits
from homelands.mapping.diagnosis.found import Choice, Diagnosis, Share
from homelands.mapping.diagnosis.question import Question
from homelands.mapping.pages import cautions
from homelands.mapping.pages.statistics.parts import Grid, Part, Told, decimal, method, percent
from homelands.ui.figures import Bar, Figure, ranked_bars
from homelands.ui.numerals import number

ESTIMATORS = {"ss": "successive-sampling", "rds2": "rds-ii", "rds1": "rds-i"}
INTERVALS = {
    "gile": "gile-bootstrap",
    "tree": "tree-bootstrap",
    "neighbourhood": "neighbourhood-bootstrap",
    "salganik": "salganik-bootstrap",
}


def parts(found: Diagnosis, question: Question, told: Told) -> Iterator[Part]:
    """Yields the parts on the estimates."""
    yield _estimates(found, question, told)
    yield _sure(found)
    yield _otherwise(found, question)


def _estimates(found: Diagnosis, question: Question, told: Told) -> Part:
    shown = [one for _place, one in found.shown]
    level = number(100 * question.level)
    summary = _summary(found, shown, level)
    grid = Grid(
        _("Shares in per cent"),
        [
            _("Answer"), _("Respondents"), _("Share"), _("Standard error"),
            _("From (%(level)s %% interval)") % {"level": level},
            _("To (%(level)s %% interval)") % {"level": level},
            _("Effective n"), _("Design effect"),
        ],
        [_row(one) for one in found.shares],
    )  # fmt: skip
    figure = Figure(
        title=_title(shown),
        subtitle=told.subtitle,
        summary=summary,
        chart=ranked_bars([_bar(one) for one in found.shares], _("Estimated share, per cent"),
                          rtl=get_language_bidi()),
        source=told.source,
        n=found.made.answered,
        cautions=[cautions.sentence({"code": one.code, "message": one.message})
                  for one in found.cautions],
        headers=grid.headers,
        rows=grid.rows,
        method_url=method(ESTIMATORS[found.made.estimator]),
        csv_url=told.csv("estimates"),
        interval=_("%(method)s, at %(level)s per cent, from %(count)s replicates.")
        % {"method": found.made.method, "level": level, "count": number(question.replicates)},
    )  # fmt: skip
    return Part("estimates", _("The estimates"), (), figure.method_url, figure, (grid,))


def _row(one: Share) -> list[str | int | None]:
    if one.hidden:
        return [one.category, *(None,) * 7]
    shares = (one.value, one.se, one.low, one.high)
    written = [percent(math.nan if share is None else share, 2) for share in shares]
    effect = (decimal(one.effective_n, 1), decimal(one.design_effect, 2))
    return [one.category, one.count, *written, *effect]


def _bar(one: Share) -> Bar:
    if one.hidden or one.value is None:
        return Bar(one.category, None)
    ends = [None if end is None else 100 * end for end in (one.low, one.high)]
    return Bar(one.category, round(100 * one.value, 1), *ends)


def _title(shown: list[Share]) -> str:
    if not shown:
        return _("Every group is too small to show")
    top = max(shown, key=lambda one: one.value or 0)
    if len(shown) == 1 and top.value == 1:
        return _("Everybody answered “%(answer)s”") % {"answer": top.category}
    return _("“%(answer)s” is the largest group, at %(share)s per cent") % {
        "answer": top.category,
        "share": percent(top.value),
    }


def _summary(found: Diagnosis, shown: list[Share], level: str) -> str:
    """Says how sure the widest of the shown intervals leaves a reader."""
    known = [one for one in shown if one.low is not None and one.high is not None]
    if not known:
        return _("No interval is shown, so nothing is said about how sure these shares are.")
    widest = max(known, key=lambda one: (one.high or 0) - (one.low or 0))
    words = {
        "answer": widest.category,
        "low": percent(widest.low),
        "high": percent(widest.high),
        "level": level,
        "n": number(found.made.answered),
    }
    if not widest.effective_n:
        return _("All replicates agree, so the intervals have no width: look at why.")
    words["worth"] = decimal(min(one.effective_n or math.inf for one in known), 0)
    return (
        _(
            "The widest %(level)s per cent interval is that of “%(answer)s”, from %(low)s to"
            " %(high)s per cent; %(n)s answers are worth %(worth)s independent ones at the least."
        )
        % words
    )


def _sure(found: Diagnosis) -> Part:
    rows = [
        [one.category, *(None,) * 3] if one.hidden
        else [one.category, percent(one.tree, 2), percent(one.gile, 2), decimal(_ratio(one), 2)]
        for one in found.shares
    ]  # fmt: skip
    headers = [_("Answer"), _("Tree bootstrap"), _("Gile's bootstrap"), _("Tree over Gile")]
    grid = Grid(_("Standard errors, percentage points"), headers, rows)
    return Part(
        "sureness",
        _("Two ways to say how sure it is"),
        [_two_ways(found)],
        method("tree-bootstrap"),
        grids=(grid,),
    )


def _ratio(one: Share) -> float:
    if not one.tree or not one.gile or math.isnan(one.gile):
        return math.nan
    return one.tree / one.gile


def _two_ways(found: Diagnosis) -> str:
    known = [one for _place, one in found.shown if math.isfinite(_ratio(one))]
    if found.no_gile == "no-population":
        return _("Gile's bootstrap needs the number of people in all: give it to compare the two.")
    if found.no_gile == "rds1":
        return _("Gile's bootstrap does not go with RDS-I: choose RDS-II to compare the two.")
    if found.no_gile:
        return _("There is no bootstrap of Gile's for these groups: %(why)s") % {
            "why": found.no_gile
        }
    if not known:
        return _("One of the two gives no spread, so they cannot be compared.")
    far = max(known, key=_ratio)
    words = {"ratio": decimal(_ratio(far), 2), "answer": far.category}
    if _ratio(far) > limits.FAR_APART:
        return (
            _(
                "For “%(answer)s” the tree bootstrap's standard error is %(ratio)s times Gile's,"
                " more than twice: chains may have run between groups that hardly mix. Trust the"
                " wider one."
            )
            % words
        )
    return (
        _(
            "The tree bootstrap's standard error is at most %(ratio)s times Gile's (for"
            " “%(answer)s”): below twice, as expected of a method that errs on the safe side."
        )
        % words
    )


def _otherwise(found: Diagnosis, question: Question) -> Part:
    names = [choice_name(one) for one in found.choices]
    rows = [
        [one.category, *(percent(value, 2) for value in _across(found, place, one))]
        for place, one in enumerate(found.shares)
    ]
    grid = Grid(_("Shares in per cent"), [_("Answer"), _("As chosen"), *names], rows)
    return Part(
        "otherwise",
        _("What other choices would have given"),
        [_moved(found), _band(found, question)],
        method(ESTIMATORS[found.made.estimator]),
        grids=(grid,),
    )


def _across(found: Diagnosis, place: int, one: Share) -> list[float | None]:
    return [one.value, *(choice.values[place] for choice in found.choices)]


def choice_name(choice: Choice) -> str:
    """Names a choice as the method does, in the reader's language."""
    names = {
        "contacts: raise": _("Contacts: median, raised"),
        "contacts: maximum": _("Contacts: the largest"),
        "contacts: median": _("Contacts: median for invalid"),
        "contacts: drop": _("Contacts: invalid left out"),
        "without seeds": _("Without the seeds"),
        "with seeds": _("With the seeds"),
        "N / 2": _("Half as many people"),
        "2 N": _("Twice as many people"),
    }
    return names.get(choice.name, choice.name)


def _moves(found: Diagnosis, choice: Choice) -> list[tuple[float, Share]]:
    """Returns how far a choice moves each shown share."""
    pairs = [(choice.values[place], one) for place, one in found.shown]
    return [
        (value - one.value, one)
        for value, one in pairs
        if value is not None and one.value is not None and math.isfinite(value)
    ]


def _moved(found: Diagnosis) -> str:
    moves = [
        (abs(by), by, one, choice) for choice in found.choices for by, one in _moves(found, choice)
    ]
    if not moves:
        return _("No other choice can be made with these answers.")
    _size, by, one, choice = max(moves, key=lambda move: move[0])
    return _(
        "The choice that matters most is “%(choice)s”: it moves “%(answer)s” by %(by)s percentage"
        " points, beside a standard error of %(se)s."
    ) % {
        "choice": choice_name(choice),
        "answer": one.category,
        "by": decimal(100 * by, 2),
        "se": percent(math.nan if one.se is None else one.se, 2),
    }


def _band(found: Diagnosis, question: Question) -> str:
    """Says what half and twice the number of people would give."""
    if question.population is None:
        return _("No number of people in all was given, so there is no band for it.")
    if found.made.estimator != "ss":
        return _("This estimator does not use the number of people in all: there is no band.")
    band = [
        abs(by)
        for choice in found.choices
        if choice.name in ("N / 2", "2 N")
        for by, _one in _moves(found, choice)
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
