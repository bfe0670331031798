"""Why a file is no table: a code with facts, and the sentence for each code.

The sentences are in English here, marked for translation; `sentence` says them in the reader's
language. So the commands that run without settings can say them too.
"""

from django.utils.translation import gettext


def N_(text: str) -> str:  # noqa: N802 - the name by which strings are collected
    return text


WORDS = {
    "empty": N_("The file is empty."),
    "broken": N_(
        "The file is broken: it cannot be opened. Open it in a spreadsheet program and save it "
        "again as .xlsx."
    ),
    "protected": N_(
        "The workbook is protected by a password. Take the password off, save it, and add it again."
    ),
    "web_page": N_(
        "The file is a web page that was saved under the name of a spreadsheet. Open it in a "
        "spreadsheet program and save it as .xlsx."
    ),
    "xml_spreadsheet": N_(
        "The file is a spreadsheet in the XML format of 2003. Open it in a spreadsheet program and "
        "save it as .xlsx."
    ),
    "other_content": N_(
        "The file is no table: it looks like %(found)s. Save the table as CSV in UTF-8 or as .xlsx."
    ),
    "no_text": N_(
        "The file is neither text nor a workbook. Save the table as CSV in UTF-8 or as .xlsx."
    ),
    "bomb": N_("The workbook would unpack to %(size)s MB. It was not opened."),
    "encoding": N_("The file is not text in UTF-8. Save it as CSV in UTF-8."),
    "csv": N_("The file is no CSV: line %(line)s cannot be read. Check its quotation marks."),
    "statistics": N_("The file cannot be opened as %(kind)s."),
    "no_rows": N_("The file has no rows below its header."),
    "too_large": N_("The file has more than %(most)s MB. Cut it into parts."),
    "too_many": N_(
        "The file has %(rows)s rows and %(columns)s columns; at most %(most)s rows and"
        " %(widest)s columns are taken at once."
    ),
    "header_twice": N_("These columns stand in the header more than once: %(names)s."),
    "no_column": N_("The file has no column %(names)s. Its columns are: %(known)s."),
    "rounds_alone": N_(
        "The rows of this file are rounds of a repeated group, not respondents. Add the ZIP that "
        "ODK Central gives, or the whole workbook, in which both stand."
    ),
    "no_main": N_(
        "One table of the ZIP must hold the respondents, and the others their rounds. It has: "
        "%(names)s."
    ),
    "stray_rounds": N_(
        "Rounds in “%(name)s” belong to nobody in the table of respondents: %(keys)s."
    ),
    "width": N_("Row %(row)s has %(cells)s cells, but the header has %(columns)s."),
}


class Unreadable(ValueError):
    """The file is no table, or none that can be opened: a code and its facts."""

    def __init__(self, code: str, **facts: object) -> None:
        self.code = code
        self.facts = facts
        super().__init__(WORDS[code] % facts)


def sentence(fault: Unreadable) -> str:
    """Returns in the reader's language why a file is no table."""
    return gettext(WORDS[fault.code]) % fault.facts
