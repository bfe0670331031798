"""Official stock figures by edition, estimates from studies, and the findings that say them."""

from homelands.mapping.models.estimate import Estimate
from homelands.mapping.models.finding import Finding
from homelands.mapping.models.stock_edition import StockEdition
from homelands.mapping.models.stock_figure import StockFigure

__all__ = ["Estimate", "Finding", "StockEdition", "StockFigure"]
