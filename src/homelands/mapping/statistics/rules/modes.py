"""How a study's destinations differ with and without the mode of collection held fixed.

Each destination is estimated by itself, as where they are taken together; its replicates are put
beside those of the others, because recruitment in one says nothing of recruitment in another.
Modes of few respondents are left out, and small answers are hidden as on all pages.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from django.utils.translation import gettext_lazy as _

from homelands.foundation.errors import Refusal
from homelands.mapping.statistics.rules import estimation, together
from homelands.mapping.statistics.rules.diagnosis.case import Case, Respondents
from homelands.mapping.statistics.rules.diagnosis.question import Question
from homelands.mapping.statistics.rules.together import Stock
from homelands.science.analysis import modes
from homelands.science.analysis.groups import groups
from homelands.science.analysis.modes import Asked, Gap, Moded
from homelands.science.analysis.modes import Figure as Figure  # the page writes it
from homelands.science.estimate import Caution
from homelands.science.publication.refused import Refused
from homelands.science.publication.thresholds import is_small
from homelands.science.rds.checks import design_class
from homelands.science.replicates import Replicates
from homelands.surveys.questionnaires.models import Collector, Study

WEB, FIELD, FILE = "web", "field", "import"
#: The mode in which a collector asks. No collector telephones: a question may say who was called.
OF_COLLECTOR = {
    Collector.Kind.LINK: WEB,
    Collector.Kind.PERSONAL: WEB,
    Collector.Kind.REFERRAL: WEB,
    Collector.Kind.FIELD: FIELD,
    Collector.Kind.FILE: FILE,
}


class ModesTooSmall(Refusal):
    """The modes hold too few respondents to be compared."""

    code = "modes_too_small"


@dataclass(frozen=True)
class Row:
    """One answer between two destinations; the gap is None where it is not shown."""

    category: str
    first: str
    second: str
    gap: Gap | None


@dataclass(frozen=True)
class Pooled:
    """One answer over all destinations: as they answered, and as if all had by each mode."""

    category: str
    plain: Figure | None
    as_if: tuple[Figure, ...]


@dataclass(frozen=True)
class Modes:
    """All gaps and, where stocks are known, the pooled shares by mode."""

    modes: tuple[str, ...]
    rows: tuple[Row, ...]
    pooled: tuple[Pooled, ...]
    left_out: tuple[str, ...]
    design_class: str
    cautions: tuple[Caution, ...]
    failed: tuple[tuple[str, Caution], ...]
    against: tuple[Refused, ...]


def compared(
    study: Study,
    respondents: Respondents,
    question: Question,
    mode_of: Mapping[str, str | None],
    stocks: Mapping[str, Stock],
) -> Modes:
    """Compares the destinations; Unfit or a Refusal says why that cannot be."""
    found, few = together.each_place(respondents, question)
    names = tuple(sorted({name for one in found.values() for name in one.study.names}))
    counts = [together.counts_of(one, names) for one in found.values()]
    hidden = together.hidden_anywhere(counts)
    asked = _modes(found, mode_of)
    rows, pooled, said = [], [], dict[Caution, None]()
    held: tuple[str, ...] = ()
    for name, hide in zip(names, hidden, strict=True):
        made = None if hide else _held(found, asked, name, question.level)
        held = made.modes if made else held
        for first, second in combinations(found, 2):
            gap = made.gap(first, second) if made else None
            said |= dict.fromkeys(gap.cautions if gap else ())
            rows.append(Row(name, first, second, gap))
        if all(place in stocks for place in found):
            pooled.append(_pooled(name, made, [stocks[place].people for place in found]))
    extra = [one for one in estimation.study_cautions(study) if one.code != "countries-pooled"]
    said_of = {place: (*one.study.cautions, *extra) for place, one in found.items()}
    failed = [(place, one) for place, each in said_of.items() for one in each]
    return Modes(
        modes=held,
        rows=tuple(rows),
        pooled=tuple(pooled),
        left_out=tuple(few),
        design_class=max(design_class(each) for each in said_of.values()),
        cautions=tuple(one for one in said if not _tells_of_few(one)),
        failed=tuple(together.failing(failed, set(names) - _shown(names, hidden))),
        against=together.against_recruitment(found, question, set(names) - _shown(names, hidden)),
    )


def _shown(names: Sequence[str], hidden: Sequence[bool]) -> set[str]:
    return {name for name, hide in zip(names, hidden, strict=True) if not hide}


def _tells_of_few(one: Caution) -> bool:
    return one.code == "mode-missing" and is_small(int(str(one.facts["missing"])))


def _modes(found: Mapping[str, Case], mode_of: Mapping[str, str | None]) -> list[str | None]:
    """Returns how each respondent of the destinations was asked; a rare mode is none."""
    each = [mode_of.get(person) for one in found.values() for person in one.sample.ids]
    counted = Counter(mode for mode in each if mode is not None)
    kept = {mode for mode, people in counted.items() if not is_small(people)}
    if len(kept) < 2:
        raise ModesTooSmall(
            _("Fewer than two modes hold respondents enough: there is nothing to hold fixed.")
        )
    return [mode if mode in kept else None for mode in each]


def _held(found: Mapping[str, Case], asked: Sequence[str | None], name: str, level: float) -> Moded:
    """Holds the mode fixed for one answer; each destination weighs what it has respondents."""
    places: list[str | None] = []
    y, weight, drawn = [], [], []
    for place, one in found.items():
        told, base = one.told, one.study.weight
        places += [place] * len(one.sample.ids)
        at = told.names.index(name) if name in told.names else -2
        y.append(np.where(told.known, told.code == at, np.nan))
        weight.append(base * ((base > 0).sum() / base.sum()))
        drawn.append(one.study.source.multiplicity)
    source = Replicates(np.hstack(drawn).astype(np.int32), "tree")
    question = Asked(np.concatenate(y), groups(places), groups(asked))
    return modes.by_replicates(question, np.concatenate(weight), source, level)


def _pooled(name: str, made: Moded | None, people: Sequence[float]) -> Pooled:
    if made is None:
        return Pooled(name, None, ())
    return Pooled(name, *made.pooled(np.array(people)))
