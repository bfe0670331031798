"""Invented content for the gallery at /patterns; nothing here describes anyone."""
