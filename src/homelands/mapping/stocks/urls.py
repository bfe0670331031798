"""Addresses of stock figures."""

from django.urls import path

from homelands.mapping.stocks.pages import stocks

urlpatterns = [
    path("where/", stocks.where, name="stocks.stocks.where"),
    path("where/<str:country>/", stocks.country, name="stocks.stocks.country"),
]
