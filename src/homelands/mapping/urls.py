from django.urls import path

from homelands.mapping.pages import diagnostics, findings, methods, stocks

urlpatterns = [
    path("where/", stocks.where, name="mapping.stocks.where"),
    path("where/<str:country>/", stocks.country, name="mapping.stocks.country"),
    path("findings/", findings.published, name="mapping.findings.published"),
    path("findings/<uuid:pk>/", findings.read, name="mapping.findings.read"),
    path("methods/<slug:slug>/", methods.show, name="mapping.methods.show"),
    path("desk/statistics/", diagnostics.listed, name="mapping.diagnostics.listed"),
    path("desk/statistics/<slug:slug>/", diagnostics.show, name="mapping.diagnostics.show"),
    path(
        "desk/statistics/<slug:slug>/sample/",
        diagnostics.download,
        name="mapping.diagnostics.download",
    ),
    path("desk/findings/", findings.listed, name="mapping.findings.listed"),
    path("desk/findings/draft/", findings.draft, name="mapping.findings.draft"),
    path("desk/findings/<uuid:pk>/", findings.show, name="mapping.findings.show"),
    path("desk/findings/<uuid:pk>/publish/", findings.publish, name="mapping.findings.publish"),
    path("desk/findings/<uuid:pk>/retract/", findings.retract, name="mapping.findings.retract"),
]
