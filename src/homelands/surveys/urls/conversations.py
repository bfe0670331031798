"""Addresses of focus groups and key informants."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
