"""Makes data files: in the folder of files, whole or not at all, as the officer who asked."""

import hashlib
import hmac
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override

from homelands.forms.exporting import Options
from homelands.forms.exporting.columns import NotWritable
from homelands.forms.exporting.formats import DDI
from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.foundation.models import User
from homelands.foundation.queries import actors
from homelands.surveys.actions import exports
from homelands.surveys.actions.exports import Made
from homelands.surveys.models import ExportRequest
from homelands.surveys.queries import exports as export_queries
from homelands.surveys.queries.exports import Wish

_MAKER = Actor.system("surveys.exports")
_A_DAY = 86_400


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
    return min(int(cache.get(_progress(export)) or 0), export.rows)


def _progress(export: ExportRequest) -> str:
    return f"surveys.exports:{export.pk}"


def build(export: ExportRequest, at: datetime) -> ExportRequest:
    """Makes the file with what the officer who asked may see now, and notes what became of it."""
    try:
        with acting(_reader(export, at)):
            written = export_queries.write(
                export.study,
                _wish(export),
                path_of(export),
                lambda rows: cache.set(_progress(export), rows, _A_DAY),
            )
        made = Made(names=written.names, rare=written.rare)
    except NotWritable as refused:
        made = Made(fault=words_of(refused))
    return exports.finish(export, made=made, at=at, by=_MAKER)


def _reader(export: ExportRequest, at: datetime) -> Actor:
    return actors.of(User.objects.get(pk=export.requested_by), at)


def _wish(export: ExportRequest) -> Wish:
    return Wish(
        format=export.format,
        language=export.language,
        key=shuffle_key(str(export.pk)),
        options=Options(export.labels, export.text, export.hxl, export.anonymous),
        mark=mark_of(export) if not export.anonymous or export.format != "csv" else "",
    )


def shuffle_key(name: str) -> str:
    """Makes the secret by which respondents are put in order, of its own for each file."""
    secret = f"surveys.exports:{name}".encode()
    return hmac.new(settings.HOMELANDS_BLIND_KEY, secret, hashlib.sha256).hexdigest()


def words_of(refused: NotWritable) -> str:
    """Says why a format cannot hold a table."""
    if refused.code == "too_wide":
        return _(
            "This format holds %(most)s columns, and the table has %(columns)s. "
            "Take CSV or Parquet."
        ) % {"most": refused.details["most"], "columns": refused.details["columns"]}
    return _("The table is too large for this format. Take CSV or Parquet.")


def remove(export: ExportRequest) -> None:
    """Deletes a file whose time is over."""
    path_of(export).unlink(missing_ok=True)
