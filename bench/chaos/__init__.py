"""A deployment under load while everything that it stands on is killed, filled or moved in turn."""
