"""The part of a study of another design: counts of respondents, and why there is no more."""

from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from homelands.mapping.statistics.models import Estimate
from homelands.mapping.statistics.pages import methods
from homelands.mapping.statistics.pages.report.parts import Part, Told, dates
from homelands.mapping.statistics.pages.report.whole import who
from homelands.mapping.statistics.rules.diagnosis import limits
from homelands.mapping.statistics.rules.estimation import Result
from homelands.surveys.questionnaires.models import Study
from homelands.ui import sentences
from homelands.ui.figures import Bar, Figure, ranked_bars
from homelands.ui.numerals import number
from homelands.ui.rows import SummaryRow


def part(study: Study, results: list[Result], told: Told) -> Part:
    """Returns how many gave which answer; small groups are hidden."""
    hidden = limits.hidden([result.count for result in results])
    bars = [
        Bar(one.category, None if hide else one.count)
        for one, hide in zip(results, hidden, strict=True)
    ]
    figure = Figure(
        title=_("%(n)s people answered") % {"n": number(results[0].n)},
        subtitle=told.subtitle,
        summary=why_no_interval(study),
        chart=ranked_bars(bars, _("Respondents"), rtl=get_language_bidi()),
        source=told.source,
        n=results[0].n,
        cautions=sentences.each(results[0].cautions),
        headers=[_("Answer"), _("Respondents")],
        rows=[[bar.label, bar.value] for bar in bars],
        method_url=methods.address(results[0].method.estimator),
        csv_url=told.csv("counts"),
        interval=_("There is no interval: these are counts of those who answered."),
    )
    return Part("counts", _("Counts of respondents"), (), figure.method_url, figure)


def facts(study: Study, results: list[Result]) -> list[SummaryRow]:
    """Returns what the counts are counts of."""
    kind = Estimate.DesignClass(results[0].design_class)
    return [
        SummaryRow(_("Who is meant"), who(study)),
        SummaryRow(_("Reference dates"), dates(study)),
        SummaryRow(_("Design"), study.get_design_display()),
        SummaryRow(_("Kind of evidence"), f"{kind.value}: {kind.label}"),
        SummaryRow(_("Respondents"), number(results[0].n)),
    ]


def why_no_interval(study: Study) -> str:
    """Says why this design gives counts only, and what would give more."""
    if study.design == Study.Design.PROBABILITY:
        return _(
            "People were drawn with known chances, but the weights, strata and first-stage units of"
            " the sample are not held here. With them shares and intervals can be worked out;"
            " without them these are counts of respondents."
        )
    return _(
        "People chose to answer an open invitation. Nothing in the answers says how the others"
        " differ, so no interval would mean anything: these are counts of respondents."
    )
