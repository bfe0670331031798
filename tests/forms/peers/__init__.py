"""Other programs that speak the language of forms, run beside ours."""
