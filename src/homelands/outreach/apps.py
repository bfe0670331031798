from django.apps import AppConfig


class OutreachConfig(AppConfig):
    name = "homelands.outreach"
    label = "outreach"
