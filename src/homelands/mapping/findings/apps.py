from django.apps import AppConfig


class FindingsConfig(AppConfig):
    name = "homelands.mapping.findings"
    label = "findings"

    def ready(self) -> None:
        from homelands.mapping.findings import to_do

        to_do.register()
