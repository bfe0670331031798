"""Estimates from a file: one module for each kind."""
