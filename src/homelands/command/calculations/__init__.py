"""Calculations on files, from the command line: no database, no settings, no Django."""
