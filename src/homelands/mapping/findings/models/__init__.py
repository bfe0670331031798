"""Findings: what a study shows, in one sentence."""

from homelands.mapping.findings.models.finding import Finding

__all__ = [
    "Finding",
]
