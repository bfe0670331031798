"""Holds what a form is made of, and reads it from an XForm."""
