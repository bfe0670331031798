from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "homelands.foundation"
    label = "foundation"
    verbose_name = "Foundation"

    def ready(self) -> None:
        from homelands.foundation import holdings, retention

        holdings.register()
        retention.register()
