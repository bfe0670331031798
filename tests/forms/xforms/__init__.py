"""Tests of the questionnaire engine; none needs a database or a web framework."""
