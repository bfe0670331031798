"""Calculations on files, from the command line: no database and no settings."""
