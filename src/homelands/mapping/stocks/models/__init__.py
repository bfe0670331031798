"""Official stock figures, by edition."""

from homelands.mapping.stocks.models.stock_edition import StockEdition
from homelands.mapping.stocks.models.stock_figure import StockFigure

__all__ = [
    "StockEdition",
    "StockFigure",
]
