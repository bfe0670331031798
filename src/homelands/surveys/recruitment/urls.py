"""Addresses of coupons, seeds and rewards."""

from django.urls import path

from homelands.surveys.recruitment.pages import coupons, recruitment, rewards, schemes, seeds

_STUDY = "desk/studies/<slug:slug>/"

urlpatterns = [
    path("invited/", coupons.enter, name="recruitment.coupons.enter"),
    path("invited/<str:code>/", coupons.accept, name="recruitment.coupons.accept"),
    path("invited/<str:code>/begun/", coupons.present, name="recruitment.coupons.present"),
    path("answers/<str:code>/invitations/", coupons.mine, name="recruitment.coupons.mine"),
    path("answers/<str:code>/invitations/paper/", coupons.sheet, name="recruitment.coupons.sheet"),
    path("claim/", rewards.claim, name="recruitment.rewards.claim"),
    path("claim/<str:code>/", rewards.balance, name="recruitment.rewards.balance"),
    path(f"{_STUDY}recruitment/", recruitment.show, name="recruitment.recruitment.show"),
    path(f"{_STUDY}recruitment/rules/", schemes.set, name="recruitment.schemes.set"),
    path(f"{_STUDY}recruitment/stop/", schemes.stop, name="recruitment.schemes.stop"),
    path(f"{_STUDY}recruitment/resume/", schemes.resume, name="recruitment.schemes.resume"),
    path(f"{_STUDY}seeds/", seeds.listed, name="recruitment.seeds.listed"),
    path(f"{_STUDY}seeds/add/", seeds.add, name="recruitment.seeds.add"),
    path(f"{_STUDY}seeds/paper/", seeds.sheet, name="recruitment.seeds.sheet"),
    path(f"{_STUDY}seeds/<uuid:pk>/", seeds.show, name="recruitment.seeds.show"),
    path(f"{_STUDY}seeds/<uuid:pk>/withdraw/", coupons.void, name="recruitment.coupons.void"),
    path(f"{_STUDY}rewards/", rewards.listed, name="recruitment.rewards.listed"),
    path(f"{_STUDY}rewards/owed/", rewards.owing, name="recruitment.rewards.owing"),
    path(f"{_STUDY}rewards/<uuid:pk>/pay/", rewards.pay, name="recruitment.rewards.pay"),
    path(f"{_STUDY}rewards/<uuid:pk>/cancel/", rewards.cancel, name="recruitment.rewards.cancel"),
]
