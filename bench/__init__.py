"""`make bench`: measurements, as ratios beside the bare database in the same run. Never a test."""
