"""Where a data file lies while it lasts, how far it is, and what it is called and marked with."""

import hashlib
import hmac
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override

from homelands.forms.datafiles.exporting.columns import NotWritable
from homelands.forms.datafiles.exporting.formats import DDI
from homelands.surveys.datasets.models import ExportRequest


def path_of(export: ExportRequest) -> Path:
    """Returns where a file lies while it lasts."""
    folder = Path(default_storage.path("exports"))
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder / f"{export.pk}.{export.format}"


def name_of(export: ExportRequest) -> str:
    """Returns the name of a file: the study, the day, the request, and who took it."""
    parts = [export.study.slug, export.requested_at.strftime("%Y-%m-%d"), str(export.pk)[:8]]
    if not export.anonymous:
        parts.append(slugify(export.requested_name)[:30] or "officer")
    ending = "xml" if export.format == DDI else export.format
    return f"{'_'.join(parts)}.{ending}"


def mark_of(export: ExportRequest) -> str:
    """Returns the sentence that the file carries: who took it, when, by which request."""
    with override(export.language):
        return _("Taken by %(name)s on %(day)s UTC, request %(request)s") % {
            "name": export.requested_name or "–",
            "day": f"{export.requested_at:%Y-%m-%d %H:%M}",
            "request": str(export.pk)[:8],
        }


def done(export: ExportRequest) -> int:
    """Returns how many rows of a file are written so far."""
    return min(int(cache.get(progress_key(export)) or 0), export.rows)


def progress_key(export: ExportRequest) -> str:
    """Returns the name under which the number of rows that are written stands in the cache."""
    return f"datasets.exports:{export.pk}"


def shuffle_key(name: str) -> str:
    """Makes the secret by which respondents are put in order, of its own for each file."""
    secret = f"datasets.exports:{name}".encode()
    return hmac.new(settings.HOMELANDS_BLIND_KEY, secret, hashlib.sha256).hexdigest()


def words_of(refused: NotWritable) -> str:
    """Says why a format cannot hold a table."""
    if refused.code == "too_wide":
        return _(
            "This format holds %(most)s columns, and the table has %(columns)s. "
            "Take CSV or Parquet."
        ) % {"most": refused.details["most"], "columns": refused.details["columns"]}
    return _("The table is too large for this format. Take CSV or Parquet.")
