"""Addresses of what questions measure."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
