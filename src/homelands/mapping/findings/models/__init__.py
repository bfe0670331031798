"""Findings: what a study shows, in one sentence, and what was told."""

from homelands.mapping.findings.models.finding import Finding
from homelands.mapping.findings.models.release import Release

__all__ = [
    "Finding",
    "Release",
]
