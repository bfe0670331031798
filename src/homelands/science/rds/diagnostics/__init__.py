"""What the recruitment itself says about how far its estimates can be trusted."""
