"""Template filters of the programmes."""
