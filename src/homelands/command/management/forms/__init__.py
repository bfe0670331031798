"""The verbs of `homelands forms`: one module each, with add_arguments(parser) and run(options)."""
