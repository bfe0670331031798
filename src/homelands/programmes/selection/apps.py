from django.apps import AppConfig


class SelectionConfig(AppConfig):
    name = "homelands.programmes.selection"
    label = "selection"

    def ready(self) -> None:
        from django.urls import reverse
        from django.utils.translation import gettext_lazy as _

        from homelands.foundation import parts
        from homelands.foundation.parts import Part
        from homelands.foundation.promises import Kind, register
        from homelands.people.register.hooks import ERASED, WITHDRAWN
        from homelands.programmes.selection import holdings, listeners, to_do
        from homelands.programmes.selection.rules.applications import check_selects

        register(
            Kind(
                "selection.applications.submit",
                _("Decide on an application"),
                "selection.shortlists.choose",
                21,
                sort=_("Application"),
                act=_("Decide"),
                titles=to_do.titles_of_applications,
                theirs=_("A decision on your application"),
                their_page=lambda pk: reverse("selection.applications.show", args=[pk]),
            )
        )
        register(
            Kind(
                "selection.matches.propose",
                _("Answer a proposal"),
                "selection.matches.show",
                14,
                sort=_("Proposal"),
                act=_("Answer"),
                titles=to_do.titles_of_matches,
                theirs=_("The host’s answer to the proposal"),
                their_page=lambda pk: reverse("placements.placements.mine"),
            )
        )
        to_do.register()
        parts.add(
            "call",
            Part("work", 10, _("Applications"), "selection.shortlists.show", check_selects),
        )
        parts.add_box("needs.needs.show", "selection/matches/of_need.html")
        holdings.register()
        WITHDRAWN.listen(listeners.stop)
        ERASED.listen(listeners.forget)
