"""A sample without names: running numbers, contacts, answers, and in which order they came."""

from homelands.surveys.questionnaires.queries.responses import RdsColumns

Line = tuple[str, str, float | int | str, str | int, int | str]


def anonymous(columns: RdsColumns) -> list[Line]:
    """Returns a line for each respondent: number, recruiter's number, contacts, answer, place.

    Numbers run in the order of the labels, with zeros before them, so that they sort as the labels
    do: the bootstraps draw in that order, and only then give the same digits.
    """
    width = len(str(len(columns.ids)))
    order = sorted(columns.ids)
    number = {label: f"{place:0{width}d}" for place, label in enumerate(order, start=1)}
    rows = zip(
        columns.ids,
        columns.recruiters,
        columns.degrees,
        columns.outcome,
        _places(columns),
        strict=True,
    )
    return [
        (
            number[label],
            number[recruiter] if recruiter else "",
            _whole(degree),
            _plain(answer),
            place,
        )
        for label, recruiter, degree, answer, place in rows
    ]


def _places(columns: RdsColumns) -> list[int | str]:
    """Returns in which order people answered, from 1; nothing where that is not known."""
    moments = sorted({moment for moment in columns.moments if moment is not None})
    place = {moment: number for number, moment in enumerate(moments, start=1)}
    known = columns.moments or [None] * len(columns.ids)
    return ["" if moment is None else place[moment] for moment in known]


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
