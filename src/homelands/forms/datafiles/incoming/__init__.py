"""Reads files of answers: what they are, what their columns mean, and what each row answers."""
