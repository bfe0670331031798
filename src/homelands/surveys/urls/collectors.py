"""Addresses of the doors by which answers come in, and of personal invitations."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
