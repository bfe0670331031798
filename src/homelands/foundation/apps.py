from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "homelands.foundation"
    label = "foundation"
    verbose_name = "Foundation"
