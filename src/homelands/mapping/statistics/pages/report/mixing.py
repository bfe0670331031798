"""The parts on who recruited whom: homophily, between groups, and between countries."""

import math
from collections.abc import Iterator

from django.utils.translation import gettext as _

from homelands.foundation.templatetags.words import country_name
from homelands.mapping.statistics.pages.report.parts import Grid, Part, decimal, method, percent
from homelands.mapping.statistics.rules.diagnosis import limits
from homelands.mapping.statistics.rules.diagnosis.found import Diagnosis, Matrix
from homelands.ui.numerals import number


def parts(diagnosis: Diagnosis) -> Iterator[Part]:
    """Yields homophily, mixing, and countries where there are several."""
    yield _homophily(diagnosis)
    yield _mixing(diagnosis)
    if diagnosis.likeness.countries:
        yield _countries(diagnosis.likeness.countries)


def _homophily(diagnosis: Diagnosis) -> Part:
    alike = diagnosis.likeness
    rows: list[list[str | None]] = [[_("No part played by the group"), decimal(1.0), decimal(1.0)]]
    rows += [
        [share.category, _ratio(population), _ratio(activity)]
        for share, population, activity in zip(
            diagnosis.shares, alike.population, alike.activity, strict=True
        )
    ]
    headers = [_("Answer"), _("Population homophily"), _("Differential activity")]
    return Part(
        "homophily",
        _("Do people recruit, and know, their own kind?"),
        [_recruiting(alike.recruitment), _activity(diagnosis)],
        method("recruitment-diagnostics"),
        grids=(Grid(_("Beside 1.00"), headers, rows),),
    )


def _ratio(value: float | None) -> str | None:
    return None if value is None else decimal(value)


def _recruiting(value: float) -> str:
    if not math.isfinite(value):
        return _("Recruitment homophily cannot be worked out: nobody recruited anybody.")
    words = {"value": decimal(value), "more": decimal(100 * abs(value - 1), 0)}
    if round(value, 2) == 1:
        return _("Recruitment homophily is 1.00: people recruited as if groups played no part.")
    if value > 1:
        return (
            _(
                "Recruitment homophily is %(value)s: people recruited their own kind %(more)s per"
                " cent more often than if groups played no part."
            )
            % words
        )
    return (
        _(
            "Recruitment homophily is %(value)s: people recruited their own kind %(more)s per cent"
            " less often than if groups played no part."
        )
        % words
    )


def _activity(diagnosis: Diagnosis) -> str:
    known = [
        (value, diagnosis.shares[place].category)
        for place, value in enumerate(diagnosis.likeness.activity)
        if value is not None and math.isfinite(value) and value > 0
    ]
    if not known:
        return _("There are no groups whose numbers of contacts can be compared.")
    value, name = max(known, key=lambda pair: abs(math.log(pair[0])))
    return _(
        "Contacts differ most for “%(answer)s”: on average %(value)s times those of everybody"
        " else, which the weights make good."
    ) % {"answer": name, "value": decimal(value)}


def _mixing(diagnosis: Diagnosis) -> Part:
    return Part(
        "mixing",
        _("Did recruitment run freely between the groups?"),
        [_second(diagnosis.likeness.groups), *_hidden(diagnosis.likeness.groups)],
        method("recruitment-diagnostics"),
        grids=_grid(diagnosis.likeness.groups, list(diagnosis.likeness.groups.names)),
    )


def _second(matrix: Matrix) -> str:
    if not matrix.total:
        return _("Nobody whose answer is known was recruited by somebody whose answer is known.")
    if not math.isfinite(matrix.second):
        return _(
            "A group recruited nobody, so nobody can say how freely recruitment ran between them."
        )
    words = {"second": decimal(matrix.second), "across": percent(matrix.across)}
    if matrix.second > limits.SLOW:
        return (
            _(
                "The second eigenvalue (|λ₂|) is %(second)s, above 0.8: chains forget where they"
                " began so slowly that the seeds may still show. %(across)s per cent of recruits"
                " crossed between groups."
            )
            % words
        )
    return (
        _(
            "The second eigenvalue (|λ₂|) is %(second)s, below 0.8: chains forget where they began."
            " %(across)s per cent of recruits crossed between groups."
        )
        % words
    )


def _hidden(matrix: Matrix) -> list[str]:
    if matrix.cells is not None:
        return []
    return [_("One of the groups is too small to show, so who recruited whom is not shown.")]


def _grid(matrix: Matrix, names: list[str]) -> tuple[Grid, ...]:
    """Returns who recruited whom as a table, where nobody can be found in it."""
    if matrix.cells is None:
        return ()
    rows = [[name, *cells] for name, cells in zip(names, matrix.cells, strict=True)]
    return (Grid(_("Recruits, by recruiter and recruit"), [_("Recruiter"), *names], rows),)


def _countries(matrix: Matrix) -> Part:
    words = {"across": percent(matrix.across), "all": number(matrix.total)}
    if not math.isfinite(matrix.across):
        said = _("Nobody whose country is known was recruited by somebody whose country is known.")
    elif matrix.across < limits.SEPARATE:
        said = (
            _(
                "%(across)s per cent of %(all)s recruits crossed a border, fewer than 5: the"
                " countries are separate networks. Estimate in each, and join by official stocks."
            )
            % words
        )
    else:
        said = (
            _(
                "%(across)s per cent of %(all)s recruits crossed a border, 5 or more: the countries"
                " can be seen as one network."
            )
            % words
        )
    return Part(
        "countries",
        _("Did recruitment cross borders?"),
        [said, *_hidden(matrix)],
        method("recruitment-diagnostics"),
        grids=_grid(matrix, [country_name(name) for name in matrix.names]),
    )
