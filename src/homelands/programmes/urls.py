from django.urls import path

from homelands.programmes.pages import (
    applications,
    calls,
    conflicts,
    matches,
    needs,
    payments,
    placements,
    programmes,
    shortlists,
    work_plan,
)

_NEED = "desk/programmes/needs/<uuid:pk>/"
_CALL = "desk/programmes/calls/<uuid:pk>/"
_APPLICATION = "desk/programmes/applications/<uuid:pk>/"
_MATCH = "desk/programmes/matches/<uuid:pk>/"
_PLACEMENT = "desk/programmes/placements/<uuid:pk>/"
_PAYMENT = "desk/programmes/payments/<uuid:pk>/"
_MINE = "my/applications/<uuid:pk>/"

urlpatterns = [
    path("opportunities/", calls.current, name="programmes.calls.current"),
    path("opportunities/<uuid:pk>/", calls.read, name="programmes.calls.read"),
    path(
        "opportunities/<uuid:pk>/apply/", applications.start, name="programmes.applications.start"
    ),
    path(_MINE, applications.show, name="programmes.applications.show"),
    path(f"{_MINE}statement/", applications.save, name="programmes.applications.save"),
    path(f"{_MINE}send/", applications.submit, name="programmes.applications.submit"),
    path(f"{_MINE}withdraw/", applications.withdraw, name="programmes.applications.withdraw"),
    path("my/placements/", placements.mine, name="programmes.placements.mine"),
    path(
        "my/matches/<uuid:pk>/accept/",
        matches.accept_by_person,
        name="programmes.matches.accept_by_person",
    ),
    path("matches/<uuid:pk>/decline/", matches.decline, name="programmes.matches.decline"),
    path("deliverables/<uuid:pk>/done/", work_plan.done, name="programmes.work_plan.done"),
    path("desk/programmes/", needs.listed, name="programmes.needs.listed"),
    path("desk/programmes/add/", programmes.add, name="programmes.programmes.add"),
    path("desk/programmes/needs/draft/", needs.draft, name="programmes.needs.draft"),
    path(_NEED, needs.show, name="programmes.needs.show"),
    path(f"{_NEED}change/", needs.change, name="programmes.needs.change"),
    path(f"{_NEED}submit/", needs.submit, name="programmes.needs.submit"),
    path(f"{_NEED}approve/", needs.approve, name="programmes.needs.approve"),
    path(f"{_NEED}return/", needs.return_, name="programmes.needs.return_"),
    path(f"{_NEED}withdraw/", needs.withdraw, name="programmes.needs.withdraw"),
    path(f"{_NEED}call/", calls.open, name="programmes.calls.open"),
    path(f"{_CALL}close/", calls.close, name="programmes.calls.close"),
    path(f"{_CALL}conflict/", conflicts.declare, name="programmes.conflicts.declare"),
    path(_CALL, shortlists.show, name="programmes.shortlists.show"),
    path(f"{_CALL}assess/", shortlists.assess, name="programmes.shortlists.assess"),
    path(_APPLICATION, shortlists.choose, name="programmes.shortlists.choose"),
    path(f"{_APPLICATION}propose/", matches.propose, name="programmes.matches.propose"),
    path(_MATCH, matches.show, name="programmes.matches.show"),
    path(f"{_MATCH}accept/", matches.accept_by_host, name="programmes.matches.accept_by_host"),
    path(f"{_MATCH}plan/", placements.plan, name="programmes.placements.plan"),
    path("desk/programmes/placements/", placements.listed, name="programmes.placements.listed"),
    path(_PLACEMENT, placements.show, name="programmes.placements.show"),
    path(f"{_PLACEMENT}start/", placements.start, name="programmes.placements.start"),
    path(f"{_PLACEMENT}complete/", placements.complete, name="programmes.placements.complete"),
    path(f"{_PLACEMENT}end/", placements.end_early, name="programmes.placements.end_early"),
    path(f"{_PLACEMENT}follow-up/", placements.follow_up, name="programmes.placements.follow_up"),
    path(f"{_PLACEMENT}deliverable/", work_plan.add, name="programmes.work_plan.add"),
    path(f"{_PLACEMENT}payment/", payments.draft, name="programmes.payments.draft"),
    path("desk/programmes/payments/", payments.listed, name="programmes.payments.listed"),
    path(_PAYMENT, payments.show, name="programmes.payments.show"),
    path(f"{_PAYMENT}approve/", payments.approve, name="programmes.payments.approve"),
    path(f"{_PAYMENT}reject/", payments.reject, name="programmes.payments.reject"),
    path(f"{_PAYMENT}pay/", payments.pay, name="programmes.payments.pay"),
]
