"""What questionnaires keep for a while only: answers that tried a form out."""

from django.utils.translation import gettext_lazy as _

from homelands.foundation import retention
from homelands.foundation.retention import Kind
from homelands.surveys.questionnaires.queries import trials


def register() -> None:
    """Names to the nightly job what goes by itself."""
    retention.add(
        Kind(
            "questionnaires.trials",
            _("Answers given to try a form out"),
            _("14 days after they were last changed"),
            trials.outlived,
            job=True,
        )
    )
