from django.apps import AppConfig


class CommandConfig(AppConfig):
    name = "homelands.command"
    label = "command"
