from django.urls import path

from homelands.policy.pages import institutions, instruments, profiles

urlpatterns = [
    path("policy/", profiles.public, name="policy.profiles.public"),
    path("desk/policy/", profiles.listed, name="policy.profiles.listed"),
    path("desk/policy/institutions/add/", institutions.add, name="policy.institutions.add"),
    path(
        "desk/policy/institutions/<uuid:pk>/verify/",
        institutions.verify,
        name="policy.institutions.verify",
    ),
    path("desk/policy/instruments/add/", instruments.add, name="policy.instruments.add"),
    path(
        "desk/policy/instruments/<uuid:pk>/verify/",
        instruments.verify,
        name="policy.instruments.verify",
    ),
    path("desk/policy/<str:country>/", profiles.show, name="policy.profiles.show"),
]
