"""Registers the interface's components with Django."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """The components, their templates and their stylesheet."""

    name = "homelands.ui"
    label = "ui"
