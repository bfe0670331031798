"""Works on one respondent's answers: kinds, choices, checks and submissions."""
