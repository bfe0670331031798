"""Says where our engine comes to something else than JavaRosa about the same answers."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from homelands.forms.xforms import Answers, Form, Question, read_submission
from homelands.forms.xforms.paths import template_of
from homelands.forms.xforms.values import to_boolean
from homelands.surveys.collection.queries.examined import by_the_clock, examined_as, judged, same

Told = Mapping[str, Any]


def differences(form: Form, told: Told, zone: str) -> list[str]:
    """Lists what differs: whether it is taken in, what is asked, worked out, and accepted.

    A form that notes no moment does not tell where the device was: constraints are asked there.
    """
    body, now = told["submission"].encode(), datetime.now(UTC)
    faulty = {node["path"] for node in told["nodes"] if node.get("accepted") is False}
    faulty |= set(told["unanswered"])
    reasons = [
        f"held: {reason['path']} {reason['code']} {reason.get('fault', '')}".strip()
        for reason in examined_as(form, body, now).reasons
        if reason["path"] not in faulty
    ]
    given = read_submission(form, body)
    answers, _ = judged(form, given, now)
    there = Answers(form, given, now.astimezone(ZoneInfo(zone)), sent=True)
    return [*reasons, *_nodes(answers, told), *_verdicts(there, told)]


def _nodes(answers: Answers, told: Told) -> Iterator[str]:
    """Compares what is asked and what is worked out."""
    places = answers._settling.instance.places
    theirs = {node["path"]: node for node in told["nodes"] if node["relevant"]}
    ours = {path for path, place in places.items() if place.relevant}
    for path in sorted(theirs.keys() - ours):
        yield f"not asked here: {path}"
    for path in sorted(ours - theirs.keys()):
        yield f"not asked there: {path}"
    for path in sorted(theirs.keys() & ours):
        bind = answers.form.binds[template_of(path)]
        typed_over = answers.form.editable | answers.form.unstable
        worked_out = bind.calculate is not None and bind.path not in typed_over
        value = theirs[path].get("value", "")
        if not worked_out or "/meta/" in path or by_the_clock(bind, value, places[path].text):
            continue
        if not same(value, places[path].text):
            yield f"calculated: {path} {value!r} there, {places[path].text!r} here"


def _verdicts(answers: Answers, told: Told) -> Iterator[str]:
    """Compares what constraints say of the answers, and of others in their place."""
    asked = {q.path: q for page in answers.pages() for q in page.questions}
    for node in told["nodes"]:
        if "accepted" in node and node["path"] in asked:
            yield from _verdict(answers, asked[node["path"]], node["accepted"], node["value"])
    for other in told["verdicts"]:
        if other["path"] in asked:
            place = answers._settling.instance.places[other["path"]]
            before = place.text
            place.put(other["value"])
            answers._settling.held.pop(place.element, None)
            yield from _verdict(answers, asked[other["path"]], other["accepted"], other["value"])
            place.put(before)


def _verdict(answers: Answers, question: Question, theirs: bool, value: str) -> Iterator[str]:
    rule = question.constraint
    if rule is None:
        return
    ours = to_boolean(answers.evaluate(rule, question.path))
    if ours is not theirs:
        yield f"constraint: {question.path} of {value!r}: {theirs} there, {ours} here"
