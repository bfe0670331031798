"""Addresses of personal invitations."""

from django.urls import path

from homelands.surveys.pages import invitations

_DOOR = "desk/collectors/<uuid:pk>/invitations/"

urlpatterns = [
    path(_DOOR, invitations.listed, name="surveys.invitations.listed"),
    path(f"{_DOOR}add/", invitations.add, name="surveys.invitations.add"),
    path(f"{_DOOR}send/", invitations.send, name="surveys.invitations.send"),
    path(f"{_DOOR}remind/", invitations.remind, name="surveys.invitations.remind"),
    path("invitation/<str:token>/", invitations.use, name="surveys.invitations.use"),
    path("invitation/<str:token>/no/", invitations.decline, name="surveys.invitations.decline"),
]
