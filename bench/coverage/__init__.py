"""`make coverage`: how often the intervals of a respondent-driven sample hold the truth."""
