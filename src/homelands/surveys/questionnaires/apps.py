from django.apps import AppConfig


class QuestionnairesConfig(AppConfig):
    name = "homelands.surveys.questionnaires"
    label = "questionnaires"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from homelands.foundation import parts
        from homelands.foundation.parts import Duty, Kind, Part
        from homelands.surveys.questionnaires import holdings
        from homelands.surveys.questionnaires.queries import collectors, questionnaires, responses
        from homelands.surveys.questionnaires.rules import check_manages, check_sees_counts

        holdings.register()
        parts.add(
            "study",
            Part("questions", 10, _("The study"), "questionnaires.studies.show", check_sees_counts),
            Part(
                "questions",
                15,
                _("Try it out"),
                "questionnaires.trials.listed",
                check_manages,
                ("questionnaires.trials.show", "questionnaires.fillings.published"),
                fits=lambda study: questionnaires.count(study) > 0,
            ),
            Part(
                "respondents",
                20,
                _("Collectors"),
                "questionnaires.collectors.listed",
                check_sees_counts,
                ("questionnaires.collectors.show", "collection.invitations.listed"),
            ),
            Duty(
                10,
                _("Publish a questionnaire"),
                "questionnaires.questionnaires.publish",
                Kind.ONCE,
                questionnaires.count,
                see=check_sees_counts,
                do=check_manages,
                fits=questionnaires.is_ours,
            ),
            Duty(
                15,
                _("Drafts on which the questionnaire failed"),
                "questionnaires.studies.show",
                Kind.WAITING,
                responses.count_failed,
                see=check_manages,
                do=check_manages,
                quiet=True,
            ),
            Duty(
                40,
                _("Collectors"),
                "questionnaires.collectors.listed",
                Kind.STOCK,
                collectors.count_open,
                see=check_sees_counts,
                do=check_sees_counts,
            ),
        )
