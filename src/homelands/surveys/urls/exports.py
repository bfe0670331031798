"""Addresses of data files and webhooks."""

from django.urls import path

from homelands.surveys.pages import exports, webhooks

urlpatterns = [
    path("desk/studies/<slug:slug>/exports/", exports.listed, name="surveys.exports.listed"),
    path(
        "desk/studies/<slug:slug>/exports/request/",
        exports.request,
        name="surveys.exports.request",
    ),
    path("desk/exports/<uuid:pk>/", exports.show, name="surveys.exports.show"),
    path("desk/exports/<uuid:pk>/approve/", exports.approve, name="surveys.exports.approve"),
    path("desk/exports/<uuid:pk>/refuse/", exports.refuse, name="surveys.exports.refuse"),
    path("desk/exports/<uuid:pk>/download/", exports.download, name="surveys.exports.download"),
    path("desk/studies/<slug:slug>/webhooks/", webhooks.listed, name="surveys.webhooks.listed"),
    path("desk/studies/<slug:slug>/webhooks/add/", webhooks.add, name="surveys.webhooks.add"),
    path("desk/webhooks/<uuid:pk>/remove/", webhooks.remove, name="surveys.webhooks.remove"),
    path("desk/deliveries/<uuid:pk>/retry/", webhooks.retry, name="surveys.webhooks.retry"),
]
