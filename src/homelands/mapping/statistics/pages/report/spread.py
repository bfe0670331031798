"""The parts on the numbers of contacts and on the weights that are made of them."""

from collections.abc import Iterator, Sequence

from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from homelands.mapping.statistics.pages.report.parts import Part, Told, decimal, method, percent
from homelands.mapping.statistics.rules.diagnosis import limits
from homelands.mapping.statistics.rules.diagnosis.found import Contacts, Diagnosis, Weights
from homelands.ui import sentences
from homelands.ui.figures import Bin, Figure, histogram
from homelands.ui.numerals import number, of_answer

Classes = Sequence[tuple[float, float | None, int]]


def parts(diagnosis: Diagnosis, told: Told) -> Iterator[Part]:
    """Yields the contacts and the weights."""
    yield _contacts(diagnosis, told)
    yield _weights(diagnosis, told)


def _contacts(diagnosis: Diagnosis, told: Told) -> Part:
    seen = diagnosis.contacts
    title, slug = _("The numbers of contacts"), method("recruitment-diagnostics")
    figure = Figure(
        title=_("Half of those who said report %(median)s contacts or fewer")
        % {"median": of_answer(seen.median, 1)},
        subtitle=told.subtitle,
        summary=_heaping(seen),
        chart=histogram(_whole(seen.classes), _("Contacts"), _("Respondents"),
                        rtl=get_language_bidi()),
        source=told.source,
        n=seen.reported,
        cautions=sentences.each(
            caution for caution in diagnosis.cautions if caution.code.startswith("degree-")
        ),
        headers=[_("Contacts"), _("Respondents")],
        rows=[[one.label, one.count] for one in _whole(seen.classes)],
        method_url=slug,
        csv_url=told.csv("contacts"),
    )  # fmt: skip
    return Part("contacts", title, [_invalid(seen)], slug, figure)


def _heaping(seen: Contacts) -> str:
    share = seen.heaped / seen.reported
    words = {
        "heaped": number(seen.heaped),
        "all": number(seen.reported),
        "share": percent(share),
    }
    if share > limits.HEAPED:
        return (
            _(
                "%(heaped)s of %(all)s numbers are multiples of five, %(share)s per cent: many"
                " people guessed."
            )
            % words
        )
    return (
        _(
            "%(heaped)s of %(all)s numbers are multiples of five, %(share)s per cent; 20 would be"
            " there by chance, and above 40 is much."
        )
        % words
    )


def _invalid(seen: Contacts) -> str:
    words = {
        "missing": number(seen.missing),
        "below": number(seen.below_ties),
        "share": percent(seen.invalid),
    }
    if seen.invalid > limits.MOST_INVALID:
        return (
            _(
                "%(missing)s numbers are missing and %(below)s are lower than the ties we saw:"
                " %(share)s per cent had to be treated, more than the 10 up to which the choice of"
                " treatment needs no defence."
            )
            % words
        )
    return (
        _(
            "%(missing)s numbers are missing and %(below)s are lower than the ties we saw:"
            " %(share)s per cent had to be treated."
        )
        % words
    )


def _whole(classes: Classes) -> list[Bin]:
    """Names classes of whole numbers, whose limits lie halfway between these."""
    bins = []
    for low, high, people in classes:
        first = of_answer(int(low + 0.5))
        last = None if high is None else of_answer(int(high - 0.5))
        bins.append(Bin(_named(first, last), people))
    return bins


def _named(first: str, last: str | None) -> str:
    if last is None:
        return f"≥ {first}"
    return first if first == last else f"{first}–{last}"


def _weights(diagnosis: Diagnosis, told: Told) -> Part:
    seen = diagnosis.weights
    title, slug = _("The weights"), method("recruitment-diagnostics")
    bins = [
        Bin(_named(decimal(low), None if high is None else decimal(high)), people)
        for low, high, people in seen.classes
    ]
    figure = Figure(
        title=_largest(seen),
        subtitle=told.subtitle,
        summary=_kish(seen),
        chart=histogram(bins, _("Times the mean weight"), _("Respondents"),
                        rtl=get_language_bidi()),
        source=told.source,
        n=seen.people,
        cautions=[_("Kish's number leaves out that people in one chain resemble each other.")],
        headers=[_("Times the mean weight"), _("Respondents")],
        rows=[[one.label, one.count] for one in bins],
        method_url=slug,
        csv_url=told.csv("weights"),
    )  # fmt: skip
    return Part("weights", title, [], slug, figure)


def _largest(seen: Weights) -> str:
    """Says whether the largest weight is too large; how large, would tell of one respondent."""
    most = {"most": number(limits.LARGEST_RATIO)}
    if seen.ratio > limits.LARGEST_RATIO:
        return _("The largest weight is more than %(most)s times the median one") % most
    return _("No weight is more than %(most)s times the median one") % most


def _kish(seen: Weights) -> str:
    return _(
        "By their weights alone, %(people)s respondents are worth %(kish)s equally weighted ones"
        " (Kish), %(share)s per cent."
    ) % {
        "people": number(seen.people),
        "kish": decimal(seen.kish, 0),
        "share": percent(seen.kish / seen.people),
    }
