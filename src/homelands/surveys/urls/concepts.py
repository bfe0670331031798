"""Addresses of what questions measure."""

from django.urls import path

from homelands.surveys.pages import codebooks, concepts

urlpatterns = [
    path("desk/concepts/", concepts.listed, name="surveys.concepts.listed"),
    path("desk/concepts/add/", concepts.add, name="surveys.concepts.add"),
    path("desk/concepts/standard/", concepts.load_standard, name="surveys.concepts.load_standard"),
    path("desk/concepts/<slug:name>/show/", concepts.show, name="surveys.concepts.show"),
    path("desk/concepts/<slug:name>/change/", concepts.change, name="surveys.concepts.change"),
    path("desk/concepts/<slug:name>/pooled/", concepts.pooled, name="surveys.concepts.pooled"),
    path("desk/studies/<slug:slug>/concepts/", concepts.mapped, name="surveys.concepts.mapped"),
    path("desk/studies/<slug:slug>/concepts/link/", concepts.link, name="surveys.concepts.link"),
    path(
        "desk/studies/<slug:slug>/concepts/unlink/",
        concepts.unlink,
        name="surveys.concepts.unlink",
    ),
    path("desk/studies/<slug:slug>/codebook/", codebooks.show, name="surveys.codebooks.show"),
]
