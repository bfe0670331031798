from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "homelands.surveys"
    label = "surveys"
