"""The part on the recruitment: the forest, the chains, and who brought how many."""

from django.utils.translation import get_language_bidi, ngettext
from django.utils.translation import gettext as _

from homelands.mapping.statistics.pages.report.parts import (
    Grid,
    Part,
    Told,
    decimal,
    method,
    percent,
)
from homelands.mapping.statistics.rules.diagnosis import limits
from homelands.mapping.statistics.rules.diagnosis.found import Chain, Diagnosis, Recruitment, Share
from homelands.ui import sentences
from homelands.ui.figures import Figure, Knot, forest
from homelands.ui.numerals import number

#: What of the recruitment casts doubt on it.
_DOUBTS = (
    "recruits-none",
    "recruitment-unequal",
    "seed-dominates",
    "seeds-few",
    "seeds-one-group",
    "waves-few",
)


def part(diagnosis: Diagnosis, told: Told) -> Part:
    """Returns the part on the recruitment."""
    seen = diagnosis.recruitment
    figure = Figure(
        title=_title(seen),
        subtitle=told.subtitle,
        summary=_summary(seen),
        chart=forest(_knots(seen), _("Wave"), rtl=get_language_bidi()),
        source=told.source,
        n=seen.people,
        cautions=_cautions(diagnosis),
        headers=[_("Chain"), _("People"), _("Recruits"), _("Last wave")],
        rows=[
            [str(chain.number), chain.people, chain.people - 1, str(chain.last_wave)]
            for chain in seen.chains
        ],
        method_url=method("recruitment-diagnostics"),
        csv_url=told.csv("recruitment"),
        interval=_("Squares are seeds, numbered by the size of their chains; lines, invitations."),
    )  # fmt: skip
    says = [_brought(seen), _influence(diagnosis)]
    return Part(
        "recruitment",
        _("The recruitment"),
        says,
        figure.method_url,
        figure,
        (_waves(seen), _by(seen)),
    )


def _title(seen: Recruitment) -> str:
    seeds, last = len(seen.chains), len(seen.waves) - 1
    if not last:
        return _("Nobody recruited anybody")
    return ngettext(
        "%(seeds)s seed led to %(people)s people in %(waves)s waves",
        "%(seeds)s seeds led to %(people)s people in up to %(waves)s waves",
        seeds,
    ) % {"seeds": number(seeds), "people": number(seen.people), "waves": number(last)}


def _summary(seen: Recruitment) -> str:
    words = {
        "people": number(seen.chains[0].people),
        "all": number(seen.people),
        "share": percent(seen.largest),
    }
    said = _("The largest chain holds %(people)s of %(all)s people, %(share)s per cent.") % words
    if seen.drawn_to < len(seen.waves) - 1:
        said += " " + _("The drawing ends with wave %(wave)s; the numbers do not.") % {
            "wave": number(seen.drawn_to)
        }
    return said


def _cautions(diagnosis: Diagnosis) -> list[str]:
    return sentences.each(caution for caution in diagnosis.cautions if caution.code in _DOUBTS)


def _knots(seen: Recruitment) -> tuple[Knot, ...]:
    numbers = iter(range(1, len(seen.chains) + 1))
    return tuple(
        Knot(node.across, node.wave, node.recruiter, str(next(numbers)) if not node.wave else "")
        for node in seen.forest
    )


def _waves(seen: Recruitment) -> Grid:
    rows = [[str(wave), people] for wave, people in enumerate(seen.waves)]
    return Grid(_("People by wave"), [_("Wave"), _("People")], rows)


def _by(seen: Recruitment) -> Grid:
    rows = [[str(recruits), people] for recruits, people in enumerate(seen.brought)]
    return Grid(_("People by how many they brought"), [_("Brought"), _("People")], rows)


def _brought(seen: Recruitment) -> str:
    """Says how the recruitment carried on, and whether the chains are long."""
    none, last = seen.brought[0], len(seen.waves) - 1
    if not last:
        return _(
            "All %(all)s respondents came without an invitation: these are no chains, and weights"
            " by contacts have nothing to stand on. Treat the study as an open invitation."
        ) % {"all": number(seen.people)}
    some = seen.people - none
    mean = (seen.people - len(seen.chains)) / some
    words = {
        "none": number(none),
        "all": number(seen.people),
        "mean": decimal(mean, 1),
        "last": number(last),
        "few": number(limits.FEW_WAVES),
    }
    if last < limits.FEW_WAVES:
        return (
            _(
                "%(none)s of %(all)s people brought nobody, the others %(mean)s each on average;"
                " the longest chain ends with wave %(last)s, before the %(few)s after which the"
                " choice of seeds is forgotten."
            )
            % words
        )
    return (
        _(
            "%(none)s of %(all)s people brought nobody, the others %(mean)s each on average; the"
            " longest chain reached wave %(last)s, which is long enough to forget its seed."
        )
        % words
    )


def _influence(diagnosis: Diagnosis) -> str:
    """Says which chain, left out, would move a share most."""
    moves = [
        (abs(by), by, chain, diagnosis.shares[place])
        for chain in diagnosis.recruitment.chains
        for place, by in enumerate(chain.influence)
        if by is not None and by == by
    ]
    if len(diagnosis.recruitment.chains) == 1:
        return _("There is one chain: what another seed would have led to cannot be seen.")
    if not moves:
        return _("No chain holds ten people: what each does to the estimate is not shown.")
    return _moved(*max(moves, key=lambda move: move[0])[1:])


def _moved(by: float, chain: Chain, share: Share) -> str:
    words = {
        "chain": chain.number,
        "answer": share.category,
        "by": decimal(100 * by, 1),
        "se": percent(share.se) if share.se else "–",
    }
    if share.se and abs(by) > limits.DECIDES * share.se:
        return (
            _(
                "Without chain %(chain)s, “%(answer)s” would move by %(by)s percentage points, more"
                " than twice its standard error of %(se)s: this one seed decides much."
            )
            % words
        )
    return (
        _(
            "No chain decides much: without chain %(chain)s, the one that matters most,"
            " “%(answer)s” would move by %(by)s percentage points, beside a standard error of"
            " %(se)s."
        )
        % words
    )
