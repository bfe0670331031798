from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "homelands.web"
    label = "web"
