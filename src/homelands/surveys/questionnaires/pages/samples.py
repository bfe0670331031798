"""Sample questionnaires, handed out as spreadsheets to start from."""

from django.http import Http404, HttpResponse

from homelands.foundation.roles import Role
from homelands.foundation.rules import check_holds
from homelands.foundation.views import Request, for_officers
from homelands.surveys.questionnaires.queries import samples

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_check_manager = check_holds(Role.SURVEY_MANAGER)


@for_officers
def download(request: Request, name: str) -> HttpResponse:
    """Hands out a sample questionnaire as a spreadsheet."""
    _check_manager(request.actor, None)
    sample = samples.find(name)
    if sample is None:
        raise Http404
    headers = {
        "Content-Disposition": f'attachment; filename="{sample.name}.xlsx"',
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(sample.workbook(), content_type=_XLSX, headers=headers)
