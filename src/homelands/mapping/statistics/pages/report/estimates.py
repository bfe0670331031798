"""The parts on the estimates themselves: how large they are, and how sure."""

import math
from collections.abc import Iterable, Iterator

from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from homelands.mapping.statistics.pages import methods
from homelands.mapping.statistics.pages.report.parts import (
    Grid,
    Part,
    Told,
    decimal,
    method,
    percent,
)
from homelands.mapping.statistics.rules.diagnosis import limits
from homelands.mapping.statistics.rules.diagnosis.found import Diagnosis, Share
from homelands.mapping.statistics.rules.diagnosis.question import Question
from homelands.ui import sentences
from homelands.ui.figures import Bar, Figure, ranked_bars
from homelands.ui.numerals import number


def parts(diagnosis: Diagnosis, question: Question, told: Told) -> Iterator[Part]:
    """Yields the estimates, and how sure they are in two ways."""
    yield _estimates(diagnosis, question, told)
    yield _sure(diagnosis)


def _estimates(diagnosis: Diagnosis, question: Question, told: Told) -> Part:
    level = number(100 * question.level)
    grid = Grid(
        _("Shares in per cent"),
        [
            _("Answer"), _("Respondents"), _("Share"), _("Standard error"),
            _("From (%(level)s %% interval)") % {"level": level},
            _("To (%(level)s %% interval)") % {"level": level},
            _("Effective n"), _("Design effect"),
        ],
        [_row(share) for share in diagnosis.shares],
    )  # fmt: skip
    figure = _figure(diagnosis, question, told, grid)
    says = _indicative(diagnosis)
    return Part("estimates", _("The estimates"), says, figure.method_url, figure, (grid,))


def _figure(diagnosis: Diagnosis, question: Question, told: Told, grid: Grid) -> Figure:
    shown = [one for _place, one in diagnosis.shown]
    words = {
        "method": sentences.method(diagnosis.made.method),
        "level": number(100 * question.level),
        "count": number(question.replicates),
    }
    return Figure(
        title=_title(shown),
        subtitle=told.subtitle,
        summary=_summary(diagnosis, shown, words["level"]),
        chart=ranked_bars(
            [_bar(share) for share in diagnosis.shares],
            _("Estimated share, per cent"),
            rtl=get_language_bidi(),
        ),
        source=told.source,
        n=diagnosis.made.answered,
        cautions=sentences.each(diagnosis.cautions),
        headers=grid.headers,
        rows=grid.rows,
        method_url=methods.address(diagnosis.made.estimator),
        csv_url=told.csv("estimates"),
        interval=_("%(method)s, at %(level)s per cent, from %(count)s replicates.") % words,
    )


def _indicative(diagnosis: Diagnosis) -> list[str]:
    """Says why the estimates are indicative only, where a check of the recruitment failed."""
    if not diagnosis.failed:
        return []
    why = " ".join(sentences.each(diagnosis.failed))
    return [_("Indicative only, because a check failed: %(why)s") % {"why": why}]


def _row(one: Share) -> list[str | int | None]:
    if one.hidden:
        return [one.category, *(None,) * 7]
    shares = (one.value, one.se, one.low, one.high)
    written = [percent(math.nan if share is None else share, 2) for share in shares]
    effect = (decimal(one.effective_n, 1), decimal(one.design_effect, 2))
    return [one.category, one.count, *written, *effect]


def _bar(share: Share) -> Bar:
    if share.hidden or share.value is None:
        return Bar(share.category, None)
    ends = [None if end is None else 100 * end for end in (share.low, share.high)]
    return Bar(share.category, round(100 * share.value, 1), *ends)


def _title(shown: list[Share]) -> str:
    if not shown:
        return _("Every group is too small to show")
    top = max(shown, key=lambda share: share.value or 0)
    if len(shown) == 1 and top.value == 1:
        return _("Everybody answered “%(answer)s”") % {"answer": top.category}
    return _("“%(answer)s” is the largest group, at %(share)s per cent") % {
        "answer": top.category,
        "share": percent(top.value),
    }


def _summary(diagnosis: Diagnosis, shown: list[Share], level: str) -> str:
    """Says how sure the widest of the shown intervals leaves a reader."""
    known = [share for share in shown if share.low is not None and share.high is not None]
    if not known:
        return _("No interval is shown, so nothing is said about how sure these shares are.")
    widest = max(known, key=lambda share: (share.high or 0) - (share.low or 0))
    words = {
        "answer": widest.category,
        "low": percent(widest.low),
        "high": percent(widest.high),
        "level": level,
        "n": number(diagnosis.made.answered),
    }
    if not widest.effective_n:
        return _("All replicates agree, so the intervals have no width: look at why.")
    words["worth"] = decimal(min(share.effective_n or math.inf for share in known), 0)
    return (
        _(
            "The widest %(level)s per cent interval is that of “%(answer)s”, from %(low)s to"
            " %(high)s per cent; %(n)s answers are worth %(worth)s independent ones at the least."
        )
        % words
    )


def _errors(share: Share) -> Iterable[str | None]:
    if share.hidden:
        return (None,) * 3
    return percent(share.tree, 2), percent(share.gile, 2), decimal(_ratio(share), 2)


def _sure(diagnosis: Diagnosis) -> Part:
    rows = [[share.category, *_errors(share)] for share in diagnosis.shares]
    headers = [_("Answer"), _("Tree bootstrap"), _("Gile's bootstrap"), _("Tree over Gile")]
    grid = Grid(_("Standard errors, percentage points"), headers, rows)
    return Part(
        "sureness",
        _("Two ways to say how sure it is"),
        [_two_ways(diagnosis)],
        method("tree-bootstrap"),
        grids=(grid,),
    )


def _ratio(share: Share) -> float:
    if not share.tree or not share.gile or math.isnan(share.gile):
        return math.nan
    return share.tree / share.gile


def _no_gile(diagnosis: Diagnosis) -> str:
    """Says why there is nothing to compare, and what to do."""
    why = diagnosis.no_gile
    assert why is not None
    if why.code == "population-missing":
        return _("Gile's bootstrap needs the number of people in all: give it to compare the two.")
    if why.code == "interval-not-for-rds1":
        return _("Gile's bootstrap does not go with RDS-I: choose RDS-II to compare the two.")
    said = sentences.why(why)
    return _("There is no bootstrap of Gile's for these groups: %(why)s") % {"why": said}


def _two_ways(diagnosis: Diagnosis) -> str:
    known = [share for _place, share in diagnosis.shown if math.isfinite(_ratio(share))]
    if diagnosis.no_gile:
        return _no_gile(diagnosis)
    if not known:
        return _("One of the two gives no spread, so they cannot be compared.")
    far = max(known, key=_ratio)
    words = {"ratio": decimal(_ratio(far), 2), "answer": far.category}
    if _ratio(far) > limits.FAR_APART:
        return (
            _(
                "For “%(answer)s” the tree bootstrap's standard error is %(ratio)s times Gile's,"
                " more than three times: chains may have run between groups that hardly mix, or the"
                " number of people in all may be too small. Trust the wider one."
            )
            % words
        )
    if _ratio(far) > limits.APART:
        return (
            _(
                "For “%(answer)s” the tree bootstrap's standard error is %(ratio)s times Gile's,"
                " more than twice, as is usual where few seeds began long chains. Trust the wider"
                " one where much depends on it."
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
