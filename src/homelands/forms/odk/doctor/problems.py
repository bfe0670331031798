"""What the doctor finds: a problem in a place, and what would mend it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .edits import Edit

#: Problems with which a form does not convert. All others are worth a look, and no more.
STOPS = frozenset(
    {
        "audit_name",
        "begin_missing",
        "blank_gap",
        "byte_encoding",
        "calculation_missing",
        "choice_name_missing",
        "choice_spaces",
        "choice_twice",
        "circle",
        "conversion",
        "expression_broken",
        "external_choices_missing",
        "file_ending",
        "form_fault",
        "function_dialect",
        "function_unknown",
        "header_missing",
        "header_row",
        "header_twice",
        "label_missing",
        "list_missing",
        "list_unnamed",
        "name_invalid",
        "name_missing",
        "name_reserved",
        "name_twice",
        "operator_spelling",
        "or_other_filtered",
        "other_kind",
        "reference_ambiguous",
        "reference_broken",
        "reference_spaces",
        "reference_unknown",
        "repeat_twice",
        "separator",
        "sheets_unmarked",
        "survey_sheet_name",
        "type_dialect",
        "type_missing",
        "type_retired",
        "type_spelling",
        "type_unknown",
        "end_missing",
        "end_other",
    }
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault or doubt, where it stands, and what a sentence about it needs to name."""

    sheet: str
    row: int
    """The row as a spreadsheet program counts it; 0 for the sheet, or the file, as a whole."""
    code: str
    facts: Mapping[str, str] = field(default_factory=dict)
    repairable: bool = False

    @property
    def stops(self) -> bool:
        """Tells whether the form does not convert because of it."""
        return self.code in STOPS


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem with the edits that would mend it; the same facts serve to say what was done."""

    problem: Problem
    edits: tuple[Edit, ...] = ()


def found(place: tuple[str, int], code: str, /, *edits: Edit, **facts: object) -> Finding:
    """Makes a finding; it can be repaired exactly when there are edits."""
    sheet, row = place
    told = {name: str(fact) for name, fact in facts.items()}
    return Finding(Problem(sheet, row, code, told, bool(edits)), edits)


def mended(place: tuple[str, int], code: str, /, **facts: object) -> Finding:
    """Makes a finding that is mended merely by writing the workbook anew."""
    sheet, row = place
    told = {name: str(fact) for name, fact in facts.items()}
    return Finding(Problem(sheet, row, code, told, repairable=True))


class NotAForm(Exception):
    """The file is no form at all, or none that can be opened: a code and its facts."""

    def __init__(self, code: str, **facts: object) -> None:
        self.code = code
        self.facts = {name: str(fact) for name, fact in facts.items()}
        super().__init__(code)
