from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "homelands.outreach.events"
    label = "events"

    def ready(self) -> None:
        from homelands.outreach.events import holdings, listeners
        from homelands.people.register.hooks import ERASED, MERGED

        holdings.register()
        ERASED.listen(listeners.forget)
        MERGED.listen(listeners.merge)
