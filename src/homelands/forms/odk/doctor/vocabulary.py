"""The words of XLSForm and of its dialects: sheets, headers, types and functions."""

from functools import lru_cache

ROLES = ("survey", "choices", "settings", "external_choices", "entities", "osm")

#: Columns that may be written once for each language.
TRANSLATED = (
    "label", "hint", "guidance_hint", "image", "big-image", "audio", "video",
    "constraint_message", "required_message",
)  # fmt: skip

#: Columns that hold an expression.
EXPRESSIONS = (
    "relevant", "constraint", "calculation", "required", "read_only", "choice_filter",
    "repeat_count",
)  # fmt: skip

#: Other names of columns, as pyxform knows them.
_ALIASES = {
    "relevance": "relevant",
    "calculate": "calculation",
    "readonly": "read_only",
    "caption": "label",
    "command": "type",
    "tag": "name",
    "value": "name",
    "constraining_message": "constraint_message",
    "jr:constraintmsg": "constraint_message",
    "requiredmsg": "required_message",
    "jr:requiredmsg": "required_message",
    "count": "repeat_count",
    "jr:count": "repeat_count",
    "set_form_title": "form_title",
    "title": "form_title",
    "set_form_id": "form_id",
    "id_string": "form_id",
}

#: The headers of each sheet that a misspelt one may have meant.
HEADERS = {
    "survey": (
        "type", "name", "label", "hint", "guidance_hint", "appearance", "required",
        "required_message", "relevant", "relevance", "constraint", "constraint_message",
        "calculation", "choice_filter", "read_only", "readonly", "default", "repeat_count",
        "parameters", "trigger", "image", "audio", "video", "save_to",
    ),
    "choices": ("list_name", "name", "label", "image", "audio", "video"),
    "settings": (
        "form_title", "form_id", "version", "default_language", "instance_name", "style",
        "public_key", "submission_url", "allow_choice_duplicates", "namespaces",
    ),
    "external_choices": ("list_name", "name", "label"),
    "entities": ("list_name", "label", "entity_id", "create_if", "update_if"),
    "osm": ("list_name", "name", "label"),
}  # fmt: skip

#: Headers without which a sheet cannot be read.
NEEDED = {"survey": ("type", "name"), "choices": ("list_name", "name")}

#: Types of other programs, and what ODK calls them; "" where it has nothing of the kind.
DIALECT = {
    "calculate_here": "calculate",
    "text audit": "audit",
    "audio audit": "",
    "speed violations count": "",
    "speed violations list": "",
    "speed violations audit": "",
    "sensor_statistic": "",
    "sensor_stream": "",
    "caseid": "",
    "comments": "",
    "enum": "",
    "kobomatrix": "",
    "begin_kobomatrix": "",
    "end_kobomatrix": "",
    "begin_score": "",
    "end_score": "",
    "score__row": "",
    "begin_rank": "",
    "end_rank": "",
    "rank__level": "",
}

#: Which program a type without a counterpart belongs to.
_KOBO = ("kobomatrix", "score", "rank__", "_rank")

#: Types that people write, and the name that converts.
SPELLINGS = {
    "number": "decimal",
    "numeric": "decimal",
    "float": "decimal",
    "string": "text",
    "yes_no": "",
    "date_time": "dateTime",
    "datetime": "dateTime",
    "gps": "geopoint",
    "photo": "image",
    "selectone": "select_one",
    "select_1": "select_one",
    "single_select": "select_one",
    "selectmultiple": "select_multiple",
    "select_many": "select_multiple",
    "multi_select": "select_multiple",
    "selectmulti": "select_multiple",
    "select_multi": "select_multiple",
    "select_multipe": "select_multiple",
}

#: Functions of SurveyCTO that no other client knows, and what to use instead.
SURVEYCTO = frozenset(
    {
        "device-info", "duration", "caseid", "username", "phone-call-log", "phone-call-duration",
        "collect-is-phone-app", "index", "join-if", "rank-value", "rank-index", "count-if",
        "sum-if", "min-if", "max-if", "hash", "plug-in-metadata", "relevant", "empty",
        "de-duplicate", "distance-between", "geo-scatter", "short-geopoint", "choice-label",
        "selected-text", "no-collaboration", "rank-index-if", "item-index", "item-present",
        "item-at", "linebreak", "version", "phonenumber", "deviceid", "simserial", "subscriberid",
    }
)  # fmt: skip


def program_of(kind: str) -> str:
    """Names the program that a type of a dialect comes from."""
    return "KoboToolbox" if any(part in kind for part in _KOBO) else "SurveyCTO"


def snake(text: str) -> str:
    """Writes a name in small letters with underscores for spaces."""
    return "_".join(text.split()).lower()


@lru_cache(maxsize=2048)
def column_of(header: str, *, doubled: bool) -> tuple[str, str]:
    """Reads a header into its column and its language, as pyxform would.

    Single colons part a column from its language only in sheets without double ones.
    """
    parts = [part.strip() for part in header.split("::")]
    if len(parts) == 1 and not doubled and "jr:" not in header.lower():
        parts = [part.strip() for part in header.split(":")]
    first = snake(parts[0])
    if first in ("media", "bind", "body", "control") and len(parts) > 1:
        parts = parts[1:]
        first = snake(parts[0])
    column = _ALIASES.get(first, first)
    return column, "::".join(parts[1:]) if len(parts) > 1 else ""


def distance(one: str, other: str) -> int:
    """Counts the letters to change, add, drop or swap to get from one word to another."""
    if abs(len(one) - len(other)) > 2:
        return 3
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            best = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]


def nearest(word: str, known: tuple[str, ...]) -> str:
    """Returns the one known word that a misspelt one comes close to; "" when none or several."""
    most = 2 if len(word) > 5 else 1
    near = sorted((distance(word, other), other) for other in known if len(other) > 2)
    near = [(far, other) for far, other in near if far <= most]
    if not near or (len(near) > 1 and near[0][0] == near[1][0]):
        return ""
    return near[0][1]
