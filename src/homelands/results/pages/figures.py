"""The figures of results: indicators from baseline to target, and the funnel."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from homelands.results.queries.funnel import Funnel
from homelands.results.queries.indicators import Progress
from homelands.ui.figures import Bullet, Figure, Stage, bullet_bars, funnel_bars
from homelands.ui.numerals import number


def written(value: float | None) -> str:
    """Writes a value as the reader's language does, with one decimal where it has one."""
    if value is None:
        return _("too few to show")
    return number(value, 0 if float(value).is_integer() else 1)


def bullet(progress: Progress) -> Figure:
    """Returns one indicator as a bar from zero, with marks at its baseline and target."""
    indicator = progress.indicator
    on = date_format(progress.on) if progress.on else ""
    values = {
        "name": indicator.name,
        "now": written(progress.value),
        "target": written(indicator.target),
        "unit": indicator.unit,
        "baseline": written(indicator.baseline),
    }
    point = Bullet(indicator.name, indicator.baseline, progress.value, indicator.target)
    return Figure(
        title=_("%(name)s: %(now)s; target %(target)s %(unit)s") % values,
        subtitle=_("%(definition)s Counted on %(day)s.")
        % {"definition": _sentence(indicator.definition), "day": on},
        summary=_summary(progress) % values,
        chart=bullet_bars([point], indicator.unit, rtl=get_language_bidi()),
        source=str(progress.measure.source),
        n=_("too few to show") if progress.n is None else progress.n,
        cautions=[str(progress.measure.caution)] if progress.measure.caution else [],
        headers=[_("Indicator"), _("Baseline"), _("Now"), _("Target"), _("Unit")],
        rows=[
            [
                indicator.name,
                indicator.baseline,
                progress.value,
                indicator.target,
                indicator.unit,
            ]
        ],
    )


def _summary(progress: Progress) -> str:
    if progress.hidden:
        return _(
            "It began at %(baseline)s and should reach %(target)s %(unit)s. Where it stands rests"
            " on too few people to show, or would give such a number away."
        )
    return _("It began at %(baseline)s, stands at %(now)s and should reach %(target)s %(unit)s.")


def funnel(shown: Funnel, on: date) -> Figure:
    """Returns how many people reached each step, from registering to a year after returning."""
    steps = [
        (_("Registered"), shown.registered),
        (_("Matched"), shown.matched),
        (_("Placed"), shown.placed),
        (_("Followed up"), shown.followed_up),
    ]
    told = ", ".join(f"{label}: {written(count)}" for label, count in steps)
    return Figure(
        title=_("From registering to a placement, and a year later"),
        subtitle=_("People who reached each step, counted on %(day)s.") % {"day": date_format(on)},
        summary=f"{told}.",
        chart=funnel_bars(
            [Stage(label, count) for label, count in steps], _("People"), rtl=get_language_bidi()
        ),
        source=_("the records of this service"),
        n=_("too few to show") if shown.registered is None else shown.registered,
        cautions=[
            _("People who registered lately have had little time to go further."),
            _("Fewer than ten people are not shown, so that nobody is recognised."),
        ],
        headers=[_("Step"), _("People")],
        rows=[[label, count] for label, count in steps],
    )


def _sentence(text: str) -> str:
    return text if text.rstrip().endswith((".", "!", "?", "؟", "。")) else f"{text.rstrip()}."
