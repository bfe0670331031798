"""Addresses of the protocol of field apps. Apps add these endings to the address they are given."""

from django.urls import path

from homelands.surveys.pages import openrosa

_BASE = "openrosa/<str:token>"

urlpatterns = [
    path(f"{_BASE}/formList", openrosa.forms, name="surveys.openrosa.forms"),
    path(f"{_BASE}/submission", openrosa.submission, name="surveys.openrosa.submission"),
    path(f"{_BASE}/forms/<uuid:pk>/form.xml", openrosa.form, name="surveys.openrosa.form"),
    path(f"{_BASE}/forms/<uuid:pk>/files", openrosa.manifest, name="surveys.openrosa.manifest"),
    path(f"{_BASE}/files/<uuid:pk>", openrosa.media, name="surveys.openrosa.media"),
    path(f"{_BASE}/lists/<str:name>.csv", openrosa.entities, name="surveys.openrosa.entities"),
    path(
        f"{_BASE}/lists/<str:name>/integrity",
        openrosa.integrity,
        name="surveys.openrosa.integrity",
    ),
]
