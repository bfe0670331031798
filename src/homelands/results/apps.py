from django.apps import AppConfig


class ResultsConfig(AppConfig):
    name = "homelands.results"
    label = "results"
