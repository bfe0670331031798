"""Knows how the answers of a form are laid out, and in which order they are worked out."""
