"""Respondent-driven sampling: the recruitment forest, weights, resampling, estimates."""
