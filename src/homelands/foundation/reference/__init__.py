"""Small tables that the whole system shares: countries, occupations and levels."""
