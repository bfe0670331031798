"""Addresses of data sets and webhooks."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
