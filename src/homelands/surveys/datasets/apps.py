from django.apps import AppConfig


class DatasetsConfig(AppConfig):
    name = "homelands.surveys.datasets"
    label = "datasets"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from homelands.foundation import parts
        from homelands.foundation.parts import Duty, Kind, Part
        from homelands.surveys.collection.rules.quality import check_reads_answers
        from homelands.surveys.datasets import holdings, listeners, to_do
        from homelands.surveys.datasets.queries import exports
        from homelands.surveys.datasets.rules.exports import check_may_describe
        from homelands.surveys.questionnaires.hooks import COMPLETED
        from homelands.surveys.questionnaires.rules import check_manages, check_sees_counts

        COMPLETED.listen(listeners.tell_webhooks)
        holdings.register()
        to_do.register()
        parts.add_box("questionnaires.studies.listed", "datasets/codebooks/on_studies.html")
        parts.add(
            "study",
            Part("questions", 20, _("Codebook"), "datasets.codebooks.show", check_sees_counts),
            Part(
                "answers",
                5,
                _("Summary"),
                "datasets.summaries.show",
                check_sees_counts,
                ("datasets.summaries.cross", "datasets.summaries.read"),
            ),
            Part("questions", 30, _("Concepts"), "datasets.concepts.mapped", check_sees_counts),
            Part(
                "respondents", 40, _("Files of answers"), "datasets.imports.upload", check_manages
            ),
            Part("data", 10, _("Data files"), "datasets.exports.listed", check_may_describe),
            Part("data", 20, _("Webhooks"), "datasets.webhooks.listed", check_manages),
            Duty(
                70,
                _("Data files"),
                "datasets.exports.listed",
                Kind.WAITING,
                exports.count_waiting,
                see=check_reads_answers,
                do=check_reads_answers,
                quiet=True,
            ),
        )
