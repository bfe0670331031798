"""Types of questions: unknown, spelt otherwise, or of another program."""

import re
from collections.abc import Iterator

from ..edits import Edit, Fill, Remove, Write
from ..outline import Entry, Outline, references
from ..problems import Finding, found
from ..vocabulary import DIALECT, SPELLINGS, nearest, program_of

_SELECTS = ("select_one", "select_multiple", "rank", "select_one_external")
_FILES = (".csv", ".xml", ".geojson")
_RETIRED = ("cascading_select", "cascading select", "include")
_PLAIN = (
    "text", "integer", "decimal", "date", "time", "dateTime", "note", "calculate", "image",
    "audio", "video", "file", "barcode", "geopoint", "geotrace", "geoshape", "acknowledge",
    "range", "hidden", "start", "end", "today", "deviceid", "begin_group", "end_group",
    "begin_repeat", "end_repeat", "username", "email", "phonenumber", "audit", "trigger",
)  # fmt: skip


def check_types(form: Outline) -> Iterator[Finding]:
    """Finds the rows whose type does not convert."""
    known = _known()
    for entry in form.entries:
        if not entry.type:
            yield from _untyped(form, entry)
        elif entry.type.lower() in DIALECT or entry.type.lower().startswith("text audit"):
            yield from _dialect(form, entry)
        elif not (entry.opens or entry.closes or entry.select or entry.type in known):
            yield from _unknown(form, entry, known)


def check_parts(form: Outline) -> Iterator[Finding]:
    """Finds questions that lack what their type needs: a label, a calculation, an ending."""
    silent = _silent()
    for entry in form.entries:
        place = (form.survey.name, entry.row.number)
        asked = entry.type and not (entry.opens or entry.closes or entry.type in silent)
        if entry.type == "calculate":
            if not (form.text(entry, "calculation") or "(" in form.text(entry, "default")):
                yield found(place, "calculation_missing", name=entry.name)
        elif asked and not _worded(form, entry) and not _is_setting(entry):
            yield from _unlabelled(form, entry)
        parts = entry.select
        if "from_file" in parts.get("command", "") and not parts["list"].endswith(_FILES):
            yield found(place, "file_ending", list=parts["list"])
        if parts.get("other") and form.text(entry, "choice_filter"):
            yield found(place, "or_other_filtered", name=entry.name)


def _known() -> frozenset[str]:
    from pyxform.aliases import _type_alias_map, settings_header
    from pyxform.question_type_dictionary import QUESTION_TYPE_DICT

    return frozenset({*QUESTION_TYPE_DICT, *_type_alias_map, *settings_header})


def _silent() -> frozenset[str]:
    """Names the types that ask nothing."""
    from pyxform.question_type_dictionary import QUESTION_TYPE_DICT

    return frozenset(
        {"imei", "start-geopoint"}
        | {n for n, made in QUESTION_TYPE_DICT.items() if "control" not in made}
    )


def _untyped(form: Outline, entry: Entry) -> Iterator[Finding]:
    languages = form.survey.languages("label")
    if entry.name or any(form.survey.text(entry.row, "label", name) for name in languages):
        yield found((form.survey.name, entry.row.number), "type_missing", name=entry.name)


def _dialect(form: Outline, entry: Entry) -> Iterator[Finding]:
    kind = entry.type.lower()
    place = (form.survey.name, entry.row.number)
    facts = {"type": entry.type, "program": program_of(kind), "name": entry.name}
    ours = DIALECT.get("text audit" if kind.startswith("text audit") else kind, "")
    edits: tuple[Edit, ...] = ()
    if ours:
        edits = (_retype(form, entry, ours),)
        yield found(place, "type_dialect", *edits, new=ours, **facts)
    else:
        alone = facts["program"] == "SurveyCTO" and entry.name not in _mentioned(form)
        edits = (Remove(*place),) if alone else ()
        yield found(place, "type_dialect", *edits, new="", **facts)


def _mentioned(form: Outline) -> set[str]:
    rows = [*form.survey.rows, *(form.choices.rows if form.choices else ())]
    return {name for row in rows for cell in row.cells for name in references(cell)}


def _unknown(form: Outline, entry: Entry, known: frozenset[str]) -> Iterator[Finding]:
    place = (form.survey.name, entry.row.number)
    new = _meant(entry.type, known, set(form.lists))
    if entry.type.startswith(_RETIRED):
        yield found(place, "type_retired", type=entry.type)
    elif entry.type in _SELECTS:
        yield found(place, "list_unnamed", type=entry.type, name=entry.name)
    elif new:
        edit = _retype(form, entry, new)
        yield found(place, "type_spelling", edit, type=entry.type, new=new)
    else:
        yield found(place, "type_unknown", type=entry.type, name=entry.name)


def _meant(kind: str, known: frozenset[str], lists: set[str]) -> str:
    """Returns the type that a misspelt one stands for; "" when that would be a guess."""
    plain = re.sub(r"[\s\-]+", "_", kind.strip().lower())
    block = re.fullmatch(r"(begin|end|start)_*(of_)?(group|repeat)s?", plain)
    if block:
        return f"{'end' if block[1] == 'end' else 'begin'}_{block[3]}"
    if SPELLINGS.get(plain):
        return SPELLINGS[plain]
    for written in (plain, plain.replace("_", " "), plain.replace("_", "-")):
        if written in known:
            return written
    return _select(kind, lists) or nearest(plain, _PLAIN)


def _select(kind: str, lists: set[str]) -> str:
    """Parts "Select one yes_no" or "select-one: yes_no" into the command and a list."""
    words = kind.replace(":", " ").split()
    for cut in range(1, len(words)):
        command = re.sub(r"[\s\-]+", "_", "_".join(words[:cut]).lower())
        command = SPELLINGS.get(command) or command
        close = command if command in _SELECTS else nearest(command, _SELECTS)
        if close and (words[cut] in lists or close == command):
            return " ".join([close, *words[cut:]])
    return ""


def _retype(form: Outline, entry: Entry, new: str) -> Write:
    at = form.survey.index("type") or 0
    return Write(form.survey.name, entry.row.number, at, new)


def _worded(form: Outline, entry: Entry) -> bool:
    columns = ("label", "hint", "guidance_hint", "image", "big-image", "audio", "video")
    return any(
        form.survey.text(entry.row, column, language)
        for column in columns
        for language in form.survey.languages(column)
    )


def _is_setting(entry: Entry) -> bool:
    return entry.type in ("form_title", "set_form_title", "form_id", "set_form_id", "prefix")


def _unlabelled(form: Outline, entry: Entry) -> Iterator[Finding]:
    place = (form.survey.name, entry.row.number)
    languages = form.survey.languages("label")
    columns = [form.survey.index("label", language) for language in languages]
    text = entry.name.replace("_", " ").strip().capitalize() or entry.type
    edits: list[Edit] = [Write(*place, at, text) for at in columns if at is not None]
    edits = edits or [Fill(*place, "label", text)]
    yield found(place, "label_missing", *edits, name=entry.name, new=text)
