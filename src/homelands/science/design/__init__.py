"""Samples drawn with known chances: their design, and what follows from it."""
