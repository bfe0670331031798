"""Fills a form at random, page by page, as the web does, and tells what happened on the way.

Every fill begins with an empty draft and follows the pages that `Draft.after` names; answers are
kept as drafts keep them, and looked at once more as they are before they are sent.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from random import Random

from homelands.forms.xforms import Answers, Form, Page, Problem, Question, XFormError
from homelands.forms.xforms.answers.kinds import tidy
from homelands.forms.xforms.filling import random_answer
from homelands.forms.xforms.paths import template_of
from homelands.surveys.questionnaires.models import Response
from homelands.surveys.questionnaires.queries import drafts
from homelands.surveys.questionnaires.queries.drafts import Draft, name_of
from homelands.surveys.questionnaires.queries.paths import Rule, nearest, unmet

#: So many fills are made where nobody says otherwise.
FILLS = 100
#: So often the answers of a page are drawn anew before a fill is given up.
_TRIES = 40
#: So often a fill may come to one page before it goes round in a circle.
_VISITS = 30
_MOST_PAGES = 2000
#: How often a question that may be left out is, and how often another round is added.
_LEFT_OUT, _ANOTHER = 0.15, 0.35
_MOST_ROUNDS = 3

#: Tells whether the time for filling is over.
Enough = Callable[[], bool]


@dataclass(frozen=True)
class Course:
    """Where fills begin: the number of the first one, and the day that the form takes for today.

    The same course gives the same answers whenever it is taken.
    """

    seed: int
    day: date

    @property
    def at(self) -> datetime:
        """Noon of the day."""
        return datetime.combine(self.day, time(12), UTC)


@dataclass(frozen=True)
class Stuck:
    """Where a fill could not go on: on which question, and what the form said of its answer.

    Without a question it is the form itself: `code` is "circle", "fault" or "end".
    """

    code: str
    path: str = ""
    sentence: str = ""
    typed: str = ""


@dataclass
class Fill:
    """One fill: the pages on its way, what was asked, and what became of the answers."""

    seed: int
    pages: list[str] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)
    typed: dict[str, str] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)
    dropped: dict[str, Rule | None] = field(default_factory=dict)
    stuck: Stuck | None = None

    @property
    def length(self) -> int:
        """How many pages were on the way, each counted once."""
        return len(set(self.pages))


@dataclass(frozen=True)
class Filled:
    """What all fills of a form show together."""

    wanted: int
    fills: tuple[Fill, ...]
    never_pages: tuple[Page, ...]
    never_asked: tuple[tuple[Question, Rule | None], ...]

    @property
    def complete(self) -> tuple[Fill, ...]:
        """The fills that came to their end."""
        return tuple(fill for fill in self.fills if fill.stuck is None)

    @property
    def shortest(self) -> Fill | None:
        """The fill with the fewest pages."""
        return min(self.complete, key=lambda fill: fill.length, default=None)

    @property
    def longest(self) -> Fill | None:
        """The fill with the most pages."""
        return max(self.complete, key=lambda fill: fill.length, default=None)

    @property
    def stuck(self) -> list[tuple[Stuck, int, int]]:
        """Why fills came to no end: the reason, how many, and the seed of the first."""
        found: dict[tuple[str, str, str], list[Fill]] = {}
        for fill in self.fills:
            if (why := fill.stuck) is not None:
                found.setdefault((why.code, template_of(why.path), why.sentence), []).append(fill)
        groups = sorted(found.values(), key=len, reverse=True)
        return [(fills[0].stuck, len(fills), fills[0].seed) for fills in groups if fills[0].stuck]

    @property
    def lost(self) -> list[tuple[str, int]]:
        """Which answers were asked for and given, and are not there at the end; how often."""
        return Counter(template_of(p) for fill in self.fills for p in fill.lost).most_common()

    @property
    def dropped(self) -> list[tuple[str, Rule | None, int]]:
        """Which answers a later one took away, by which rule, and how often."""
        found: dict[str, list[Rule | None]] = {}
        for fill in self.fills:
            for path, rule in fill.dropped.items():
                found.setdefault(template_of(path), []).append(rule)
        return [(path, rules[0], len(rules)) for path, rules in found.items()]


def _no_end() -> bool:
    return False


def fill_many(
    form: Form, at: datetime, *, times: int = FILLS, first: int = 1, enough: Enough = _no_end
) -> Filled:
    """Fills a form with one seed after the other, until it is enough."""
    fills: list[Fill] = []
    for seed in range(first, first + times):
        if fills and enough():
            break
        fills.append(fill_once(form, at, seed, enough))
    fills = [fill for fill in fills if fill.stuck is None or fill.stuck.code != "time"]
    return Filled(times, tuple(fills), *_never(form, at, fills))


def fill_once(form: Form, at: datetime, seed: int, enough: Enough = _no_end) -> Fill:
    """Fills a form once; the same seed gives the same answers at the same time."""
    fill = Fill(seed)
    try:
        response = _walk(fill, form, at, Random(seed), enough)  # noqa: S311 (no secret)
        if fill.stuck is None:
            _look_back(fill, drafts.of_form(response, form, at, ""))
    except XFormError as fault:
        fill.stuck = Stuck("fault", "", str(fault))
    return fill


def _walk(fill: Fill, form: Form, at: datetime, chance: Random, enough: Enough) -> Response:
    """Goes from page to page; returns the draft as it is before it is sent."""
    response = Response(answers=drafts.kept(Answers(form, {}, at)))
    draft = drafts.of_form(response, form, at, "")
    pages = draft.pages
    name = drafts.first_of(pages)
    while name and fill.stuck is None:
        page = draft.page(name)
        if page is None:
            return response
        fill.pages.append(name)
        if fill.pages.count(name) > _VISITS or len(fill.pages) > _MOST_PAGES:
            fill.stuck = Stuck("circle", page.path)
        elif enough():
            fill.stuck = Stuck("time")
        else:
            after, given = _answered(fill, draft, page, at, chance, enough)
            name = after.after(page, draft, given)
            response.answers = drafts.kept(after.answers)
            if name != name_of(page):
                name = _another(response, after, page, chance) or name
            draft = drafts.of_form(response, form, at, "")
    return response


def _answered(
    fill: Fill, draft: Draft, page: Page, at: datetime, chance: Random, enough: Enough
) -> tuple[Draft, dict[str, str]]:
    """Answers a page until nothing on it is wrong; returns the draft, and what was answered."""
    asked = [question for question in page.questions if question.path in draft.asked(page)]
    fill.asked |= {template_of(one.path) for one in _seen(draft, page)}
    given = {one.path: fill.typed[one.path] for one in asked if one.path in fill.typed}
    open_ = [one for one in asked if one.path not in given]
    after = draft
    for turn in range(_TRIES):
        if turn and enough():
            fill.stuck = Stuck("time")
            break
        given |= {one.path: _answer(draft, one, chance) for one in open_}
        after = draft.given(given, at)
        if gone := {one.path for one in asked if not after.answers.relevant(one)} & given.keys():
            # The script takes such questions away from the page, and what was typed with them.
            given = {path: text for path, text in given.items() if path not in gone}
            after = draft.given(given, at)
        problems = [one for one in after.answers.check(page) if one.path in given]
        if not problems:
            break
        wrong = {one.path for one in problems}
        # What is wrong may hang on another answer of the page: now and then all are drawn anew.
        open_ = asked if chance.random() < 0.2 else [one for one in asked if one.path in wrong]
    else:
        fill.stuck = _stuck(problems[0], given)
    fill.typed |= given
    return after, given


def _seen(draft: Draft, page: Page) -> Iterator[Question]:
    return (question for question in page.questions if draft.answers.relevant(question))


def _answer(draft: Draft, question: Question, chance: Random) -> str:
    if not draft.answers.required(question) and chance.random() < _LEFT_OUT:
        return ""
    return tidy(question.kind, random_answer(draft.answers, question, chance))


def _stuck(problem: Problem, given: Mapping[str, str]) -> Stuck:
    return Stuck(problem.code, problem.path, problem.message, given.get(problem.path, ""))


def _another(response: Response, after: Draft, page: Page, chance: Random) -> str:
    """Adds a round now and then where the page lets one; returns its first page."""
    answers, repeat = after.answers, page.repeat
    rounds = answers.rounds(repeat) if repeat else 0
    last = repeat and page.round == rounds
    if not (last and rounds < _MOST_ROUNDS and answers.may_add(repeat)):
        return ""
    if chance.random() > _ANOTHER:
        return ""
    response.answers = {**response.answers, repeat: str(rounds + 1)}
    opened = drafts.of_form(response, after.form, answers.now, "")
    return opened.first_of(repeat)


def _look_back(fill: Fill, draft: Draft) -> None:
    """Compares what was typed with what would be sent."""
    problems = draft.answers.check_all()
    if problems:
        fill.stuck = Stuck("end", problems[0].path, problems[0].message)
        return
    sent = draft.answers.clean()
    for path, typed in fill.typed.items():
        question = _question(draft.form, path)
        if not typed or question is None or sent.get(path, "") == typed:
            continue
        if draft.answers.relevant(question):
            if template_of(path) not in draft.form.filled:
                fill.lost.add(path)
        else:
            fill.dropped[path] = unmet(draft.answers, path)


def _question(form: Form, path: str) -> Question | None:
    found = form.question(path)
    return found.at(path) if found is not None and "[" in path else found


def _never(
    form: Form, at: datetime, fills: list[Fill]
) -> tuple[tuple[Page, ...], tuple[tuple[Question, Rule | None], ...]]:
    """Returns the pages and the questions that no fill came to, with the rules of an empty form."""
    asked = {path for fill in fills for path in fill.asked}
    answers = Answers(form, {}, at)
    questions = [one for one in form.questions.values() if one.path not in asked]
    pages = [
        page
        for page in form.pages
        if page.questions and not any(question.path in asked for question in page.questions)
    ]
    rules = ((question, _rule(answers, question)) for question in questions)
    return tuple(pages), tuple(rules)


def _rule(answers: Answers, question: Question) -> Rule | None:
    try:
        return nearest(answers, question.path)
    except XFormError:
        return None
