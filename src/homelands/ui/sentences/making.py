"""Makes the sentence of a doubt, a refusal or a reason, in the language of the moment."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from homelands.science.estimate import Caution, Method
from homelands.science.facts import Fact, Unfit
from homelands.science.publication.refused import Refused

from .designs import DESIGN_DOUBTS
from .doubts import DOUBTS
from .facts import Text, words
from .methods import CALIBRATED, ESTIMATORS, INTERVALS, SPREADS
from .reasons import REASONS
from .refusals import REFUSALS
from .sizes import SIZES

CAUTIONS: dict[str, Text] = DOUBTS | DESIGN_DOUBTS | SIZES


def of(one: Caution | Refused) -> str:
    """Says a doubt, or what stands against publishing and of which answer, with its numbers."""
    if isinstance(one, Caution):
        return _said(CAUTIONS, one.code, one.facts)
    said = _said(REFUSALS, one.code, one.facts)
    if not one.category:
        return said
    return _("“%(category)s”: %(said)s") % {"category": one.category, "said": said}


def each(found: Iterable[Caution | Refused]) -> list[str]:
    """Says doubts and refusals, each once, in their order."""
    return list(dict.fromkeys(of(one) for one in found))


def why(error: ValueError) -> str:
    """Says why there is no figure; what is no fault of the sample speaks for itself, in English."""
    return _said(REASONS, error.code, error.facts) if isinstance(error, Unfit) else str(error)


def parts(one: Method) -> list[tuple[str, str]]:
    """Returns the parts of a method with their codes: estimator, spread, kind of interval."""
    told = [(one.estimator, ESTIMATORS[one.estimator])]
    told += [(one.spread, SPREADS[one.spread])] if one.spread else []
    told += [("calibrated", CALIBRATED)] if one.calibrated else []
    told += [(one.interval, INTERVALS[one.interval])] if one.interval else []
    return [(code, str(name)) for code, name in told]


def method(one: Method) -> str:
    """Names a method: its estimator, how its precision was seen, and the kind of its interval."""
    names = [name for _code, name in parts(one)]
    if one.of:
        compared = "; ".join(method(part) for part in one.of)
        names[0] = _("contrast of %(methods)s") % {"methods": compared}
    return ", ".join(names)


def _said(sentences: Mapping[str, Text], code: str, facts: Mapping[str, Fact]) -> str:
    told: dict[str, Any] = words(code, facts)
    return str(sentences[code] % told) if told else str(sentences[code])
