from django.apps import AppConfig


class StatisticsConfig(AppConfig):
    name = "homelands.mapping.statistics"
    label = "statistics"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from homelands.foundation import parts
        from homelands.foundation.parts import Part
        from homelands.surveys.questionnaires.rules import check_sees_counts

        parts.add(
            "study",
            Part("findings", 10, _("Statistics"), "statistics.diagnostics.show", check_sees_counts),
        )
