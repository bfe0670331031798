from django.apps import AppConfig


class DialogueConfig(AppConfig):
    name = "homelands.outreach.dialogue"
    label = "dialogue"

    def ready(self) -> None:
        from django.urls import reverse
        from django.utils.translation import gettext_lazy as _

        from homelands.foundation.promises import Kind, register
        from homelands.outreach.dialogue import holdings, listeners, to_do
        from homelands.outreach.dialogue.queries import questions
        from homelands.people.register.hooks import ERASED

        register(
            Kind(
                "dialogue.questions.ask",
                _("Answer a question"),
                "dialogue.questions.show",
                14,
                sort=_("Question"),
                act=_("Answer"),
                titles=questions.titles,
                theirs=_("An answer to your question"),
                their_page=lambda pk: reverse("dialogue.questions.mine", args=[pk]),
            )
        )
        to_do.register()
        holdings.register()
        ERASED.listen(listeners.forget)
