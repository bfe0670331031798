"""Planning a respondent-driven sample: synthetic networks, recruitment on them, sample sizes."""
