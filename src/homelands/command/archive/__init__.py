"""What `homelands backup` writes and `homelands restore` reads: one archive, checked both ways."""
