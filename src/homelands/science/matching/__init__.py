"""Matching people to needs: hard rules kept apart from signed reasons."""
