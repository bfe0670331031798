"""Addresses of concepts, files of answers, data files and webhooks."""

from django.urls import path

from homelands.surveys.datasets.pages import (
    codebooks,
    concepts,
    exports,
    imports,
    summaries,
    webhooks,
)

_STUDY = "desk/studies/<slug:slug>/"
_EXPORT = "desk/exports/<uuid:pk>/"

urlpatterns = [
    path("desk/concepts/", concepts.listed, name="datasets.concepts.listed"),
    path("desk/concepts/add/", concepts.add, name="datasets.concepts.add"),
    path("desk/concepts/standard/", concepts.load_standard, name="datasets.concepts.load_standard"),
    path("desk/concepts/<slug:name>/show/", concepts.show, name="datasets.concepts.show"),
    path("desk/concepts/<slug:name>/change/", concepts.change, name="datasets.concepts.change"),
    path("desk/concepts/<slug:name>/pooled/", concepts.pooled, name="datasets.concepts.pooled"),
    path(f"{_STUDY}concepts/", concepts.mapped, name="datasets.concepts.mapped"),
    path(f"{_STUDY}concepts/link/", concepts.link, name="datasets.concepts.link"),
    path(f"{_STUDY}concepts/unlink/", concepts.unlink, name="datasets.concepts.unlink"),
    path("desk/codebook/", codebooks.search, name="datasets.codebooks.search"),
    path(f"{_STUDY}codebook/", codebooks.show, name="datasets.codebooks.show"),
    path(f"{_STUDY}summary/", summaries.show, name="datasets.summaries.show"),
    path(f"{_STUDY}summary/cross/", summaries.cross, name="datasets.summaries.cross"),
    path(f"{_STUDY}summary/texts/", summaries.read, name="datasets.summaries.read"),
    path(f"{_STUDY}exports/", exports.listed, name="datasets.exports.listed"),
    path(f"{_STUDY}exports/request/", exports.request, name="datasets.exports.request"),
    path(_EXPORT, exports.show, name="datasets.exports.show"),
    path(f"{_EXPORT}approve/", exports.approve, name="datasets.exports.approve"),
    path(f"{_EXPORT}refuse/", exports.refuse, name="datasets.exports.refuse"),
    path(f"{_EXPORT}download/", exports.download, name="datasets.exports.download"),
    path(f"{_STUDY}webhooks/", webhooks.listed, name="datasets.webhooks.listed"),
    path(f"{_STUDY}webhooks/add/", webhooks.add, name="datasets.webhooks.add"),
    path("desk/webhooks/<uuid:pk>/remove/", webhooks.remove, name="datasets.webhooks.remove"),
    path("desk/deliveries/<uuid:pk>/retry/", webhooks.retry, name="datasets.webhooks.retry"),
    path(f"{_STUDY}files/add/", imports.upload, name="datasets.imports.upload"),
    path("desk/imports/<uuid:pk>/", imports.bring, name="datasets.imports.bring"),
    path("desk/imports/<uuid:pk>/taken/", imports.show, name="datasets.imports.show"),
]
