from django.apps import AppConfig


class NeedsConfig(AppConfig):
    name = "homelands.programmes.needs"
    label = "needs"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from homelands.foundation.promises import Kind, register
        from homelands.programmes.needs import to_do

        register(
            Kind(
                "needs.needs.submit",
                _("Decide on a need"),
                "needs.needs.show",
                14,
                sort=_("Need"),
                act=_("Decide"),
                titles=to_do.titles,
            )
        )
        to_do.register()
