"""The gallery's address."""

from django.urls import path

from . import pages

urlpatterns = [path("patterns/", pages.patterns, name="ui.patterns")]
