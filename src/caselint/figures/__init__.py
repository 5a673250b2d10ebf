"""Figures: numbers that state how much or how many, found in text and read exactly as written."""

from caselint.figures.budget import Budget
from caselint.figures.grammar import find_quantities, read_figures
from caselint.figures.places import figure_places
from caselint.figures.quantity import Quantity

__all__ = ["Budget", "Quantity", "figure_places", "find_quantities", "read_figures"]
