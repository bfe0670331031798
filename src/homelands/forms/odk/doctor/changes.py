"""Says what a repair has done, problem by problem; nothing is changed without a word."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from .problems import Problem

CHANGES: dict[str, Any] = {
    "other_kind": _("The file was written as .xlsx."),
    "byte_encoding": _("The text was read as %(encoding)s and written anew."),
    "separator": _("The columns were read at “%(separator)s”."),
    "sheets_unmarked": _("The table became the sheet “survey”."),
    "bloat": _("%(cells)s blank cells were left out."),
    "survey_sheet_name": _("The sheet “%(name)s” is called “%(new)s” now."),
    "sheet_name": _("The sheet “%(name)s” is called “%(new)s” now."),
    "header_row": _("What stood above the headers in row %(new)s was left out."),
    "header_misspelt": _("The header “%(header)s” reads “%(new)s” now."),
    "header_language": _("The header “%(header)s” reads “%(new)s” now."),
    "header_twice": _(
        "The second column “%(header)s” is called “%(new)s” now and is not read; the first one "
        "counts."
    ),
    "blank_gap": _("%(blank)s blank rows were taken out."),
    "language_spelling": _("The language “%(language)s” is spelt “%(new)s” now."),
    "type_spelling": _("The type “%(type)s” became “%(new)s”."),
    "type_dialect": _("The row of type “%(type)s” was taken out: nothing else refers to it."),
    "type_dialect_new": _(
        "The type “%(type)s” became “%(new)s”. It does nearly the same: a calculation is made "
        "whenever answers change, an audit is kept by field apps."
    ),
    "label_missing": _("“%(name)s” got the label “%(new)s”. Write a better one."),
    "begin_missing": _("The row that ended a %(kind)s was taken out."),
    "end_other": _("The row ends the %(opened)s “%(name)s” now."),
    "end_missing": _(
        "The %(kind)s “%(name)s” was ended before row %(before)s. Look whether that is the place."
    ),
    "end_missing_last": _(
        "The %(kind)s “%(name)s” was ended at the end of the sheet. Look whether that is the place."
    ),
    "name_missing": _("The row got the name “%(new)s”."),
    "name_invalid": _("“%(name)s” is called “%(new)s” now, and all references follow it."),
    "name_reserved": _("“%(name)s” is called “%(new)s” now, and all references follow it."),
    "name_twice": _(
        "The second “%(name)s” is called “%(new)s” now. References to “%(name)s” stay with the "
        "first, in row %(first)s."
    ),
    "repeat_twice": _(
        "The second repeat “%(name)s” is called “%(new)s” now. References to “%(name)s” stay with "
        "the first, in row %(first)s."
    ),
    "reference_ambiguous": _(
        "This “%(name)s” is called “%(new)s” now. References from inside its own group follow it; "
        "all others stay with the first, in row %(first)s."
    ),
    "audit_name": _("The name “%(name)s” of the audit was taken out."),
    "list_missing": _("The list “%(list)s” is taken to be “%(new)s”."),
    "choice_name_missing": _("The choice “%(label)s” got the name “%(new)s”."),
    "choice_name_removed": _("A blank choice of the list “%(list)s” was taken out."),
    "choice_twice_removed": _("The row was taken out: row %(first)s says exactly the same."),
    "choice_twice_allowed": _(
        "The list “%(list)s” is filtered, so the setting “allow_choice_duplicates” was set to yes."
    ),
    "choice_twice_renamed": _(
        "The second “%(code)s” is called “%(new)s” now. Conditions on “%(code)s” stay with the "
        "first, in row %(first)s."
    ),
    "choice_spaces": _("The choice “%(code)s” is called “%(new)s” now, in conditions too."),
    "choice_decimal": _("The choice “%(code)s” is called “%(new)s” now, in conditions too."),
    "reference_unknown": _("${%(name)s} became ${%(new)s}, which differs only in capitals."),
    "reference_spaces": _("The spaces in the reference were taken out: %(new)s."),
    "smart_quotes": _("The quotation marks in “%(column)s” are straight now."),
    "operator_spelling": _("“%(column)s” reads now: %(new)s"),
    "settings_missing": _(
        "The sheet “settings” was added, with the id “%(new)s” and the version “1”. Change them as "
        "you like."
    ),
    "form_id_missing": _("The form got the id “%(new)s”. Change it as you like."),
    "version_missing": _("The form got the version “%(new)s”. Change it as you like."),
    "version_date": _("The version reads “%(new)s” now."),
    "formula": _("The text in “%(column)s” stays; the formula was left out."),
}


def change(problem: Problem) -> str:
    """Returns in words what the repair of a problem has done."""
    return str(CHANGES[_code(problem)]) % problem.facts


def _code(problem: Problem) -> str:
    facts = problem.facts
    if problem.code == "type_dialect" and facts["new"]:
        return "type_dialect_new"
    if problem.code == "end_missing" and facts["before"] == "-":
        return "end_missing_last"
    if problem.code == "choice_twice":
        return f"choice_twice_{facts['how']}"
    if problem.code == "choice_name_missing" and not facts["new"]:
        return "choice_name_removed"
    return problem.code
