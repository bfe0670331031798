from django.apps import AppConfig


class RecruitmentConfig(AppConfig):
    name = "homelands.surveys.recruitment"
    label = "recruitment"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from homelands.foundation import parts
        from homelands.foundation.parts import Duty, Kind, Part
        from homelands.surveys.questionnaires.hooks import COMPLETED
        from homelands.surveys.questionnaires.rules import check_manages, check_sees_counts
        from homelands.surveys.recruitment import listeners
        from homelands.surveys.recruitment.queries import coupons
        from homelands.surveys.recruitment.rules.coupons import is_recruited

        COMPLETED.listen(listeners.recruit)
        parts.add_box("questionnaires.responses.thank", "recruitment/coupons/on_thank_page.html")
        parts.add(
            "study",
            Part(
                "respondents",
                30,
                _("Recruitment"),
                "recruitment.recruitment.show",
                check_sees_counts,
                (
                    "recruitment.seeds.listed",
                    "recruitment.rewards.listed",
                    "recruitment.rewards.owing",
                ),
                fits=is_recruited,
            ),
            Duty(
                20,
                _("Set the rules"),
                "recruitment.schemes.set",
                Kind.ONCE,
                coupons.has_scheme,
                see=check_sees_counts,
                do=check_manages,
                fits=is_recruited,
            ),
            Duty(
                30,
                _("Seeds"),
                "recruitment.seeds.listed",
                Kind.ONCE,
                coupons.has_seeds,
                see=check_sees_counts,
                do=check_manages,
                fits=is_recruited,
            ),
        )
