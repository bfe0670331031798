"""Coupons as field teams use them: which one brought each respondent, and what is odd in it.

Question     Which redeemed codes are coupons, and which stand for "lost" or "not known"?
Formula      None. A code that nobody was given and several people came with stands for "not
             known": they become seeds. A column of coupons in which several holders' codes
             brought more than one person, while none did in the other columns, holds codes
             for lost coupons: those may be redeemed again.
Source       The practice in Heckathorn and Jeffri (2001), Poetics 28(4), whose file has both.
Assumptions  What happens once is a mistake and is refused by name (in `sample`); what happens
             to several people in the same way is a custom of the study, and becomes a caution.
Not for      Guessing: whoever knows the custom gives the codes to `from_coupons` themselves.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from homelands.science.estimate import Caution
from homelands.science.facts import Facts

SEVERAL = 3  # from how many alike an oddity is a custom


@dataclass(frozen=True, slots=True)
class Chain:
    """`own` (n,) is the code that brought each one, None for a seed; `reusable` are the codes
    for lost coupons, `unknown` those for "not known".
    """

    own: tuple[str | None, ...]
    reusable: frozenset[str]
    unknown: frozenset[str]
    cautions: tuple[Caution, ...]


def chain(own: Sequence[str | None], issued: Sequence[Sequence[str | None]]) -> Chain:
    """Read the codes that people came with (n,) and those they were given (n, columns)."""
    came = Counter(code for code in own if code is not None)
    given = {code for codes in issued for code in codes if code is not None}
    unknown = frozenset(c for c, times in came.items() if c not in given and times >= SEVERAL)
    reusable = _lost(came, issued)
    kept = tuple(None if code in unknown else code for code in own)
    return Chain(kept, reusable, unknown, _cautions(came, unknown, reusable))


def _lost(came: Counter[str], issued: Sequence[Sequence[str | None]]) -> frozenset[str]:
    """Return the codes redeemed more than once, where they all stand in one column."""
    width = max(map(len, issued), default=0)
    columns = [{row[k] for row in issued if k < len(row)} for k in range(width)]
    again = {code for code, times in came.items() if times > 1}
    reused = [frozenset(code for code in column if code in again) for column in columns]
    with_any = [codes for codes in reused if codes]
    if len(with_any) == 1 and len(with_any[0]) >= SEVERAL:
        return frozenset(code for code in with_any[0] if code is not None)
    return frozenset()


def _cautions(
    came: Counter[str], unknown: frozenset[str], reusable: frozenset[str]
) -> tuple[Caution, ...]:
    found = []
    if unknown:
        people = sum(came[code] for code in unknown)
        facts = Facts(respondents=people, codes=tuple(sorted(unknown)))
        found.append(Caution("coupon-unknown", facts))
    if reusable:
        found.append(Caution("coupon-reused", Facts(codes=tuple(sorted(reusable)))))
    return tuple(found)
