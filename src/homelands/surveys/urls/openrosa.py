"""Addresses of the protocol of field apps."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
