"""Measures surveys: how fast answers leave."""
