"""The parts of the pages on several destinations taken together, and on two studies compared."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from homelands.foundation.templatetags.words import country_name
from homelands.mapping.statistics.models import Estimate
from homelands.mapping.statistics.pages.report.parts import Grid, Part, decimal, method, percent
from homelands.mapping.statistics.rules.diagnosis.question import Question
from homelands.mapping.statistics.rules.together import Gap, Pool, Together
from homelands.ui import sentences
from homelands.ui.numerals import number

METHOD = "pooling"


def pooled(found: Together, question: Question, edition: str) -> list[Part]:
    """Returns the pooled shares, and the destinations that they are made of."""
    level = number(100 * question.level)
    headers = [
        _("Answer"), _("Share"), _("Standard error"), _("Of it from the numbers of people"),
        _("From (%(level)s %% interval)") % {"level": level},
        _("To (%(level)s %% interval)") % {"level": level}, _("Effective n"),
    ]  # fmt: skip
    rows = [_pool(pool) for pool in found.pools]
    shares = Grid(_("Shares in per cent"), headers, rows)
    return [
        Part("pooled", _("All countries together"), _says(found), method(METHOD), grids=(shares,)),
        Part(
            "places",
            _("The countries"),
            [_source(edition), *_left_out(found)],
            method(METHOD),
            grids=(_places(found),),
        ),
    ]


def compared(gaps: Sequence[Gap], names: tuple[str, str], question: Question) -> list[Part]:
    """Returns how the shares of two studies differ."""
    level = number(100 * question.level)
    headers = [
        _("Answer"), *names, _("Difference, percentage points"), _("Standard error"),
        _("From (%(level)s %% interval)") % {"level": level},
        _("To (%(level)s %% interval)") % {"level": level},
    ]  # fmt: skip
    rows = [_gap(gap) for gap in gaps]
    grid = Grid(_("Shares in per cent"), headers, rows)
    says = [_largest(gaps)]
    return [Part("compared", _("How the two differ"), says, method(METHOD), grids=(grid,))]


def weakest(classes: Sequence[str]) -> str:
    """Says the class of the weakest of several."""
    kind = Estimate.DesignClass(max(classes))
    return f"{kind.value}: {kind.label}"


def _pool(pool: Pool) -> list[str | None]:
    shares = (pool.value, pool.se, pool.of_stocks, pool.low, pool.high)
    if pool.value is None:
        return [pool.category, *(None for _each in (*shares, pool.effective_n))]
    written = ["–" if share is None else percent(share, 2) for share in shares]
    return [pool.category, *written, decimal(pool.effective_n, 1)]


def _says(found: Together) -> list[str]:
    shown = [pool for pool in found.pools if pool.value is not None and pool.se]
    if not shown:
        return [_("Every group is too small to show")]
    top = max(shown, key=lambda pool: pool.value or 0)
    said = _(
        "Over %(count)s countries, each by its number of people, “%(answer)s” is the largest group,"
        " at %(share)s per cent (from %(low)s to %(high)s)."
    ) % {
        "count": number(len(found.places)),
        "answer": top.category,
        "share": percent(top.value),
        "low": decimal(None if top.low is None else 100 * top.low, 1),
        "high": decimal(None if top.high is None else 100 * top.high, 1),
    }
    return [said]


def _source(edition: str) -> str:
    if not edition:
        return _("The numbers of people are those that were given.")
    return _(
        "The numbers of people are those that were given, else official stocks (%(edition)s): of"
        " everybody from the country of origin, not only of the people that the study means."
    ) % {"edition": edition}


def _left_out(found: Together) -> list[str]:
    if not found.left_out:
        return []
    names = ", ".join(country_name(place) for place in found.left_out)
    return [
        ngettext(
            "%(names)s has too few answers and is left out: nothing is said about it.",
            "%(names)s have too few answers and are left out: nothing is said about them.",
            len(found.left_out),
        )
        % {"names": names}
    ]


def _places(found: Together) -> Grid:
    headers = [
        _("Country"), _("Respondents"), _("People"), _("Kind of evidence"),
        *(pool.category for pool in found.pools),
    ]  # fmt: skip
    rows = [
        [
            country_name(place.destination),
            place.answered if found.counted else None,
            number(round(place.stock.people)),
            place.design_class,
            *(None if share is None else percent(share, 1) for share in place.shares),
        ]
        for place in found.places
    ]
    return Grid(_("Shares in per cent, by country"), headers, rows)


def failed(found: Together) -> list[str]:
    """Returns the checks that failed, with the country where they did."""
    said = [
        _("%(country)s: %(doubt)s")
        % {"country": country_name(place.destination), "doubt": sentences.of(caution)}
        for place in found.places
        for caution in place.failed
        if caution.code != "population-unnamed"
    ]
    study = [one for one in found.failed if one.code == "population-unnamed"]
    return [*said, *sentences.each(study)]


def _gap(gap: Gap) -> list[str | None]:
    if gap.value is None:
        return [gap.category, *(None,) * 6]
    rest = (gap.value, gap.se, gap.low, gap.high)
    points = [decimal(None if one is None else 100 * one, 2) for one in rest]
    return [gap.category, percent(gap.first, 2), percent(gap.second, 2), *points]


def _largest(gaps: Sequence[Gap]) -> str:
    known = [gap for gap in gaps if gap.value is not None and gap.se]
    if not known:
        return _("No answer can be compared: groups are too small, or there is no standard error.")
    gap = max(known, key=lambda one: abs(one.value or 0))
    words = {
        "answer": gap.category,
        "gap": decimal(100 * (gap.value or 0), 1),
        "low": decimal(100 * (gap.low or 0), 1),
        "high": decimal(100 * (gap.high or 0), 1),
    }
    if (gap.low or 0) <= 0 <= (gap.high or 0):
        return (
            _(
                "The largest difference is that of “%(answer)s”, at %(gap)s percentage points; its"
                " interval from %(low)s to %(high)s contains zero, so it may be chance."
            )
            % words
        )
    return (
        _(
            "The largest difference is that of “%(answer)s”, at %(gap)s percentage points (from"
            " %(low)s to %(high)s): more than chance alone would do."
        )
        % words
    )
