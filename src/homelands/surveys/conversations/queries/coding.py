"""Reads of coding: what is marked, how far coders agree, which themes stand in which groups."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from django.db.models import Count, QuerySet

from homelands.foundation.models import User
from homelands.science.agreement.krippendorff import Agreement, alpha
from homelands.surveys.conversations.models import Code, Passage, Transcript
from homelands.surveys.conversations.rules.sentences import Segment, segments
from homelands.surveys.questionnaires.models import Study


def codebook(study: Study) -> QuerySet[Code]:
    """Returns a study's codes by name, with how many passages the actor sees marked with each."""
    return (
        Code.objects.filter(study=study)
        .select_related("parent")
        .annotate(marked=Count("passages"))
        .order_by("name")
    )


@dataclass(frozen=True)
class Marked:
    """A sentence of a transcript with the marks that one coder put on it."""

    segment: Segment
    passages: list[Passage]


def marked(transcript: Transcript, coder: UUID) -> list[Marked]:
    """Returns a transcript sentence by sentence with the marks of one coder."""
    found = transcript.passages.filter(coder=coder).select_related("code").order_by("start", "end")
    passages = list(found)
    return [Marked(segment, _on(passages, segment)) for segment in segments(transcript.text)]


def _on(passages: Iterable[Passage], segment: Segment) -> list[Passage]:
    return [
        passage
        for passage in passages
        if passage.start < segment.end and passage.end > segment.start
    ]


@dataclass(frozen=True)
class CodeAgreement:
    """How far the coders of a study agree on one code; None where nobody marked it twice."""

    code: Code
    agreement: Agreement | None
    marked: int

    @property
    def verdict(self) -> str:
        """Says what may be concluded: the code of the doubt, "" where agreement is firm."""
        codes = [caution.code for caution in self.agreement.cautions] if self.agreement else []
        return next((code for code in codes if code != "agreement-few-units"), "")


@dataclass(frozen=True)
class Difference:
    """A sentence that some coders marked with a code and others did not."""

    transcript: Transcript
    segment: Segment
    code: Code
    coders: list[str]


@dataclass(frozen=True)
class Comparison:
    """The agreement on every code, over the transcripts that two coders or more have coded."""

    transcripts: int
    coders: list[str]
    codes: list[CodeAgreement]
    differences: list[Difference]


def comparison(study: Study) -> Comparison:
    """Compares coders sentence by sentence: for each code, who marked the sentence with it."""
    books = [book for book in _books(study) if len(book.coders) > 1]
    coders = sorted({coder for book in books for coder in book.coders}, key=str)
    names = _names(coders)
    codes = list(Code.objects.filter(study=study).order_by("name"))
    return Comparison(
        transcripts=len(books),
        coders=[names[coder] for coder in coders],
        codes=[_agreement(code, books, coders) for code in codes],
        differences=[
            difference
            for book in books
            for code in codes
            for difference in _differences(book, code, names)
        ],
    )


@dataclass(frozen=True)
class _Book:
    """One transcript with everybody's marks: who coded it has marked something in it."""

    transcript: Transcript
    segments: list[Segment]
    passages: list[Passage]

    @property
    def coders(self) -> list[UUID]:
        return sorted({passage.coder for passage in self.passages}, key=str)

    def marks(self, code: Code, coder: UUID) -> list[bool]:
        own = [
            passage
            for passage in self.passages
            if passage.code_id == code.pk and passage.coder == coder
        ]
        return [bool(_on(own, segment)) for segment in self.segments]


def _books(study: Study) -> list[_Book]:
    held: dict[UUID, list[Passage]] = defaultdict(list)
    rows = Passage.objects.filter(
        transcript__conversation__study=study, transcript__replaced_by=None
    ).select_related("transcript__conversation")
    for row in rows:
        held[row.transcript_id].append(row)
    return [
        _Book(passages[0].transcript, segments(passages[0].transcript.text), passages)
        for passages in held.values()
    ]


def _names(coders: list[UUID]) -> dict[UUID, str]:
    known = {user.pk: str(user) for user in User.objects.filter(pk__in=coders)}
    return {coder: known.get(coder, str(coder)[:8]) for coder in coders}


def _agreement(code: Code, books: list[_Book], coders: list[UUID]) -> CodeAgreement:
    """Compares presence and absence; a coder who did not code a transcript says nothing of it."""
    parts = [
        np.array(
            [
                book.marks(code, coder) if coder in book.coders else [np.nan] * len(book.segments)
                for coder in coders
            ],
            dtype=np.float64,
        )
        for book in books
    ]
    if not parts:
        return CodeAgreement(code, None, 0)
    judged = np.concatenate(parts, axis=1)
    used = int(np.nansum(judged))
    return CodeAgreement(code, alpha(judged) if used else None, used)


def _differences(book: _Book, code: Code, names: dict[UUID, str]) -> list[Difference]:
    by_coder = {coder: book.marks(code, coder) for coder in book.coders}
    found = []
    for place, segment in enumerate(book.segments):
        for_it = [names[coder] for coder, marks in by_coder.items() if marks[place]]
        if 0 < len(for_it) < len(by_coder):
            found.append(Difference(book.transcript, segment, code, for_it))
    return found


@dataclass(frozen=True)
class Theme:
    """A code with the conversations and passages in which it stands, for each group of them."""

    code: Code
    conversations: int
    passages: int
    by_group: list[int]


@dataclass(frozen=True)
class Themes:
    """Themes by group: `groups` names a kind of conversation or a country, with its total."""

    groups: list[tuple[str, int]]
    rows: list[Theme]


def themes(study: Study, by: str) -> Themes:
    """Counts in how many conversations each theme stands, by "kind" or "destination".

    Conversations are counted, not participants: a theme in many passages of one talk is one.
    """
    books = _books(study)
    totals: dict[str, set[UUID]] = defaultdict(set)
    for book in books:
        talk = book.transcript.conversation
        totals[getattr(talk, by)].add(talk.pk)
    groups = sorted(totals)
    rows = []
    for code in Code.objects.filter(study=study).order_by("name"):
        held = [
            passage for book in books for passage in book.passages if passage.code_id == code.pk
        ]
        talks = {one.transcript.conversation_id: one.transcript.conversation for one in held}
        in_group = [sum(getattr(talk, by) == group for talk in talks.values()) for group in groups]
        rows.append(Theme(code, len(talks), len(held), in_group))
    return Themes([(group, len(totals[group])) for group in groups], rows)


def passages(code: Code) -> QuerySet[Passage]:
    """Returns everything that is marked with a code, conversation by conversation."""
    return (
        Passage.objects.filter(code=code, transcript__replaced_by=None)
        .select_related("transcript__conversation")
        .order_by("transcript__conversation__held_on", "transcript", "start")
    )
