"""Addresses of payments."""

from django.urls import path

from homelands.programmes.payments.pages import payments

_PAYMENT = "desk/programmes/payments/<uuid:pk>/"

urlpatterns = [
    path(
        "desk/programmes/placements/<uuid:pk>/payment/",
        payments.draft,
        name="payments.payments.draft",
    ),
    path("desk/programmes/payments/", payments.listed, name="payments.payments.listed"),
    path(_PAYMENT, payments.show, name="payments.payments.show"),
    path(f"{_PAYMENT}approve/", payments.approve, name="payments.payments.approve"),
    path(f"{_PAYMENT}reject/", payments.reject, name="payments.payments.reject"),
    path(f"{_PAYMENT}pay/", payments.pay, name="payments.payments.pay"),
]
