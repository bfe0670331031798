"""Weighting: margins checked first, raking, calibration, trimming, and what weights cost."""
