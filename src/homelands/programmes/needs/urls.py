"""Addresses of programmes, needs and calls."""

from django.urls import path

from homelands.programmes.needs.pages import calls, needs, programmes

_NEED = "desk/programmes/needs/<uuid:pk>/"

urlpatterns = [
    path("opportunities/", calls.current, name="needs.calls.current"),
    path("opportunities/<uuid:pk>/", calls.read, name="needs.calls.read"),
    path("desk/programmes/", needs.listed, name="needs.needs.listed"),
    path("desk/programmes/add/", programmes.add, name="needs.programmes.add"),
    path("desk/programmes/needs/draft/", needs.draft, name="needs.needs.draft"),
    path(_NEED, needs.show, name="needs.needs.show"),
    path(f"{_NEED}change/", needs.change, name="needs.needs.change"),
    path(f"{_NEED}submit/", needs.submit, name="needs.needs.submit"),
    path(f"{_NEED}approve/", needs.approve, name="needs.needs.approve"),
    path(f"{_NEED}return/", needs.return_, name="needs.needs.return_"),
    path(f"{_NEED}withdraw/", needs.withdraw, name="needs.needs.withdraw"),
    path(f"{_NEED}call/", calls.open, name="needs.calls.open"),
    path("desk/programmes/calls/<uuid:pk>/close/", calls.close, name="needs.calls.close"),
]
