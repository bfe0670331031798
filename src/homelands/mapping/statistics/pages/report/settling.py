"""The parts on whether the shares settled, in the whole sample and within each chain."""

from collections.abc import Iterator, Sequence

from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from homelands.mapping.statistics.pages.report.parts import Part, Told, method, percent, quoted
from homelands.mapping.statistics.rules.diagnosis.found import Diagnosis, Share, Track
from homelands.ui.figures import Figure, Line, Panel, small_lines
from homelands.ui.numerals import number


def parts(diagnosis: Diagnosis, told: Told) -> Iterator[Part]:
    """Yields the convergence of the whole, and of each larger chain (bottlenecks)."""
    yield _convergence(diagnosis, told)
    yield _bottleneck(diagnosis, told)


def _convergence(diagnosis: Diagnosis, told: Told) -> Part:
    track = diagnosis.settling.whole
    title, slug = _("Did the shares settle?"), method("recruitment-diagnostics")
    if len(track.n) < 2 or not diagnosis.shown:
        said = _("There are too few people, or too few groups that may be shown, to draw a line.")
        return Part("convergence", title, [said], slug)
    panels = [
        Panel(share.category, (Line(_points(track, place)),), _end(share), _reference(share))
        for place, share in diagnosis.shown
    ]
    rows = [
        [n, *(percent(step[place]) for place, _one in diagnosis.shown)]
        for n, step in zip(track.n, track.shares, strict=True)
    ]
    words = (_settled(diagnosis), _moves(diagnosis))
    return Part(
        "convergence",
        title,
        [],
        slug,
        _figure(diagnosis, told, "convergence", words, (panels, rows)),
    )


def _settled(diagnosis: Diagnosis) -> str:
    moving = [
        share.category for place, share in diagnosis.shown if not diagnosis.settling.settled[place]
    ]
    if not moving:
        return _("All shares had settled by the end")
    return _("Still moving at the end: %(answers)s") % {"answers": quoted(moving)}


def _moves(diagnosis: Diagnosis) -> str:
    """Says how far the share that moved most went over the last third."""
    seen = diagnosis.settling
    place, share = max(diagnosis.shown, key=lambda pair: seen.moved[pair[0]] or 0.0)
    words = {
        "answer": share.category,
        "span": percent(seen.moved[place]),
        "still": percent(seen.still[place]),
        "order": _order(diagnosis),
    }
    return (
        _(
            "Over the last third “%(answer)s” moved most, within %(span)s percentage points. A"
            " share that moves by at most %(still)s points counts as settled. %(order)s"
        )
        % words
    )


def _order(diagnosis: Diagnosis) -> str:
    if diagnosis.settling.by_day:
        return _("People stand in the order of their answers' days.")
    return _("The days of the answers do not tell an order, so people stand by waves.")


def _bottleneck(diagnosis: Diagnosis, told: Told) -> Part:
    chains = [(chain, track) for chain, track in diagnosis.settling.chains if track.n]
    title, slug = _("Do the chains agree?"), method("recruitment-diagnostics")
    if len(chains) < 2 or not diagnosis.shown:
        said = _("Fewer than two chains hold ten people with an answer: nothing can be compared.")
        return Part("bottleneck", title, [said], slug)
    panels = [
        Panel(
            share.category,
            tuple(Line(_points(track, place), str(chain)) for chain, track in chains),
            _end(share),
            _reference(share),
        )
        for place, share in diagnosis.shown
    ]
    rows = [
        [
            _("Chain %(number)s, %(n)s people") % {"number": chain, "n": track.n[-1]},
            *(percent(track.shares[-1][place]) for place, _one in diagnosis.shown),
        ]
        for chain, track in chains
    ]
    said = _(
        "%(count)s chains hold ten people or more. Chains that end far apart may have run in parts"
        " of the network that hardly mix; small ones differ by chance. Numbers name the chains."
    ) % {"count": number(len(chains))}
    words = (_apart(diagnosis, chains), said)
    figure = _figure(diagnosis, told, "bottleneck", words, (panels, rows))
    return Part("bottleneck", title, [], slug, figure)


def _apart(diagnosis: Diagnosis, chains: list[tuple[int, Track]]) -> str:
    """Says for which answer the chains end farthest apart."""
    ends = []
    for place, share in diagnosis.shown:
        values = [track.shares[-1][place] or 0.0 for _chain, track in chains]
        ends.append((max(values) - min(values), min(values), max(values), share))
    _span, low, high, share = max(ends, key=lambda end: end[0])
    return _("For “%(answer)s” the chains end between %(low)s and %(high)s per cent") % {
        "answer": share.category,
        "low": percent(low),
        "high": percent(high),
    }


def _figure(
    diagnosis: Diagnosis,
    told: Told,
    key: str,
    words: tuple[str, str],
    drawn: tuple[list[Panel], Sequence[Sequence[object]]],
) -> Figure:
    """Returns the lines with their table; `words` are the claim and what is seen."""
    panels, rows = drawn
    tops = [value for panel in panels for line in panel.lines for _n, value in line.points]
    first = _("People") if key == "convergence" else _("Chain")
    return Figure(
        title=words[0],
        subtitle=told.subtitle,
        summary=words[1],
        chart=small_lines(panels, _("Respondents"), _top(max(tops)), unit=" %",
                          rtl=get_language_bidi()),
        source=told.source,
        n=diagnosis.made.answered,
        cautions=[_("A sample may settle on a wrong value inside one part of a network.")],
        headers=[first, *(share.category for _place, share in diagnosis.shown)],
        rows=rows,
        method_url=method("recruitment-diagnostics"),
        csv_url=told.csv(key),
        interval=_("Each line is the estimate among the first people; the dashes are the estimate"
                   " on all."),
    )  # fmt: skip


def _points(track: Track, place: int) -> tuple[tuple[float, float], ...]:
    return tuple((float(n), round(100 * share, 2)) for n, share in track.of(place))


def _end(share: Share) -> str:
    return f"{percent(share.value)} %"


def _reference(share: Share) -> float | None:
    return None if share.value is None else round(100 * share.value, 2)


def _top(largest: float) -> float:
    """Returns the next ten above the largest value, at most 100."""
    return min(100.0, 10.0 * (int(largest // 10) + 1))
