"""What datasets keep for a while: data files that were made, files of answers that came."""

from django.utils.translation import gettext_lazy as _

from homelands.foundation import retention
from homelands.foundation.retention import Kind
from homelands.surveys.datasets.queries import exports, imports


def register() -> None:
    """Names the files to the registry of what goes by itself."""
    retention.add(
        Kind(
            "datasets.exports",
            _("Data files for officers"),
            _("2 days; 7 days without names"),
            exports.over,
            job=True,
        )
    )
    retention.add(
        Kind(
            "datasets.imports",
            _("Files of answers that came"),
            _("7 days"),
            imports.outlived,
            job=True,
        )
    )
