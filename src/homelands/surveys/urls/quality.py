"""Addresses of how a study runs."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
