"""Says each problem in words: what is wrong, and what to do. Read only where pages are made."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from homelands.forms.tables.problems import WORDS

from .problems import NotAForm, Problem

#: Why a file is no form. That it cannot be opened at all is said in the words for every table.
REFUSALS: dict[str, Any] = {
    "open_document": _(
        "The file is an OpenDocument spreadsheet. Open it in a spreadsheet program and save it as "
        ".xlsx."
    ),
    "other_content": _(
        "The file is not what its name says: its content is no %(kind)s file (it looks like "
        "%(found)s)."
    ),
    "no_table": _(
        "The file cannot be read as a questionnaire: there is no table in it. A questionnaire has "
        "a sheet “survey” with the columns “type”, “name” and “label”."
    ),
    "no_survey_sheet": _(
        "The file cannot be read as a questionnaire: it has no sheet “survey” with the columns "
        "“type” and “name”. Sheets found: %(sheets)s."
    ),
    "too_many_columns": _(
        "The sheet “%(sheet)s” has %(columns)s columns; a questionnaire may have at most %(most)s. "
        "Take out what is no question, choice or setting."
    ),
    "too_many_cells": _(
        "The workbook has more than %(most)s filled cells; no questionnaire needs so many. Keep "
        "long lists in a CSV file beside the form."
    ),
}

PROBLEMS: dict[str, Any] = {
    # The file
    "other_kind": _("The file is called %(named)s, but what is in it is %(kind)s."),
    "byte_encoding": _(
        "The text is not written in UTF-8. It was read as %(encoding)s: look whether accents and "
        "letters are right."
    ),
    "separator": _("The columns are parted by “%(separator)s” where a comma should stand."),
    "sheets_unmarked": _(
        "The file begins with the headers of a survey sheet; the name of the sheet, alone in the "
        "first column, is missing above them."
    ),
    "bloat": _(
        "%(cells)s blank cells are formatted. They slow everything down; without them the form is "
        "the same."
    ),
    "conversion": _("%(reason)s"),
    "form_fault": _("%(reason)s"),
    # Sheets and headers
    "survey_sheet_name": _("No sheet is called “survey”; “%(name)s” seems to be meant."),
    "sheet_name": _("The sheet “%(name)s” is not read; “%(new)s” seems to be meant."),
    "header_row": _("The headers stand in row %(new)s; above them there must be nothing."),
    "header_missing": _("The column “%(column)s” is missing. No form can do without it."),
    "header_misspelt": _("The header “%(header)s” is not known; “%(new)s” seems to be meant."),
    "header_language": _("The header “%(header)s” is not read. A language is named as “%(new)s”."),
    "header_twice": _(
        "The column “%(header)s” means the same as “%(other)s”, which stands before it."
    ),
    "blank_gap": _(
        "%(blank)s blank rows stand after row %(last)s. From here on nothing would be read."
    ),
    # Languages
    "language_spelling": _("The language “%(language)s” is spelt “%(new)s” elsewhere."),
    "default_language": _(
        "The default language “%(language)s” is none of the languages of the form: %(languages)s."
    ),
    "language_unnamed": _(
        "The column “%(column)s” names no language, while others do: %(languages)s. Its texts "
        "count as a language of their own."
    ),
    "translation_column": _("The column “%(column)s” is missing in: %(languages)s."),
    "translation_blank": _("“%(column)s” is blank in: %(languages)s."),
    # Types
    "type_missing": _(
        "The row has a name or a label and no type. Give it one, such as “text”, or take it out."
    ),
    "type_spelling": _("The type “%(type)s” is not known; “%(new)s” seems to be meant."),
    "type_dialect": _(
        "The type “%(type)s” belongs to %(program)s. No other program can ask it as it is."
    ),
    "type_unknown": _("The type “%(type)s” is not known. Look it up in the reference of XLSForm."),
    "type_retired": _(
        "The type “%(type)s” is no part of XLSForm any more. Write its questions out, one row "
        "each; lists that depend on an earlier answer use a choice filter."
    ),
    "list_unnamed": _(
        "The type “%(type)s” needs the name of a list of choices, such as “%(type)s yes_no”."
    ),
    "calculation_missing": _("The question “%(name)s” calculates, but its calculation is blank."),
    "label_missing": _("The question “%(name)s” has no label: there is nothing to read."),
    "file_ending": _(
        "Choices from a file need its whole name, with .csv, .xml or .geojson; “%(list)s” has none."
    ),
    "or_other_filtered": _(
        "“%(name)s” has both “or_other” and a choice filter, which do not go together. Add the "
        "choice “other” to the list, and a text question that asks for it."
    ),
    # Groups
    "begin_missing": _("A %(kind)s ends here that was never begun."),
    "end_other": _("A %(kind)s ends here, but “%(name)s”, begun in row %(at)s, is a %(opened)s."),
    "end_missing": _("The %(kind)s “%(name)s” begins here and is never ended."),
    # Names
    "name_missing": _("The row of type “%(type)s” has no name."),
    "name_invalid": _(
        "“%(name)s” cannot be a name. Names begin with a letter and hold letters, digits, “_”, “-” "
        "and “.”, without spaces."
    ),
    "name_reserved": _("The name “%(name)s” is reserved for data about the form itself."),
    "name_twice": _("The name “%(name)s” is given in row %(first)s already, in the same group."),
    "repeat_twice": _("A repeat in row %(first)s is called “%(name)s” already."),
    "reference_ambiguous": _(
        "Row %(first)s has the name “%(name)s” too, so that nobody can tell which of them "
        "${%(name)s} means."
    ),
    "name_letters": _(
        "“%(name)s” has letters beyond a to z. It works here, but many statistical programs "
        "cannot read such names."
    ),
    "name_capitals": _(
        "“%(name)s” and “%(other)s” differ only in capitals. Many statistical programs take them "
        "for one."
    ),
    "audit_name": _("A row of type “audit” keeps its name blank; “%(name)s” cannot be used."),
    # Lists and choices
    "list_missing": _("The list “%(list)s” is not on the choices sheet. There is: %(known)s."),
    "external_choices_missing": _(
        "The list “%(list)s” should stand on the sheet “external_choices”, which is missing."
    ),
    "choices_many": _(
        "The list “%(list)s” has %(n)s choices. Such a list is better kept in a CSV file beside "
        "the form (select_one_from_file)."
    ),
    "choice_name_missing": _("A choice of the list “%(list)s” has no name."),
    "choice_twice": _("The list “%(list)s” has the choice “%(code)s” in row %(first)s already."),
    "choice_spaces": _(
        "The choice “%(code)s” has a space in its name; where several may be chosen, spaces part "
        "one choice from the next."
    ),
    "choice_decimal": _("The choice “%(code)s” looks like a number that grew a point."),
    "choice_unlabelled": _("The choice “%(code)s” of the list “%(list)s” has no label."),
    # References and expressions
    "reference_unknown": _("“%(column)s” refers to ${%(name)s}, and no question has that name."),
    "reference_near": _(
        "“%(column)s” refers to ${%(name)s}, and no question has that name. Is “%(near)s” meant?"
    ),
    "reference_spaces": _("In “%(column)s” a reference has spaces in it: %(text)s."),
    "reference_broken": _(
        "In “%(column)s” the reference %(text)s is not whole. It begins with ${, then the name, "
        "and ends with }."
    ),
    "smart_quotes": _("“%(column)s” has the curled quotation marks of a word processor: %(text)s"),
    "operator_spelling": _("“%(column)s” has signs that XLSForm does not know: %(text)s"),
    "expression_broken": _("“%(column)s” cannot be understood: %(reason)s It reads: %(text)s"),
    "function_dialect": _(
        "“%(column)s” calls %(name)s(), which only SurveyCTO knows. It reads: %(text)s"
    ),
    "function_unknown": _("“%(column)s” calls %(name)s(), which we do not know: %(text)s"),
    "function_collect": _(
        "“%(column)s” calls %(name)s(), which Collect does not know: phones cannot open the form. "
        "It reads: %(text)s"
    ),
    "day_as_text": _(
        "“%(column)s” reckons with '%(day)s', which is a date here and on the web, and a text for "
        "Collect: there nothing is before or after it. Write date('%(day)s')."
    ),
    "repeat_outside": _(
        "“%(column)s” asks for ${%(name)s}, which stands in the repeat “%(repeat)s” (row %(at)s), "
        "from outside of it. Collect stops as soon as there are two answers. Take all of them, "
        "with sum() or join(), or one, with indexed-repeat()."
    ),
    "code_unknown": _(
        "“%(column)s” compares ${%(name)s} with '%(code)s', which is no choice of the list "
        "“%(list)s”. There is: %(known)s."
    ),
    "code_unquoted": _(
        "“%(column)s” compares ${%(name)s} with %(code)s, which without quotes is no text and "
        "leads to nothing. Write '%(code)s'."
    ),
    "filter_column": _(
        "The choice filter names the column “%(name)s”, which the choices sheet does not have. "
        "There is: %(known)s."
    ),
    "circle": _("These wait for one another in a circle: %(names)s."),
    # Settings and cells
    "settings_missing": _(
        "There is no sheet “settings”, so the form has neither an id nor a version."
    ),
    "form_id_missing": _("The form has no id. Answers of different forms could be mixed up."),
    "version_missing": _("The form has no version. A later one could not be told from it."),
    "version_date": _(
        "A spreadsheet program made a moment out of the version; it reads “%(version)s”."
    ),
    "cell_date": _(
        "In “%(column)s” a spreadsheet program made a date out of what was typed: %(text)s. Format "
        "the cell as text and type it again."
    ),
    "cell_error": _("In “%(column)s” a formula failed: %(text)s."),
    "formula": _("In “%(column)s” the text comes from a formula: %(formula)s"),
    "formula_lost": _(
        "In “%(column)s” there is a formula whose result is not in the file: %(formula)s. Open it "
        "in a spreadsheet program, save it, and add it again."
    ),
}


def sentence(problem: Problem) -> str:
    """Returns a problem in words."""
    code = "reference_near" if problem.facts.get("near") else problem.code
    return _said(PROBLEMS[code], problem.facts)


def refusal(fault: NotAForm) -> str:
    """Returns in words why a file is no form."""
    words = REFUSALS.get(fault.code) or gettext(WORDS[fault.code])
    return _said(words, fault.facts)


def _said(words: Any, facts: Mapping[str, str]) -> str:
    return str(words) % facts
