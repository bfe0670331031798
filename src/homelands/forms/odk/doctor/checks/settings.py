"""Settings: the form's id and version, by which answers are told apart later."""

import re
from collections.abc import Iterator

from ..edits import AddSheet, Fill
from ..outline import Outline
from ..problems import Finding, found

_FIRST = "1"
_DATE = re.compile(r"\d{4}-\d{2}-\d{2} 00:00:00")


def check_settings(form: Outline) -> Iterator[Finding]:
    """Finds forms without an id or a version, and versions that became dates."""
    settings = form.settings
    new_id = re.sub(r"\W+", "_", form.setting("form_title")).strip("_").lower() or "questionnaire"
    typed = {entry.type for entry in form.entries}
    if settings is None and not typed & {"form_id", "set_form_id"}:
        cells = (("form_title", "Questionnaire"), ("form_id", new_id), ("version", _FIRST))
        yield found(("settings", 0), "settings_missing", AddSheet("settings", cells), new=new_id)
    if settings is None:
        return
    number = settings.rows[0].number if settings.rows else settings.head + 1
    for column, new in (("form_id", new_id), ("version", _FIRST)):
        if not form.setting(column) and not typed & {column, f"set_{column}"}:
            at = settings.index(column)
            header = settings.header[at] if at is not None else column
            edit = Fill(settings.name, number, header, new)
            yield found((settings.name, number), f"{column}_missing", edit, new=new)
    version = form.setting("version")
    if _DATE.fullmatch(version):
        at = settings.index("version") or 0
        new = version.split(" ")[0]
        edit = Fill(settings.name, number, settings.header[at], new)
        yield found((settings.name, number), "version_date", edit, version=version, new=new)
