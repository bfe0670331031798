"""What a statistician has to know of a study before trusting an estimate from it."""
