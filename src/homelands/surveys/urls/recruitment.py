"""Addresses of invitations by respondents, and of what is owed for them."""

from django.urls import path

from homelands.surveys.pages import coupons, recruitment, rewards, schemes, seeds, signals

_DESK = "desk/studies/<slug:slug>/"

urlpatterns = [
    path("invited/", coupons.enter, name="surveys.coupons.enter"),
    path("invited/<str:code>/", coupons.accept, name="surveys.coupons.accept"),
    path("invited/<str:code>/begun/", coupons.present, name="surveys.coupons.present"),
    path("answers/<str:code>/invitations/", coupons.mine, name="surveys.coupons.mine"),
    path("answers/<str:code>/invitations/paper/", coupons.sheet, name="surveys.coupons.sheet"),
    path("claim/", rewards.claim, name="surveys.rewards.claim"),
    path("claim/<str:code>/", rewards.balance, name="surveys.rewards.balance"),
    path(f"{_DESK}recruitment/", recruitment.show, name="surveys.recruitment.show"),
    path(f"{_DESK}recruitment/rules/", schemes.set, name="surveys.schemes.set"),
    path(f"{_DESK}recruitment/stop/", schemes.stop, name="surveys.schemes.stop"),
    path(f"{_DESK}recruitment/resume/", schemes.resume, name="surveys.schemes.resume"),
    path(f"{_DESK}seeds/", seeds.listed, name="surveys.seeds.listed"),
    path(f"{_DESK}seeds/add/", seeds.add, name="surveys.seeds.add"),
    path(f"{_DESK}seeds/paper/", seeds.sheet, name="surveys.seeds.sheet"),
    path(f"{_DESK}seeds/<uuid:pk>/", seeds.show, name="surveys.seeds.show"),
    path(f"{_DESK}seeds/<uuid:pk>/withdraw/", coupons.void, name="surveys.coupons.void"),
    path(f"{_DESK}rewards/", rewards.listed, name="surveys.rewards.listed"),
    path(f"{_DESK}rewards/owed/", rewards.owing, name="surveys.rewards.owing"),
    path(f"{_DESK}rewards/<uuid:pk>/pay/", rewards.pay, name="surveys.rewards.pay"),
    path(f"{_DESK}rewards/<uuid:pk>/cancel/", rewards.cancel, name="surveys.rewards.cancel"),
    path(f"{_DESK}doubts/", signals.listed, name="surveys.signals.listed"),
    path(f"{_DESK}doubts/review/", signals.review, name="surveys.signals.review"),
    path(f"{_DESK}doubts/<uuid:pk>/", signals.decide, name="surveys.signals.decide"),
]
