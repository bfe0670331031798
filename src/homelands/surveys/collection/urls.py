"""Addresses of invitations, submissions, shared lists and data quality flags, and of field apps."""

from django.urls import path

from homelands.surveys.collection.pages import (
    entities,
    follow_ups,
    invitations,
    openrosa,
    quality,
    quality_flags,
    submissions,
)

_COLLECTOR = "desk/collectors/<uuid:pk>/"
_OPENROSA = "openrosa/<str:token>/"
_STUDY = "desk/studies/<slug:slug>/"
_SUBMISSION = "desk/submissions/<uuid:pk>/"

urlpatterns = [
    path("take-part/<slug:slug>/follow-up/", follow_ups.give, name="collection.follow_ups.give"),
    path("follow-up/<str:token>/", follow_ups.withdraw, name="collection.follow_ups.withdraw"),
    path(f"{_COLLECTOR}invitations/", invitations.listed, name="collection.invitations.listed"),
    path(f"{_COLLECTOR}invitations/add/", invitations.add, name="collection.invitations.add"),
    path(f"{_COLLECTOR}invitations/send/", invitations.send, name="collection.invitations.send"),
    path(
        f"{_COLLECTOR}invitations/remind/", invitations.remind, name="collection.invitations.remind"
    ),
    path("invitation/<str:token>/", invitations.use, name="collection.invitations.use"),
    path("invitation/<str:token>/no/", invitations.decline, name="collection.invitations.decline"),
    path(f"{_OPENROSA}formList", openrosa.forms, name="collection.openrosa.forms"),
    path(f"{_OPENROSA}submission", openrosa.submission, name="collection.openrosa.submission"),
    path(f"{_OPENROSA}forms/<uuid:pk>/form.xml", openrosa.form, name="collection.openrosa.form"),
    path(
        f"{_OPENROSA}forms/<uuid:pk>/files", openrosa.manifest, name="collection.openrosa.manifest"
    ),
    path(f"{_OPENROSA}files/<uuid:pk>", openrosa.media, name="collection.openrosa.media"),
    path(
        f"{_OPENROSA}lists/<str:name>.csv", openrosa.entities, name="collection.openrosa.entities"
    ),
    path(
        f"{_OPENROSA}lists/<str:name>/integrity",
        openrosa.integrity,
        name="collection.openrosa.integrity",
    ),
    path(f"{_STUDY}quality/", quality.show, name="collection.quality.show"),
    path(f"{_STUDY}submissions/", submissions.listed, name="collection.submissions.listed"),
    path(f"{_STUDY}submissions/key/", submissions.unseal, name="collection.submissions.unseal"),
    path(_SUBMISSION, submissions.show, name="collection.submissions.show"),
    path(f"{_SUBMISSION}accept/", submissions.accept, name="collection.submissions.accept"),
    path(f"{_SUBMISSION}refuse/", submissions.refuse, name="collection.submissions.refuse"),
    path(f"{_SUBMISSION}replace/", submissions.replace, name="collection.submissions.replace"),
    path(f"{_SUBMISSION}answers.xml", submissions.download, name="collection.submissions.download"),
    path("desk/submissions/files/<uuid:pk>/", submissions.file, name="collection.submissions.file"),
    path(f"{_STUDY}lists/", entities.listed, name="collection.entities.listed"),
    path("desk/lists/<uuid:pk>/", entities.show, name="collection.entities.show"),
    path("desk/lists/<uuid:pk>/share/", entities.share, name="collection.entities.share"),
    path(
        "desk/lists/<uuid:pk>/share/<slug:slug>/stop/",
        entities.stop_sharing,
        name="collection.entities.stop_sharing",
    ),
    path(f"{_STUDY}quality-flags/", quality_flags.listed, name="collection.quality_flags.listed"),
    path(
        f"{_STUDY}quality-flags/review/",
        quality_flags.review,
        name="collection.quality_flags.review",
    ),
    path(
        f"{_STUDY}quality-flags/<uuid:pk>/",
        quality_flags.decide,
        name="collection.quality_flags.decide",
    ),
]
