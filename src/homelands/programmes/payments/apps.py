from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "homelands.programmes.payments"
    label = "payments"

    def ready(self) -> None:
        from homelands.foundation import parts
        from homelands.programmes.payments import holdings, to_do

        parts.add_box("placements.placements.show", "payments/payments/of_placement.html")
        to_do.register()
        holdings.register()
