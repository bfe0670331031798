from django.apps import AppConfig


class PlacementsConfig(AppConfig):
    name = "homelands.programmes.placements"
    label = "placements"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from homelands.foundation.promises import Kind, register
        from homelands.people.register.hooks import ERASED
        from homelands.programmes.placements import holdings, listeners, to_do

        register(
            Kind(
                "placements.placements.follow_up",
                _("Ask what lasted, a year later"),
                "placements.placements.show",
                365,
                sort=_("Placement"),
                act=_("Ask"),
                titles=to_do.titles,
                asked=False,
            )
        )
        to_do.register()
        holdings.register()
        ERASED.listen(listeners.forget)
