from django.apps import AppConfig


class CollectionConfig(AppConfig):
    name = "homelands.surveys.collection"
    label = "collection"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from homelands.foundation import parts
        from homelands.foundation.parts import Duty, Kind, Part
        from homelands.surveys.collection import holdings, listeners, to_do
        from homelands.surveys.collection.queries import entities, quality_flags, submissions
        from homelands.surveys.collection.rules.quality import check_reads_answers
        from homelands.surveys.questionnaires.hooks import COMPLETED
        from homelands.surveys.questionnaires.queries import questionnaires
        from homelands.surveys.questionnaires.rules import check_manages

        holdings.register()
        to_do.register()
        questionnaires.LISTS.append(entities.names)
        COMPLETED.listen(listeners.fill_lists)
        parts.add_waiting("collector", submissions.waiting_by_collector)
        parts.add(
            "study",
            Part(
                "answers",
                10,
                _("Submissions"),
                "collection.submissions.listed",
                check_reads_answers,
                ("collection.entities.listed",),
            ),
            Part("answers", 20, _("How it runs"), "collection.quality.show", check_reads_answers),
            Part(
                "answers", 30, _("Data quality"), "collection.quality_flags.listed", check_manages
            ),
            Duty(
                50,
                _("What waits for somebody"),
                "collection.submissions.listed",
                Kind.WAITING,
                submissions.count_undecided,
                see=check_reads_answers,
                do=check_reads_answers,
                query="state=undecided",
            ),
            Duty(
                60,
                _("Data quality flags"),
                "collection.quality_flags.listed",
                Kind.WAITING,
                quality_flags.count_open,
                see=check_manages,
                do=check_manages,
                query="state=open",
            ),
        )
