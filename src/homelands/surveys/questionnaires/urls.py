"""Addresses of studies, their questionnaires and collectors, and of answering."""

from django.urls import path

from homelands.surveys.questionnaires.pages import (
    attachments,
    collectors,
    fillings,
    form_attachments,
    previews,
    questionnaires,
    repeat_instances,
    responses,
    samples,
    studies,
    trials,
)

_STUDY = "desk/studies/<slug:slug>/"
_COLLECTOR = "desk/collectors/<uuid:pk>/"
_QUESTIONNAIRE = "desk/questionnaires/<uuid:pk>/"

urlpatterns = [
    path("desk/studies/", studies.listed, name="questionnaires.studies.listed"),
    path("desk/studies/add/", studies.add, name="questionnaires.studies.add"),
    path(_STUDY, studies.show, name="questionnaires.studies.show"),
    path(f"{_STUDY}change/", studies.change, name="questionnaires.studies.change"),
    path(f"{_STUDY}tests/", trials.listed, name="questionnaires.trials.listed"),
    path(f"{_STUDY}tests/clear/", trials.clear, name="questionnaires.trials.clear"),
    path("desk/tests/<uuid:pk>/", trials.show, name="questionnaires.trials.show"),
    path(f"{_STUDY}publish/look/", previews.upload, name="questionnaires.previews.upload"),
    path(f"{_QUESTIONNAIRE}look/", previews.published, name="questionnaires.previews.published"),
    path(f"{_STUDY}publish/fill/", fillings.upload, name="questionnaires.fillings.upload"),
    path(f"{_QUESTIONNAIRE}fill/", fillings.published, name="questionnaires.fillings.published"),
    path("take-part/", studies.current, name="questionnaires.studies.current"),
    path("take-part/<slug:slug>/", responses.start, name="questionnaires.responses.start"),
    path("answer/", responses.resume, name="questionnaires.responses.resume"),
    path("answer/<str:code>/", responses.complete, name="questionnaires.responses.complete"),
    path("answer/<str:code>/<str:page>/", responses.answer, name="questionnaires.responses.answer"),
    path(
        "answer/<str:code>/<str:page>/remove/",
        repeat_instances.remove,
        name="questionnaires.repeat_instances.remove",
    ),
    path(
        "answers/<str:code>/files/<str:name>",
        attachments.show,
        name="questionnaires.attachments.show",
    ),
    path(
        "answers/<str:code>/form-files/<str:name>",
        form_attachments.show,
        name="questionnaires.form_attachments.show",
    ),
    path("desk/files/<uuid:pk>/", attachments.read, name="questionnaires.attachments.read"),
    path("answers/<str:code>/kept/", responses.keep, name="questionnaires.responses.keep"),
    path("answers/<str:code>/sent/", responses.thank, name="questionnaires.responses.thank"),
    path("my/profile/from-answers/", responses.link, name="questionnaires.responses.link"),
    path(
        "take-part/<slug:slug>/via/<str:token>/",
        collectors.via,
        name="questionnaires.collectors.via",
    ),
    path(f"{_STUDY}collectors/", collectors.listed, name="questionnaires.collectors.listed"),
    path(f"{_STUDY}collectors/add/", collectors.add, name="questionnaires.collectors.add"),
    path(_COLLECTOR, collectors.show, name="questionnaires.collectors.show"),
    path(f"{_COLLECTOR}change/", collectors.change, name="questionnaires.collectors.change"),
    path(f"{_COLLECTOR}stop/", collectors.stop, name="questionnaires.collectors.stop"),
    path(f"{_COLLECTOR}resume/", collectors.resume, name="questionnaires.collectors.resume"),
    path(f"{_COLLECTOR}address/", collectors.rotate, name="questionnaires.collectors.rotate"),
    path(f"{_COLLECTOR}poster/", collectors.poster, name="questionnaires.collectors.poster"),
    path(f"{_STUDY}publish/", questionnaires.publish, name="questionnaires.questionnaires.publish"),
    path(
        f"{_STUDY}publish/check/", questionnaires.check, name="questionnaires.questionnaires.check"
    ),
    path(
        f"{_STUDY}publish/repair/",
        questionnaires.repair,
        name="questionnaires.questionnaires.repair",
    ),
    path(
        f"{_QUESTIONNAIRE}compare/",
        questionnaires.compare,
        name="questionnaires.questionnaires.compare",
    ),
    path(
        f"{_QUESTIONNAIRE}download/<str:what>/",
        questionnaires.download,
        name="questionnaires.questionnaires.download",
    ),
    path(
        f"{_QUESTIONNAIRE}files/<str:name>",
        form_attachments.preview,
        name="questionnaires.form_attachments.preview",
    ),
    path(
        "desk/samples/<slug:name>/download/",
        samples.download,
        name="questionnaires.samples.download",
    ),
    path(_QUESTIONNAIRE, questionnaires.preview, name="questionnaires.questionnaires.preview"),
]
