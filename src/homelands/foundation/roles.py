"""The roles of the service, and what a grant of each opens."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    MEMBER = "member", _("Member")
    FOCAL_POINT = "focal_point", _("Association focal point")
    MISSION_OFFICER = "mission_officer", _("Mission officer")
    MINISTRY_OFFICER = "ministry_officer", _("Ministry officer")
    PROGRAMME_MANAGER = "programme_manager", _("Programme manager")
    PANEL_MEMBER = "panel_member", _("Panel member")
    HOST_FOCAL_POINT = "host_focal_point", _("Host institution focal point")
    FINANCE_MAKER = "finance_maker", _("Finance maker")
    FINANCE_APPROVER = "finance_approver", _("Finance approver")
    ME_OFFICER = "me_officer", _("Monitoring and evaluation officer")
    SURVEY_MANAGER = "survey_manager", _("Survey manager")
    ENUMERATOR = "enumerator", _("Enumerator")
    DATA_PROTECTION_OFFICER = "data_protection_officer", _("Data protection officer")
    AUDITOR = "auditor", _("Auditor")


#: Everyone who works for the service and therefore needs a second factor.
OFFICERS = frozenset(Role) - {Role.MEMBER, Role.FOCAL_POINT}

#: Whoever works for the government among its people abroad.
MISSIONS = frozenset({Role.MISSION_OFFICER, Role.MINISTRY_OFFICER})

#: A grant of one of these by destination country opens the people who live there.
PEOPLE_READERS = frozenset(
    {
        Role.MISSION_OFFICER,
        Role.MINISTRY_OFFICER,
        Role.PROGRAMME_MANAGER,
        Role.DATA_PROTECTION_OFFICER,
    }
)

#: A grant of one of these opens the records of a programme.
PROGRAMME_READERS = frozenset(
    {
        Role.PROGRAMME_MANAGER,
        Role.PANEL_MEMBER,
        Role.FINANCE_MAKER,
        Role.FINANCE_APPROVER,
        Role.ME_OFFICER,
    }
)

#: Of these, those whose work goes on after somebody was chosen: the panel's ends there.
PLACEMENT_READERS = PROGRAMME_READERS - {Role.PANEL_MEMBER}

#: Whoever chooses among those who applied.
SELECTORS = frozenset({Role.PROGRAMME_MANAGER, Role.PANEL_MEMBER})

#: Whoever prepares payments of a programme, and whoever approves them.
PAYERS = frozenset({Role.FINANCE_MAKER, Role.FINANCE_APPROVER})

#: A grant of one of these opens the survey answers of a destination country.
ANSWER_READERS = frozenset({Role.SURVEY_MANAGER, Role.ME_OFFICER})

#: Whoever answers for how long data are kept, or checks it.
ANSWER_FOR_DATA = frozenset({Role.DATA_PROTECTION_OFFICER, Role.AUDITOR})
