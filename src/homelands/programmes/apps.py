from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "homelands.programmes"
    label = "programmes"
