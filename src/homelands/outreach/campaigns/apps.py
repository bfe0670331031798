from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "homelands.outreach.campaigns"
    label = "campaigns"

    def ready(self) -> None:
        from homelands.outreach.campaigns import holdings, listeners
        from homelands.people.register.hooks import ERASED, MERGED, WITHDRAWN

        holdings.register()
        WITHDRAWN.listen(listeners.stop)
        ERASED.listen(listeners.forget)
        MERGED.listen(listeners.merge)
