"""What was counted, in words: a question with its answers, periods, collectors and countries."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from homelands.forms.datafiles.exporting.variable import Variable
from homelands.foundation.templatetags.words import country_name
from homelands.surveys.datasets.queries.counts import Safe
from homelands.surveys.datasets.queries.summaries import Overview, Period
from homelands.surveys.datasets.rules import classes
from homelands.surveys.datasets.rules.summaries import is_refusal
from homelands.surveys.questionnaires.models import Study
from homelands.surveys.questionnaires.queries.responses import Counts
from homelands.ui.numerals import number, of_answer
from homelands.ui.rows import BarRow, bars

#: What is counted of questions that are asked in rounds.
_ROUNDS = gettext_lazy(
    "Asked in rounds: entries are counted, of which one person may have given several. An answer"
    " that fewer than ten people gave is not shown."
)
#: Of a list that is longer, so many answers stand first and the others can be opened.
_LONG, _FIRST = 15, 10


@dataclass(frozen=True)
class Question:
    """A question as the page shows it: its kind, what its answers come to, and its table."""

    variable: Variable
    kind: str
    says: Sequence[Any]
    rows: Sequence[BarRow]
    more: Sequence[BarRow] = ()
    texts: str = ""


def question(variable: Variable, safe: Safe | None, kind: str, texts: str = "") -> Question:
    """Returns a question in words; `texts` is where its answers can be read."""
    if safe is None:
        return Question(
            variable, kind, [_("It is asked in rounds, so it is not counted here.")], []
        )
    if variable.repeat:
        rows, more = _shortened(_table(variable, safe))
        return Question(variable, kind, [_ROUNDS], rows, more)
    reads = variable.kind == "text" and not variable.calculated and safe.answered != 0
    rows, more = _shortened(_table(variable, safe))
    return Question(variable, kind, _figures(safe), rows, more, texts if reads else "")


def lines(variable: Variable, safe: Safe | None) -> Iterator[list[object]]:
    """Yields the table of a question as lines of a file."""
    for row in _table(variable, safe) if safe else ():
        n = _("too few to show") if row.n is None else row.n
        share = "" if row.share is None else round(100 * row.share, 1)
        yield [variable.id, variable.label, row.label, n, share]


def _shortened(rows: Sequence[BarRow]) -> tuple[list[BarRow], list[BarRow]]:
    """Parts a long list: what was answered most, and what is missing, before all the rest."""
    answers = [row for row in rows if not row.aside]
    if len(answers) <= _LONG:
        return list(rows), []
    ranked = sorted(answers, key=lambda row: -(row.n or 0))
    return [*ranked[:_FIRST], *(row for row in rows if row.aside)], ranked[_FIRST:]


def _figures(safe: Safe) -> list[str]:
    """Says what is in the middle of numbers, and between which half of them lie."""
    said = []
    if safe.mean is not None:
        said.append(_("Mean: %(mean)s") % {"mean": of_answer(safe.mean, 1)})
    if len(safe.quartiles) == 1:
        said.append(_("Median: %(median)s") % {"median": of_answer(safe.quartiles[0], 1)})
    if len(safe.quartiles) == 3:
        low, middle, high = (of_answer(one, 1) for one in safe.quartiles)
        said.append(
            _("Median: %(median)s. Half of the answers lie between %(low)s and %(high)s.")
            % {"median": middle, "low": low, "high": high}
        )
    return said


def _table(variable: Variable, safe: Safe) -> list[BarRow]:
    labels = names(variable, safe)
    base = _base(safe)
    answers = [
        BarRow(labels[code], n, n / base if base and n is not None else None)
        for code, n in safe.codes.items()
        if not is_refusal(code)
    ] or [BarRow(_answered(variable), safe.answered)]
    refused = [
        BarRow(labels[code], n, aside=True) for code, n in safe.codes.items() if is_refusal(code)
    ]
    return bars([*answers, *refused, *_blanks(safe)])


def _answered(variable: Variable) -> str:
    if variable.kind == "geopoint":
        return _("Gave a place")
    return _("Gave a file") if variable.kind == "upload" else _("Answered")


def _base(safe: Safe) -> int | None:
    """Returns how many answered and did not refuse to, where both may be shown."""
    refused = [n for code, n in safe.codes.items() if is_refusal(code)]
    known = [n for n in refused if n is not None]
    if safe.answered is None or len(known) < len(refused):
        return None
    return safe.answered - sum(known)


def _blanks(safe: Safe) -> list[BarRow]:
    if safe.is_told:
        blanks = [(_("Not asked"), safe.unasked), (_("No answer"), safe.silent)]
    else:
        blanks = [(_("No answer, or not asked"), safe.missing)]
    return [BarRow(words, n, aside=True) for words, n in blanks if n != 0]


def names(variable: Variable, safe: Safe) -> Mapping[str, str]:
    """Returns the words of each code: of a list its label, of numbers and dates the class."""
    if variable.coded:
        labels = dict(variable.codes)
        return {code: labels.get(code) or code for code in safe.codes}
    if classes.is_number(variable):
        whole = variable.kind == "integer"
        ends = [float(edge) for edge in safe.edges]
        return {code: _numbers(ends, int(code), whole=whole) for code in safe.codes}
    periods = [_period(str(edge)) for edge in safe.edges]
    return {code: _days(periods, int(code)) for code in safe.codes}


def _numbers(ends: Sequence[float], place: int, *, whole: bool) -> str:
    if not ends:
        return _("All numbers")
    if place == 0:
        return _("Less than %(end)s") % {"end": of_answer(ends[0], 6)}
    low = of_answer(ends[place - 1], 6)
    if place == len(ends):
        return _("%(low)s and more") % {"low": low}
    high = ends[place]
    if whole and ends[place - 1].is_integer() and high.is_integer():
        last = of_answer(high - 1, 0)
        return low if last == low else f"{low}–{last}"
    return _("%(low)s to less than %(high)s") % {"low": low, "high": of_answer(high, 6)}


def _period(name: str) -> str:
    """Writes "2026-11" as a month and "2026" as a year."""
    year, _dash, month = name.partition("-")
    return f"{month}/{year}" if month else year


def _days(periods: Sequence[str], place: int) -> str:
    if not periods:
        return _("All dates")
    if place == 0:
        return _("Before %(period)s") % {"period": periods[0]}
    if place == len(periods):
        return _("%(period)s and later") % {"period": periods[-1]}
    low, high = periods[place - 1], periods[place]
    return _("From %(low)s, before %(high)s") % {"low": low, "high": high}


def over_time(periods: Sequence[Period]) -> list[BarRow]:
    return bars(BarRow(_dates(period), period.n) for period in periods)


def _dates(period: Period) -> str:
    first, last = (date_format(day, "SHORT_DATE_FORMAT") for day in (period.first, period.last))
    return first if first == last else f"{first} – {last}"


def by_collector(seen: Overview) -> list[BarRow]:
    return _counted(seen.collectors, {"": _("Without a collector")})


def by_destination(seen: Overview) -> list[BarRow]:
    names = {code: country_name(code) for code, _n in seen.destinations.rows}
    return _counted(seen.destinations, {**names, "": _("Not known")})


def _counted(counted: Counts, names: Mapping[str, str]) -> list[BarRow]:
    total = counted.total
    return bars(
        BarRow(names.get(name, name), n, n / total if total and n is not None else None)
        for name, n in counted.rows
    )


def completion(seen: Overview) -> str:
    """Says how many of those who began came to the end."""
    if seen.share is None or seen.complete is None or seen.drafts is None:
        return ""
    return _("%(complete)s of %(begun)s who began have sent their answers: %(share)s%%.") % {
        "complete": number(seen.complete),
        "begun": number(seen.complete + seen.drafts),
        "share": number(100 * seen.share),
    }


def texts_of(study: Study, variable: Variable) -> str:
    """Returns where the texts that answer a question can be read."""
    return f"{reverse('datasets.summaries.read', args=[study.slug])}?question={variable.id}"
