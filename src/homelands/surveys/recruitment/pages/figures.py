"""The figures of a recruitment: chains by seed, people by wave."""

from collections.abc import Sequence

from django.utils.translation import get_language_bidi, ngettext
from django.utils.translation import gettext as _

from homelands.surveys.recruitment.queries.recruitment import Chain, Wave, doubts
from homelands.ui import sentences
from homelands.ui.figures import Figure, Stage, funnel_bars

#: More chains than these stand in the table, not in the drawing.
MOST_BARS = 12


def _seed(chain: Chain) -> str:
    return _("Seed %(number)s") % {"number": chain.number} if chain.number else _("Not invited")


def chains(found: Sequence[Chain]) -> Figure:
    """Returns how many people each seed led to; the table has them by wave."""
    n = sum(chain.size for chain in found)
    longest = max(len(chain.waves) for chain in found)
    share = round(100 * found[0].size / n)
    title = ngettext(
        "%(n)d seed led to %(people)d responses",
        "%(n)d seeds led to %(people)d responses",
        len(found),
    ) % {"n": len(found), "people": n}
    return Figure(
        title=title,
        subtitle=_("Complete responses in the chain of each seed, the seed itself counted"),
        summary=_("The longest chain holds %(share)d %% of all responses.") % {"share": share},
        chart=funnel_bars(
            [Stage(_seed(chain), chain.size) for chain in found[:MOST_BARS]],
            _("Responses"),
            rtl=get_language_bidi(),
        ),
        source=_("Invitations used in this study"),
        n=n,
        cautions=_cautions(found),
        headers=[_("Seed"), _("All"), *[_wave(number) for number in range(longest)]],
        rows=[
            [_seed(chain), chain.size, *chain.waves, *[0] * (longest - len(chain.waves))]
            for chain in found
        ],
    )


def _cautions(found: Sequence[Chain]) -> list[str]:
    told = sentences.each(doubts(found))
    silent = sum(chain.size == 1 for chain in found)
    if silent:
        told.append(
            ngettext(
                "%(n)d seed answered and brought nobody so far.",
                "%(n)d seeds answered and brought nobody so far.",
                silent,
            )
            % {"n": silent}
        )
    return told


def _wave(number: int) -> str:
    return _("Wave %(number)d") % {"number": number} if number else _("Seeds")


def waves(found: Sequence[Wave]) -> Figure:
    """Returns how many people came in each wave, and what became of their invitations."""
    n = sum(wave.people for wave in found)
    title = _("Recruitment has reached wave %(number)d") % {"number": found[-1].number}
    return Figure(
        title=title,
        subtitle=_("Complete responses by wave; those who were invited by seeds are wave 1"),
        summary=_("Each wave was invited by the one above it."),
        chart=funnel_bars(
            [Stage(_wave(wave.number), wave.people) for wave in found],
            _("Responses"),
            rtl=get_language_bidi(),
        ),
        source=_("Invitations used in this study"),
        n=n,
        cautions=[],
        headers=[_("Wave"), _("Responses"), _("Invitations given"), _("Of these used")],
        rows=[[_wave(wave.number), wave.people, wave.given, wave.used] for wave in found],
    )
