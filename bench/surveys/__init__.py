"""What the questionnaires cost: reading a form, a page of answers, an expression."""
