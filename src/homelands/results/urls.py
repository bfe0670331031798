from django.urls import path

from homelands.results.pages import indicators

urlpatterns = [
    path("results/", indicators.public, name="results.indicators.public"),
    path("desk/results/", indicators.listed, name="results.indicators.listed"),
    path("desk/results/add/", indicators.add, name="results.indicators.add"),
    path("desk/results/<uuid:pk>/", indicators.show, name="results.indicators.show"),
    path("desk/results/<uuid:pk>/compute/", indicators.compute, name="results.indicators.compute"),
]
