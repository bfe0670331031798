"""All addresses of surveys, part by part."""

from homelands.surveys.urls import (
    answering,
    collectors,
    concepts,
    conversations,
    exports,
    imports,
    invitations,
    openrosa,
    quality,
    questionnaires,
    recruitment,
    studies,
)

urlpatterns = [
    *answering.urlpatterns,
    *collectors.urlpatterns,
    *concepts.urlpatterns,
    *conversations.urlpatterns,
    *exports.urlpatterns,
    *imports.urlpatterns,
    *invitations.urlpatterns,
    *openrosa.urlpatterns,
    *quality.urlpatterns,
    *questionnaires.urlpatterns,
    *recruitment.urlpatterns,
    *studies.urlpatterns,
]
