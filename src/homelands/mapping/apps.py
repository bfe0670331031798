from django.apps import AppConfig


class MappingConfig(AppConfig):
    name = "homelands.mapping"
    label = "mapping"
