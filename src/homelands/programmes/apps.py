from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgrammesConfig(AppConfig):
    name = "homelands.programmes"
    label = "programmes"

    def ready(self) -> None:
        from homelands.foundation.promises import Kind, register
        from homelands.people.hooks import ERASED, WITHDRAWN
        from homelands.programmes import holdings, tasks

        for kind in (
            Kind("programmes.needs.submit", _("Decide on a need"), "programmes.needs.show", 14),
            Kind(
                "programmes.applications.submit",
                _("Decide on an application"),
                "programmes.shortlists.choose",
                21,
            ),
            Kind(
                "programmes.matches.propose",
                _("Answer a proposal"),
                "programmes.matches.show",
                14,
            ),
            Kind(
                "programmes.placements.follow_up",
                _("Ask what lasted, a year later"),
                "programmes.placements.show",
                365,
            ),
        ):
            register(kind)
        holdings.register()
        WITHDRAWN.listen(tasks.stop)
        ERASED.listen(tasks.forget)
