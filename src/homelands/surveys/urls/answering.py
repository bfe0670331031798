"""Addresses for respondents: studies that are open, and the way through a questionnaire."""

from django.urls import path

from homelands.surveys.pages import attachments, follow_ups, form_files, responses, rounds, studies

urlpatterns = [
    path("take-part/", studies.current, name="surveys.studies.current"),
    path("take-part/<slug:slug>/", responses.start, name="surveys.responses.start"),
    path("take-part/<slug:slug>/follow-up/", follow_ups.give, name="surveys.follow_ups.give"),
    path("follow-up/<str:token>/", follow_ups.withdraw, name="surveys.follow_ups.withdraw"),
    path("answer/", responses.resume, name="surveys.responses.resume"),
    path("answer/<str:code>/", responses.complete, name="surveys.responses.complete"),
    path("answer/<str:code>/<str:page>/", responses.answer, name="surveys.responses.answer"),
    path("answer/<str:code>/<str:page>/remove/", rounds.remove, name="surveys.rounds.remove"),
    path(
        "answers/<str:code>/files/<str:name>",
        attachments.show,
        name="surveys.attachments.show",
    ),
    path(
        "answers/<str:code>/form-files/<str:name>",
        form_files.show,
        name="surveys.form_files.show",
    ),
    path("desk/files/<uuid:pk>/", attachments.read, name="surveys.attachments.read"),
    path("answers/<str:code>/kept/", responses.keep, name="surveys.responses.keep"),
    path("answers/<str:code>/sent/", responses.thank, name="surveys.responses.thank"),
    path("my/profile/from-answers/", responses.link, name="surveys.responses.link"),
]
