"""The verbs of `homelands forms`, a module each."""
