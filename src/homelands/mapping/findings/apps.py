from django.apps import AppConfig


class FindingsConfig(AppConfig):
    name = "homelands.mapping.findings"
    label = "findings"
