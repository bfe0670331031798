"""Addresses of files of answers."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
