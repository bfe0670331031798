"""Addresses of placements and their work plans."""

from django.urls import path

from homelands.programmes.placements.pages import placements, work_plan

_PLACEMENT = "desk/programmes/placements/<uuid:pk>/"

urlpatterns = [
    path("my/placements/", placements.mine, name="placements.placements.mine"),
    path("deliverables/<uuid:pk>/done/", work_plan.done, name="placements.work_plan.done"),
    path(
        "desk/programmes/matches/<uuid:pk>/plan/",
        placements.plan,
        name="placements.placements.plan",
    ),
    path("desk/programmes/placements/", placements.listed, name="placements.placements.listed"),
    path(_PLACEMENT, placements.show, name="placements.placements.show"),
    path(f"{_PLACEMENT}start/", placements.start, name="placements.placements.start"),
    path(f"{_PLACEMENT}complete/", placements.complete, name="placements.placements.complete"),
    path(f"{_PLACEMENT}end/", placements.end_early, name="placements.placements.end_early"),
    path(f"{_PLACEMENT}follow-up/", placements.follow_up, name="placements.placements.follow_up"),
    path(f"{_PLACEMENT}deliverable/", work_plan.add, name="placements.work_plan.add"),
]
