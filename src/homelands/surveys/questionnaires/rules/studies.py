"""What of a study may still change once people have answered."""

from typing import Protocol

from django.utils.translation import gettext_lazy as _

from homelands.foundation.errors import NotNow
from homelands.surveys.questionnaires.models import Response, Study


class Wanted(Protocol):
    """A study as it is to be."""

    @property
    def design(self) -> str: ...
    @property
    def destinations(self) -> tuple[str, ...]: ...


class AnswersRestOnIt(NotNow):
    code = "answers_rest_on_it"


def check_holds_for_answers(study: Study, wanted: Wanted) -> None:
    """The design and the countries of answers stay: what may be said of results depends on them."""
    responses = Response.objects.filter(study=study)
    if wanted.design != study.design and responses.exists():
        raise AnswersRestOnIt(
            _("People have answered already, so how they were reached stays as it is."),
            field="design",
        )
    if (
        wanted.destinations
        and responses.exclude(destination__in=["", *wanted.destinations]).exists()
    ):
        raise AnswersRestOnIt(
            _("People of a country that you took out have answered already. Leave it in."),
            field="destinations",
        )
