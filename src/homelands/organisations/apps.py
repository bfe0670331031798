from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "homelands.organisations"
    label = "organisations"
