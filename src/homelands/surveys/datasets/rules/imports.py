"""Who takes in files of answers, and until when a file can still be changed."""

from django.utils.translation import gettext_lazy as _

from homelands.foundation.actors import Actor
from homelands.foundation.errors import NotNow
from homelands.surveys.datasets.models import ImportFile
from homelands.surveys.questionnaires.rules import check_manages


class Begun(NotNow):
    code = "import_begun"
    sentence = _("This file is being taken in, or was already.")


def check_brings(by: Actor, file: ImportFile) -> None:
    """Survey managers of every country of the study of the file."""
    check_manages(by, file.study)


def check_not_begun(file: ImportFile) -> None:
    if file.begun_at is not None:
        raise Begun
