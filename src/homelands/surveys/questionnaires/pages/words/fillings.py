"""What filling a form at random has shown, in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from homelands.forms.xforms import Form, Page, markup
from homelands.surveys.questionnaires.queries.drafts import name_of
from homelands.surveys.questionnaires.queries.filling import Filled, Stuck
from homelands.surveys.questionnaires.queries.paths import Rule


@dataclass(frozen=True)
class Finding:
    """One thing that was found: about which question or page, what, and the rule behind it."""

    name: str
    label: str
    sentence: str = ""
    rule: Rule | None = None


@dataclass(frozen=True)
class Report:
    """All that the page shows of the fills of a form."""

    filled: Filled
    summary: str
    tone: str
    lengths: str
    stuck: list[Finding]
    lost: list[Finding]
    never_asked: list[Finding]
    never_pages: list[str]
    dropped: list[Finding]


def report(form: Form, filled: Filled) -> Report:
    """Puts what the fills have shown in the words of the page."""
    clean = bool(filled.fills) and not (filled.stuck or filled.lost or filled.never_asked)
    return Report(
        filled=filled,
        summary=_summary(filled),
        tone="good" if clean and len(filled.fills) == filled.wanted else "warn",
        lengths=_lengths(filled),
        stuck=[_stuck(form, *one) for one in filled.stuck],
        lost=[Finding(*_named(form, path), _times(n)) for path, n in filled.lost],
        never_asked=[Finding(*_named(form, q.path), "", rule) for q, rule in filled.never_asked],
        never_pages=[_page(page) for page in filled.never_pages],
        dropped=[Finding(*_named(form, path), _times(n), rule) for path, rule, n in filled.dropped],
    )


def _summary(filled: Filled) -> str:
    made, complete = len(filled.fills), len(filled.complete)
    if not made:
        return _("Not one fill came to its end in the time that there is for it.")
    words = _("%(complete)s of %(made)s fills came to their end.") % {
        "complete": complete,
        "made": made,
    }
    if made == filled.wanted:
        return words
    cut = _("There was no time for more: %(wanted)s were wanted.") % {"wanted": filled.wanted}
    return f"{words} {cut}"


def _lengths(filled: Filled) -> str:
    shortest, longest = filled.shortest, filled.longest
    if shortest is None or longest is None:
        return ""
    return _(
        "Pages on the shortest way: %(least)s (fill %(a)s). On the longest: %(most)s (fill %(b)s)."
    ) % {
        "least": shortest.length,
        "most": longest.length,
        "a": shortest.seed,
        "b": longest.seed,
    }


def _times(n: int) -> str:
    return ngettext("In %(n)s fill.", "In %(n)s fills.", n) % {"n": n}


def _stuck(form: Form, stuck: Stuck, n: int, seed: int) -> Finding:
    name, label = _named(form, stuck.path) if stuck.path else ("", "")
    if stuck.code == "circle":
        words = _("The pages lead round in a circle.")
    elif stuck.code == "fault":
        words = _("The questionnaire has a fault: %(fault)s") % {"fault": stuck.sentence}
    elif stuck.code == "end":
        words = _("On the last look an answer was wrong: %(sentence)s") % {
            "sentence": stuck.sentence
        }
    else:
        words = _("Nothing that was drawn is accepted: %(sentence)s") % {"sentence": stuck.sentence}
    counted = _("%(times)s The first is fill %(seed)s.") % {"times": _times(n), "seed": seed}
    return Finding(name, label, f"{words} {counted}")


def _named(form: Form, path: str) -> tuple[str, str]:
    question = form.question(path)
    if question is None:
        return path.rpartition("/")[2], ""
    return question.name, markup.words_of(question.label()).strip()


def _page(page: Page) -> str:
    return markup.words_of(page.label()).strip() or name_of(page)
