"""How far those who judge the same things agree."""
