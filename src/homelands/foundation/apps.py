from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "homelands.foundation"
    label = "foundation"
    verbose_name = "Foundation"

    def ready(self) -> None:
        from homelands.foundation import holdings, retention, to_do
        from homelands.foundation.queries import promises

        holdings.register()
        retention.register()
        to_do.register(to_do.Source("foundation.promises", promises.owed_by))
