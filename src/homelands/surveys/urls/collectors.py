"""Addresses of the doors by which answers come in, of what devices sent, and of shared lists."""

from django.urls import path

from homelands.surveys.pages import collectors, entities, submissions

_STUDY = "desk/studies/<slug:slug>"
_DOOR = "desk/collectors/<uuid:pk>"
_SENT = "desk/submissions/<uuid:pk>"

urlpatterns = [
    path("take-part/<slug:slug>/via/<str:token>/", collectors.via, name="surveys.collectors.via"),
    path(f"{_STUDY}/collectors/", collectors.listed, name="surveys.collectors.listed"),
    path(f"{_STUDY}/collectors/add/", collectors.add, name="surveys.collectors.add"),
    path(f"{_DOOR}/", collectors.show, name="surveys.collectors.show"),
    path(f"{_DOOR}/change/", collectors.change, name="surveys.collectors.change"),
    path(f"{_DOOR}/stop/", collectors.stop, name="surveys.collectors.stop"),
    path(f"{_DOOR}/resume/", collectors.resume, name="surveys.collectors.resume"),
    path(f"{_DOOR}/address/", collectors.rotate, name="surveys.collectors.rotate"),
    path(f"{_DOOR}/poster/", collectors.poster, name="surveys.collectors.poster"),
    path(f"{_STUDY}/submissions/", submissions.listed, name="surveys.submissions.listed"),
    path(f"{_STUDY}/submissions/key/", submissions.unseal, name="surveys.submissions.unseal"),
    path(f"{_SENT}/", submissions.show, name="surveys.submissions.show"),
    path(f"{_SENT}/accept/", submissions.accept, name="surveys.submissions.accept"),
    path(f"{_SENT}/refuse/", submissions.refuse, name="surveys.submissions.refuse"),
    path(f"{_SENT}/replace/", submissions.replace, name="surveys.submissions.replace"),
    path(f"{_SENT}/answers.xml", submissions.download, name="surveys.submissions.download"),
    path("desk/submissions/files/<uuid:pk>/", submissions.file, name="surveys.submissions.file"),
    path(f"{_STUDY}/lists/", entities.listed, name="surveys.entities.listed"),
    path("desk/lists/<uuid:pk>/", entities.show, name="surveys.entities.show"),
]
