"""Addresses of invitations by respondents, and of what is owed for them."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
