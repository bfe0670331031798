"""Who takes in a file of answers, and until when it can be changed."""

from homelands.foundation.roles import Role
from homelands.surveys.datasets.models import ImportFile
from homelands.surveys.datasets.rules.imports import check_brings, check_not_begun
from homelands.surveys.questionnaires.models import Study
from tests.make import NOW
from tests.rights import may, refused


def test_managers_of_the_study_bring_files() -> None:
    file = ImportFile(study=Study(destinations=["GBR"]))
    assert may(check_brings, file, country="GBR") == {Role.SURVEY_MANAGER}
    assert may(check_brings, file, country="FRA") == set()


def test_once_it_is_taken_in_it_stays() -> None:
    assert refused(check_not_begun, ImportFile()) is None
    assert refused(check_not_begun, ImportFile(begun_at=NOW)) == ("import_begun", None)
