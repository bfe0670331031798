"""A sample without names: running numbers for respondents and recruiters, contacts, answers."""

from homelands.surveys.questionnaires.queries.responses import RdsColumns

Line = tuple[str, str, float | int | str, str | int]


def anonymous(columns: RdsColumns) -> list[Line]:
    """Returns a line for each respondent: number, recruiter's number, contacts, answer.

    Numbers run in the order of the labels, with zeros before them, so that they sort as the labels
    do: the bootstraps draw in that order, and only then give the same digits.
    """
    width = len(str(len(columns.ids)))
    order = sorted(columns.ids)
    number = {label: f"{place:0{width}d}" for place, label in enumerate(order, start=1)}
    rows = zip(columns.ids, columns.recruiters, columns.degrees, columns.outcome, strict=True)
    return [
        (
            number[label],
            number[recruiter] if recruiter else "",
            _whole(degree),
            _plain(answer),
        )
        for label, recruiter, degree, answer in rows
    ]


def _whole(degree: float | None) -> float | int | str:
    if degree is None:
        return ""
    return int(degree) if degree.is_integer() else degree


def _plain(answer: str | None) -> str | int:
    """Returns a whole number as one: a spreadsheet's guard against formulas leaves it alone."""
    if answer is None:
        return ""
    try:
        whole = int(answer)
    except ValueError:
        return answer
    return whole if str(whole) == answer else answer
