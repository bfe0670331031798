from django.apps import AppConfig


class PolicyConfig(AppConfig):
    name = "homelands.policy"
    label = "policy"
