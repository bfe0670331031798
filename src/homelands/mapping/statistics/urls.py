"""Addresses of the statistics of a study, and of methods."""

from django.urls import path

from homelands.mapping.statistics.pages import (
    comparisons,
    diagnostics,
    lists,
    methods,
    plans,
    samples,
)

urlpatterns = [
    path("methods/<slug:slug>/", methods.show, name="statistics.methods.show"),
    path("desk/statistics/", diagnostics.listed, name="statistics.diagnostics.listed"),
    path("desk/statistics/<slug:slug>/", diagnostics.show, name="statistics.diagnostics.show"),
    path("desk/statistics/<slug:slug>/plan/", plans.show, name="statistics.plans.show"),
    path("desk/statistics/<slug:slug>/lists/", lists.show, name="statistics.lists.show"),
    path("desk/statistics/<slug:slug>/venues/", samples.venues, name="statistics.samples.venues"),
    path("desk/statistics/<slug:slug>/frames/", samples.frames, name="statistics.samples.frames"),
    path(
        "desk/statistics/<slug:slug>/countries/",
        comparisons.pooled,
        name="statistics.comparisons.pooled",
    ),
    path(
        "desk/statistics/<slug:slug>/modes/",
        comparisons.modes,
        name="statistics.comparisons.modes",
    ),
    path(
        "desk/statistics/<slug:slug>/compared/",
        comparisons.compared,
        name="statistics.comparisons.compared",
    ),
    path(
        "desk/statistics/<slug:slug>/sample/",
        diagnostics.download,
        name="statistics.diagnostics.download",
    ),
]
