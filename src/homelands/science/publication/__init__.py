"""What may be published of an estimate, and what stands against it."""
