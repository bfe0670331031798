"""One figure of each kind, with invented numbers."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from ..figures import (
    Bar,
    Bullet,
    Figure,
    Item,
    Place,
    Stage,
    bubble_map,
    bullet_bars,
    funnel_bars,
    likert_bars,
    ranked_bars,
)
from ..figures.drawing import Drawing
from . import paths


def figures() -> list[Figure]:
    """Returns the figures of the gallery in the reader's language and direction."""
    rtl = get_language_bidi()
    ranked = [_where(rtl), _map(), _indicators(rtl), _steps(rtl), _opinions(rtl)]
    return [*ranked, *(_figure(*sample) for sample in paths.samples(rtl))]


def _figure(title: str, summary: str, chart: Drawing, table: Sequence[Sequence[Any]]) -> Figure:
    return Figure(
        title=title,
        subtitle=_("Invented numbers for this gallery, 2026"),
        summary=summary,
        chart=chart,
        source=_("the gallery itself; nothing was measured"),
        n=264,
        cautions=[_("These numbers are invented and only show the form.")],
        headers=[str(cell) for cell in table[0]],
        rows=table[1:],
        method_url="#method",
        csv_url="#csv",
        interval=_("Lines show the 95 per cent interval where one is known."),
    )


def _where(rtl: bool) -> Figure:
    points = [
        Bar(_("United States of America"), 171000, 160000, 183000),
        Bar(_("United Kingdom of Great Britain and Northern Ireland"), 141000, 131000, 150000),
        Bar(_("Italy"), 52000, 44000, 60000),
        Bar(_("Germany"), 36000, 31000, 42000),
        Bar(_("Iceland"), None),
    ]
    table = [[_("Country"), _("People"), _("Low"), _("High")]]
    rows = [[point.label, point.value, point.low, point.high] for point in points]
    return _figure(
        _("Two countries hold more than half of the diaspora"),
        _("The United States and the United Kingdom lead; Iceland has too few people to show."),
        ranked_bars(points, _("People"), rtl=rtl),
        [*table, *rows],
    )


def _map() -> Figure:
    points = [
        Place(_("United States of America"), -95, 38, 171000),
        Place(_("United Kingdom"), -2, 54, 141000),
        Place(_("Italy"), 12.5, 42.5, 52000),
        Place(_("South Africa"), 25, -29, 21000),
        Place(_("Australia"), 134, -25, 6000),
        Place(_("Iceland"), -19, 65, None),
    ]
    return _figure(
        _("The diaspora lives on five continents"),
        _("The largest bubbles stand on North America and western Europe."),
        bubble_map(points, named=5),
        [[_("Country"), _("People")], *[[point.label, point.value] for point in points]],
    )


def _indicators(rtl: bool) -> Figure:
    points = [
        Bullet(_("Professionals placed"), 12, 74, 120),
        Bullet(_("Colleagues trained at the host"), 0, 310, 400),
        Bullet(_("Host institutions with a new procedure"), 3, 9, 30),
    ]
    return _figure(
        _("Training is on course; new procedures lag behind"),
        _("Placements stand at 74 of 120, training at 310 of 400, procedures at 9 of 30."),
        bullet_bars(points, _("Count"), rtl=rtl),
        [
            [_("Indicator"), _("Baseline"), _("Now"), _("Target")],
            *[[point.label, point.baseline, point.now, point.target] for point in points],
        ],
    )


def _steps(rtl: bool) -> Figure:
    stages = [
        Stage(_("Registered"), 1240),
        Stage(_("Applied"), 310),
        Stage(_("Matched"), 96),
        Stage(_("Placed"), 74),
        Stage(_("Followed up after a year"), None),
    ]
    return _figure(
        _("One registration in seventeen leads to a placement"),
        _("Of 1,240 who registered, 310 applied, 96 were matched and 74 were placed."),
        funnel_bars(stages, _("People"), rtl=rtl),
        [[_("Step"), _("People")], *[[stage.label, stage.count] for stage in stages]],
    )


def _opinions(rtl: bool) -> Figure:
    answers = [
        _("Strongly disagree"), _("Disagree"), _("Neither"), _("Agree"), _("Strongly agree")
    ]  # fmt: skip
    items = [
        Item(
            _("I would work at home for some months"),
            (0.06, 0.12, 0.2, 0.34, 0.28),
            agree=0.62,
            low=0.56,
            high=0.68,
        ),
        Item(
            _("My embassy answers when I write"),
            (0.24, 0.3, 0.22, 0.16, 0.08),
            agree=0.24,
            low=0.19,
            high=0.3,
        ),
    ]
    return _figure(
        _("Most would go; few get an answer"),
        _("62 in 100 would work at home for some months; 24 in 100 get answers."),
        likert_bars(items, answers, _("Share of respondents"), rtl=rtl),
        [
            [_("Statement"), *answers],
            *[[item.label, *[f"{share:.0%}" for share in item.shares]] for item in items],
        ],
    )
