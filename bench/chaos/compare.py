"""Holds what was acknowledged against what is stored and what the mail server kept."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from bench.chaos.post import Kept, Post
from bench.chaos.records import Records

_LINK = re.compile(r"https?://\S+")
#: Begins anew each minute, whatever became of the one before.
_EVERY_MINUTE = "foundation.tasks.rescue_jobs"
_BOOKINGS = {
    "drafted": [],
    "rejected": [],
    "approved": ["cost payable"],
    "paid": ["cost payable", "payable bank"],
}


@dataclass
class Finding:
    """One promise: how many were acknowledged, and what is wrong with how many."""

    what: str
    acknowledged: int
    wrong: list[str] = field(default_factory=list)
    said: str = ""


def compare(records: Records, state: dict[str, Any], post: Post) -> list[Finding]:
    """Returns a line for each promise."""
    return [
        _submissions(records, state),
        _persons(records, state),
        _places(records, state),
        *_payments(records, state),
        _codes(records, post),
        _place_letters(records, state, post),
        _letters_to_many(records, state, post),
        _repeats(post),
        _jobs(state),
    ]


def _submissions(records: Records, state: dict[str, Any]) -> Finding:
    finding = Finding("submissions: stored once, byte for byte", len(records.submissions))
    held = state["submissions"]
    for instance, digest in records.submissions.items():
        rows = held.get(instance, [])
        if [row[0] for row in rows] != [digest] or rows[0][1] != "accepted":
            finding.wrong.append(f"{instance}: {rows}")
    doubles = [instance for instance, rows in held.items() if len(rows) != 1]
    finding.wrong += [f"{instance} stands twice" for instance in doubles]
    if state["responses"] != len(held):
        finding.wrong.append(f"{state['responses']} responses of {len(held)} submissions")
    finding.said = f"{len(held) - len(records.submissions)} more stored whose answer was lost"
    return finding


def _persons(records: Records, state: dict[str, Any]) -> Finding:
    finding = Finding("registrations: there, and nobody twice", len(records.registered))
    finding.wrong += _missing(records.registered, state["persons"])
    finding.wrong += _twice(state["persons"])
    finding.said = f"{len(state['persons'])} persons"
    return finding


def _places(records: Records, state: dict[str, Any]) -> Finding:
    finding = Finding("places of guests: there, and nobody twice", len(records.joined))
    finding.wrong += _missing(records.joined, state["places"])
    finding.wrong += _twice(state["places"])
    return finding


def _payments(records: Records, state: dict[str, Any]) -> Iterable[Finding]:
    held = state["payments"]
    drafts = Finding("payments prepared: there once", len(records.drafted))
    drafts.wrong += _missing(records.drafted, held)
    drafts.wrong += _twice({note: len(rows) for note, rows in held.items()})
    drafts.said = f"{len(held)} stored"
    yield drafts
    rows = {note: rows[0] for note, rows in held.items()}
    for what, notes, booking in (
        ("approvals: in the ledger once", records.approved, "cost payable"),
        ("payments made: in the ledger once", records.paid, "payable bank"),
    ):
        finding = Finding(what, len(notes))
        for note in notes:
            if rows.get(note, {"booked": []})["booked"].count(booking) != 1:
                finding.wrong.append(f"{note}: {rows.get(note)}")
        yield finding
    ledger = Finding("every payment: its bookings are those of its state", len(rows))
    ledger.wrong += [f"{row}" for row in rows.values() if row["booked"] != _BOOKINGS[row["state"]]]
    yield ledger


def _missing(wanted: Iterable[str], held: dict[str, Any]) -> list[str]:
    return [f"{one} is missing" for one in wanted if one not in held]


def _twice(held: dict[str, int]) -> list[str]:
    return [f"{one} stands {number} times" for one, number in held.items() if number > 1]


def _different(letters: Iterable[Kept]) -> int:
    return len({letter.key for letter in letters})


def _codes(records: Records, post: Post) -> Finding:
    """A code was asked for once or more; no more letters came than were asked for."""
    finding = Finding("letters with a code: at least one, no more than asked", len(records.asked))
    for email, asked in records.codes.items():
        came = _different(post.letters(email))
        if came > asked or (email in records.asked and not came):
            finding.wrong.append(f"{email}: asked {asked} times, {came} letters")
    return finding


def _place_letters(records: Records, state: dict[str, Any], post: Post) -> Finding:
    finding = Finding("letters about places: one each", len(records.joined))
    for email in state["places"]:
        came = _different(post.letters(email))
        if came != 1:
            finding.wrong.append(f"{email}: {came} letters")
    return finding


def _letters_to_many(records: Records, state: dict[str, Any], post: Post) -> Finding:
    finding = Finding("letters to a segment: one to each", len(records.written))
    rows = state["deliveries"]
    for subject, email, sent, skipped in rows:
        came = _different(one for one in post.letters(email) if one.subject == subject)
        if came != (1 if sent else 0) or bool(sent) == bool(skipped):
            finding.wrong.append(f"{subject} to {email}: sent {sent} {skipped}, {came} letters")
    there = {row[0] for row in rows}
    finding.wrong += [f"{one} is missing" for one in records.written if one not in there]
    finding.said = f"{len(rows)} persons written to"
    return finding


def _repeats(post: Post) -> Finding:
    """The same letter twice is no fault if its Message-ID is the same: a reader's program knows."""
    kept = [letter for letters in list(post.kept.values()) for letter in letters]
    times = Counter((letter.to, letter.key) for letter in kept)
    unsaid = {(one.to, one.key) for one in kept if not one.said}
    again = {key for key, number in times.items() if number > 1}
    finding = Finding("letters repeated with the same Message-ID", len(kept))
    finding.said = (
        f"{len(again)} repeated: {len(again & unsaid)} after a silent mail server, "
        f"{len(again - unsaid)} sent, and not noted as sent before a kill or an error"
    )
    # Links to stop letters are signed with the second of signing; each of them works.
    texts = {
        key: {_LINK.sub("", one.text) for one in kept if (one.to, one.key) == key} for key in again
    }
    finding.wrong += [f"{key}: another text" for key, said in texts.items() if len(said) > 1]
    return finding


def _jobs(state: dict[str, Any]) -> Finding:
    finding = Finding("jobs: none given up, none left", sum(state["jobs"].values()))
    for name, number in state["jobs"].items():
        if not name.endswith(" succeeded") and not name.startswith(_EVERY_MINUTE):
            finding.wrong.append(f"{number} x {name}")
    return finding
