"""What the estimates rest on, what stands against publishing them, and what a report must tell."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from homelands.mapping.statistics.models import Estimate
from homelands.mapping.statistics.pages import methods
from homelands.mapping.statistics.pages.report.parts import dates, decimal, quoted
from homelands.mapping.statistics.queries.diagnostics import Fieldwork
from homelands.mapping.statistics.rules.diagnosis.found import Diagnosis
from homelands.mapping.statistics.rules.diagnosis.question import Question
from homelands.mapping.statistics.rules.estimation import names_population
from homelands.surveys.questionnaires.models import Study
from homelands.ui import sentences
from homelands.ui.numerals import number
from homelands.ui.rows import SummaryRow


def facts(study: Study, diagnosis: Diagnosis, question: Question) -> list[SummaryRow]:
    """Returns what every one of the estimates carries."""
    made = diagnosis.made
    kind = Estimate.DesignClass(diagnosis.design_class)
    rows = [
        (_("Who is meant"), who(study)),
        (_("Reference dates"), dates(study)),
        (_("Kind of evidence"), f"{kind.value}: {kind.label}"),
        (_("What was checked"), _checked(diagnosis)),
        (_("Respondents"), _respondents(diagnosis)),
        (
            _("Estimator"),
            methods.linked(sentences.parts(made.method)[:1]),
        ),
        (_("Interval"), _interval(diagnosis, question)),
        (_("People in all (N)"), _population(question)),
        (_("Seeds"), _("in the estimate") if question.with_seeds else _("left out")),
        (_("Numbers of contacts"), _treatment(made.treatment)),
        (_("Taken for “no answer”"), quoted(question.missing) or _("nothing")),
    ]
    return [SummaryRow(term, value) for term, value in rows]


def who(study: Study) -> str:
    """Says who is meant, or that nobody wrote it down."""
    if names_population(study):
        return study.population
    return _("Nobody wrote down who is meant: an estimate needs that.")


def _checked(diagnosis: Diagnosis) -> str:
    """Says what was checked, so that nobody takes the class for more than that."""
    said = _(
        "The number of seeds and of waves, whether the seeds are of one group, the largest chain,"
        " who recruited and how many, whether recruitment ran between the groups and between"
        " countries, whether the shares settled, whether one chain or the number of people in all"
        " decides a share, whether the bootstraps agree, impossible numbers of contacts, and"
        " whether it is written down who is meant."
    )
    count = len({caution.code for caution in diagnosis.failed})
    failed = ngettext("%(count)s check failed.", "%(count)s checks failed.", count)
    return f"{said} {failed % {'count': number(count)}}"


def _respondents(diagnosis: Diagnosis) -> str:
    return _("%(answered)s answers used, of %(all)s respondents") % {
        "answered": number(diagnosis.made.answered),
        "all": number(diagnosis.recruitment.people),
    }


def _interval(diagnosis: Diagnosis, question: Question) -> str:
    if diagnosis.made.interval == "none":
        return _("None")
    words = {
        "level": number(100 * question.level),
        "replicates": number(question.replicates),
        "seed": question.seed,
    }
    name = methods.linked(sentences.parts(diagnosis.made.method)[1:])
    settings = _("%(level)s per cent, %(replicates)s replicates, random seed %(seed)s") % words
    return format_html("{}, {}", name, settings)


def _population(question: Question) -> str:
    return number(question.population) if question.population else _("not given")


def _treatment(key: str) -> str:
    return {
        "raise": _("missing ones take the median, others are raised to the ties seen"),
        "maximum": _("missing ones take the largest"),
        "median": _("all invalid ones take the median"),
        "drop": _("respondents with an invalid number are left out"),
    }[key]


def against(diagnosis: Diagnosis) -> list[str]:
    """Returns why the gate would not let this be published as it is."""
    if not diagnosis.shown:
        return [_("Every group is too small to show, so there is nothing to publish.")]
    said = sentences.each(diagnosis.against)
    hidden = len(diagnosis.shares) - len(diagnosis.shown)
    if hidden:
        said.append(
            _("Groups of fewer than ten respondents, and what would tell them, stay hidden.")
        )
    return said


def indicative(diagnosis: Diagnosis) -> list[str]:
    """Returns the checks that failed: with them the estimates are indicative only."""
    return sentences.each(diagnosis.failed)


def strobe(
    study: Study, diagnosis: Diagnosis, question: Question, work: Fieldwork
) -> list[SummaryRow]:
    """Returns the items of STROBE-RDS as far as they are held here, and says what is not."""
    seen = diagnosis.recruitment
    seeds = _("%(seeds)s seeds. How they were chosen is not held here: write it in the report.")
    items = [
        (_("Seeds"), seeds % {"seeds": number(len(seen.chains))}),
        (_("Waves"), _("The longest chain has %(waves)s waves.") % {"waves": len(seen.waves) - 1}),
        (_("Coupons"), _coupons(diagnosis, work)),
        (_("Network question"), _network(study)),
        (_("Duplicates"), _duplicates(work)),
        (_("Estimator, software, settings"), _settings(diagnosis, question)),
        (_("Convergence"), _convergence(diagnosis)),
    ]
    return [SummaryRow(term, value) for term, value in items]


def _coupons(diagnosis: Diagnosis, work: Fieldwork) -> str:
    most = number(len(diagnosis.recruitment.brought) - 1)
    if work.coupons_each is None:
        return _(
            "%(coupons)s respondents came with a coupon of their own; nobody brought more than"
            " %(most)s. How many coupons each was given is not held here."
        ) % {"coupons": number(diagnosis.recruitment.coupons), "most": most}
    return _(
        "Each respondent may give out %(each)s; %(used)s of %(given)s coupons given by respondents"
        " were used, and nobody brought more than %(most)s."
    ) % {
        "each": number(work.coupons_each),
        "used": number(work.used),
        "given": number(work.given),
        "most": most,
    }


def _duplicates(work: Fieldwork) -> str:
    if work.coupons_each is None:
        return _(
            "A coupon brings one person and a label stands once. Whether somebody answered twice"
            " under two labels is not known here."
        )
    return _(
        "A coupon brings one person. Something spoke against %(doubtful)s respondents, and officers"
        " left %(out)s of them out."
    ) % {"doubtful": number(work.doubtful), "out": number(work.left_out)}


def _network(study: Study) -> str | SafeString:
    version = study.questionnaires.order_by("-published_at").first()
    if version is None:
        return _("The wording is not held here: the answers were collected elsewhere.")
    return format_html(
        '<a href="{}">{}</a>',
        reverse("questionnaires.questionnaires.preview", args=[version.pk]),
        _("Its wording stands in the questionnaire"),
    )


def _settings(diagnosis: Diagnosis, question: Question) -> str:
    return _(
        "%(method)s; Homelands, %(replicates)s replicates, random seed %(seed)s, numbers of"
        " contacts: %(treatment)s."
    ) % {
        "method": sentences.method(diagnosis.made.method),
        "replicates": number(question.replicates),
        "seed": question.seed,
        "treatment": _treatment(diagnosis.made.treatment),
    }


def _convergence(diagnosis: Diagnosis) -> str:
    if not diagnosis.shown or len(diagnosis.settling.whole.n) < 2:
        return _(
            "Too few people, or too few groups that may be shown, to say whether shares settled."
        )
    still = [
        share.category for place, share in diagnosis.shown if diagnosis.settling.settled[place]
    ]
    if not any(share.design_effect for _place, share in diagnosis.shown):
        return _("%(still)s of %(all)s shares had settled; no design effect is known.") % {
            "still": number(len(still)),
            "all": number(len(diagnosis.shown)),
        }
    return _("%(still)s of %(all)s shares had settled; design effects run up to %(effect)s.") % {
        "still": number(len(still)),
        "all": number(len(diagnosis.shown)),
        "effect": decimal(
            max((share.design_effect or 0 for _p, share in diagnosis.shown), default=0), 1
        ),
    }
