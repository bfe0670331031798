from django.apps import AppConfig


class StocksConfig(AppConfig):
    name = "homelands.mapping.stocks"
    label = "stocks"
