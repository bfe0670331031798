from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "homelands.surveys.conversations"
    label = "conversations"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from homelands.foundation import parts
        from homelands.foundation.parts import Part
        from homelands.surveys.collection.rules.quality import check_reads_answers
        from homelands.surveys.conversations import holdings, to_do

        holdings.register()
        to_do.register()

        parts.add(
            "study",
            Part(
                "findings",
                20,
                _("Conversations"),
                "conversations.conversations.listed",
                check_reads_answers,
                (
                    "conversations.codes.listed",
                    "conversations.themes.show",
                    "conversations.themes.compare",
                    "conversations.quotes.listed",
                ),
            ),
        )
